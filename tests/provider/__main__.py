"""`python -m tests.provider`: reads what it is about, and prints its port once it answers.

It is allauth's own provider, so a real peer, though not one that was written for us.
"""

import json
import sys
import tempfile
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import allauth
import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

from tests.provider import CLIENT_ID, CLIENT_SECRET, PASSWORD

TEMPLATES = Path(allauth.__file__).parent / "templates"


def private_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(pem, pkcs8, serialization.NoEncryption()).decode()


def configure(folder):
    settings.configure(
        ALLOWED_HOSTS=["localhost"],
        SECRET_KEY="of the provider",
        ROOT_URLCONF="tests.provider.urls",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [TEMPLATES],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                    "libraries": {
                        "allauth": "allauth.templatetags.allauth",
                    },
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "db.sqlite3")}
        },
        # One host has one jar of cookies, whatever the port.
        SESSION_COOKIE_NAME="provider_session",
        CSRF_COOKIE_NAME="provider_csrf",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        LOGIN_URL="account_login",
        ACCOUNT_EMAIL_VERIFICATION="none",
        IDP_OIDC_PRIVATE_KEY=private_key(),
    )
    django.setup()


def fill(callback, people):
    """`people` tells the address, the name and whether the address is verified."""
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    client = Client(id=CLIENT_ID, name="Jobtracker", scopes="openid\nprofile\nemail")
    client.set_secret(CLIENT_SECRET)
    client.set_redirect_uris([callback])
    client.skip_consent = True
    client.save()
    for person in people:
        first, _, last = person["name"].partition(" ")
        user = User.objects.create_user(first.lower(), person["email"], PASSWORD)
        user.first_name, user.last_name = first, last
        user.save()
        EmailAddress.objects.create(
            user=user, email=person["email"], primary=True, verified=person["verified"]
        )


class Server(ThreadingMixIn, WSGIServer):
    """A browser keeps a connection open that it may never use."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        pass


def main():
    told = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        configure(Path(folder))
        fill(told["callback"], told["people"])
        from django.core.handlers.wsgi import WSGIHandler

        with make_server("localhost", 0, WSGIHandler(), Server, Quiet) as server:
            sys.stdout.write(f"{server.server_port}\n")
            sys.stdout.flush()
            server.serve_forever()


if __name__ == "__main__":
    main()
