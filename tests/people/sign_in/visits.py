"""What a person does at the sign-in pages, step by step, without a browser."""

import json
import re

from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from jobtracker.outbox.models import Mail

PASSWORD = "several words in a row"
CODE = re.compile(r"^ {4}(\S+)$", re.MULTILINE)


def sign_in(client, email, password=PASSWORD, **headers):
    return client.post(
        reverse("account_login"), {"login": email, "password": password}, headers=headers
    )


def sign_up(client, email, password=PASSWORD, name="Noa Lind"):
    typed = {"name": name, "email": email, "password1": password}
    return client.post(reverse("account_signup"), typed)


def ask_for_reset(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def type_code(client, name, code):
    return client.post(reverse(name), {"code": code})


def latest_mail(email):
    return Mail.objects.filter(to=email).latest("pk")


def code_in_mail(email):
    return CODE.search(latest_mail(email).text)[1]


def is_signed_in(client):
    """Whether a page that is nobody's but the person's own opens."""
    return client.get(reverse("account_email")).status_code == 200


def show_again(client, password=PASSWORD):
    """Show once more who one is, as is asked before what is hard to take back."""
    return client.post(reverse("account_reauthenticate"), {"password": password, "next": "/"})


def passkey_options(client):
    """What the sign-in page asks of a passkey."""
    answer = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    return answer.json()["request_options"]


def use_passkey(client, passkey, user, **terms):
    """Sign in with it, without a password."""
    handle = user_pk_to_url_str(user).encode()
    credential = passkey.assertion(passkey_options(client), handle, **terms)
    return send_passkey(client, credential)


def send_passkey(client, credential, name="mfa_login_webauthn"):
    return client.post(reverse(name), {"credential": json.dumps(credential)})
