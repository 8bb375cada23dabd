"""How to sign in as the demo's people. All of it is public, so only this machine may reach them."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt

from jobtracker.people.models import User

PASSWORD = "look around freely"  # noqa: S105 - public, so the command refuses a public host
CANDIDATE, COORDINATOR = "mira@example.com", "petra@example.com"
PEOPLE = {CANDIDATE: "candidate", COORDINATOR: "coordinator"}
STEP_SECONDS = 30


def add_person(email: str, *, name: str, time_zone: str) -> User:
    """Somebody who signs in with the public password."""
    user = User.objects.create_user(email, PASSWORD, name=name, time_zone=time_zone)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def add_app(user: User) -> None:
    """The second factor that whoever works for a firm needs; we play the app."""
    auth.TOTP.activate(user, auth.generate_totp_secret())


def code_for(user: User) -> str:
    """What the person's app shows next, which lets in for a minute at least; "" without an app."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        return ""
    next_step = int(time.time()) // STEP_SECONDS + 1
    return auth.format_hotp_value(auth.hotp_value(decrypt(app.data["secret"]), next_step))
