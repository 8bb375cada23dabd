"""How allauth's accounts behave here: our mail, our words, and our own count of guesses."""

import time
from typing import Any, cast, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from jobtracker.audit.kinds import Kind
from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail
from jobtracker.people.models import User
from jobtracker.people.sign_in.record import record
from jobtracker.people.sign_in.undo import undo_link

SIGN_UP = "sign_up"
ADDRESS_CHANGED = "account/email/email_changed"
# What shows who somebody is as well as being asked once more would.
SHOWS_WHO = frozenset({"password", "mfa", SIGN_UP})
AGAIN_BY = {
    "reauthenticate": "Your password",
    "mfa_reauthenticate": "A code from your authenticator app, or a recovery code",
    "mfa_reauthenticate:webauthn": "A passkey",
}


class Adapter(DefaultAccountAdapter):
    """The documented hooks of allauth."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "This address and this password don't belong together.",
        "too_many_login_attempts": (
            "That was tried too often. Wait a quarter of an hour, sign in with a passkey, or set "
            "a new password by mail."
        ),
        "email_taken": "Somebody with this e-mail address is here already.",
        "duplicate_email": "This is your address already.",
        "incorrect_password": "This isn't your password.",
        "incorrect_code": "This isn't the code, or it is used up. Type the latest one.",
        "rate_limited": "That was a little fast. Wait ten seconds and try again.",
        "account_inactive": "This account is closed.",
    }

    @override
    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> User:
        """Store a new person; the form has hashed the password already."""
        person = cast("User", user)
        person.name = form.cleaned_data.get("name") or person.name
        person.email = form.cleaned_data["email"]
        person.password = getattr(form, "hashed_password", "") or person.password
        if commit:
            person.save()
        return person

    @override
    def unstash_verified_email(self, request: HttpRequest) -> str | None:
        """Leave nothing behind: a session that is not empty would tell that an account is new."""
        email: str | None = request.session.pop("account_verified_email", None)
        return email

    @override
    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, *, signup: bool, **kwargs: Any
    ) -> HttpResponse | None:
        """Give whoever knew the password a session of their own before the second factor is asked.

        Otherwise somebody who planted the key of the session could go on from there.
        """
        if not signup:
            request.session.cycle_key()
        response: HttpResponse | None = super().pre_login(request, user, signup=signup, **kwargs)
        return response

    @override
    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, *, signup: bool, **kwargs: Any
    ) -> HttpResponse:
        """Note that whoever made the account just now chose its password."""
        if signup and user.has_usable_password():
            record_authentication(request, user, method=SIGN_UP)
        response: HttpResponse = super().post_login(request, user, signup=signup, **kwargs)
        return response

    @override
    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Nobody is asked again for what they typed a moment ago to get in."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not has_just_signed_in(self.request)

    @override
    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """After another address was confirmed, to the page that says what else had the old one."""
        if self.request.user.is_authenticated:
            return reverse("account_email")
        url: str = super().get_email_verification_redirect_url(email_address)
        return url

    @override
    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record it of who is signed in already; the sign-in page sees to the others."""
        if request.user.is_authenticated:
            record(Kind.SIGN_IN_FAILED, request.user, by="password")

    @override
    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the hour of who reads it, who may not be signed in yet.

        The old address gets a link that takes a change of address back.
        """
        said = dict(context or {})
        if template_prefix == ADDRESS_CHANGED:
            said["undo_url"] = undo_link(cast("User", user), said["from_email"], said["to_email"])
        with timezone.override(zone_named(cast("User", user).time_zone)):
            super().send_notification_mail(template_prefix, user, said, email)

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue it with the change that it tells of."""
        values = {**context, "email": email, "request": self.request}
        subject = render_to_string(f"{template_prefix}_subject.txt", values)
        text = render_to_string(f"{template_prefix}_message.txt", values)
        Mail.objects.enqueue(
            purpose="account",
            to=email,
            subject=" ".join(subject.split()),
            text=text.strip() + "\n",
            recipient=context.get("user"),
            at=timezone.now(),
        )

    @override
    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the button for a passkey asks by script."""
        match = request.resolver_match
        asks_for_passkey = match is not None and match.view_name == "mfa_login_webauthn"
        return asks_for_passkey and request.headers.get("Accept") == "application/json"

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    @override
    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        return [
            {**method, "description": AGAIN_BY[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    @override
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The address alone: allauth adds the Host header, in which a guesser may vary the port."""
        return str(credentials.get("email", "")).lower()


def has_just_signed_in(request: HttpRequest) -> bool:
    """Whether the person showed who they are when this session began, a few minutes ago."""
    steps = get_authentication_records(request, cast("User", request.user))
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(each["method"] in SHOWS_WHO and each["at"] > since for each in steps)
