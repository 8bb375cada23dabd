"""The one settings file. It needs no environment variable; README.md lists those it reads."""

import sqlite3
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from jobtracker.durability import durability_for
from jobtracker.environment import Environment

PROJECT_ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = Environment()

DATA_FOLDER = ENVIRONMENT.folder("JOBTRACKER_DATA", PROJECT_ROOT / "var")
DEBUG = ENVIRONMENT.flag("JOBTRACKER_DEBUG")
HTTPS = ENVIRONMENT.flag("JOBTRACKER_HTTPS")
ALLOWED_HOSTS = ENVIRONMENT.hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
# Where mail leads to.
SITE_URL = ENVIRONMENT.site(
    "JOBTRACKER_URL", f"http://localhost:{ENVIRONMENT.number('PORT', 8000, most=65535)}"
)

SECRET_KEY_FILE = DATA_FOLDER / "secret-key"
SECRET_KEY_IS_GENERATED = not ENVIRONMENT.text("SECRET_KEY")
SECRET_KEY = ENVIRONMENT.secret("SECRET_KEY", SECRET_KEY_FILE)
# What earlier keys signed or encrypted is still read.
SECRET_KEY_FALLBACKS = ENVIRONMENT.words("SECRET_KEY_FALLBACKS", [])

# Applications and the way of a request through them

INSTALLED_APPS = [
    "jobtracker",
    "jobtracker.audit",
    "jobtracker.outbox",
    "jobtracker.people",
    "applications",
    "interviews",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jobtracker.compression.compress_pages",
    "jobtracker.middleware.keep_no_copies",
    "jobtracker.middleware.no_devices",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jobtracker.middleware.SignInRequired",
    "jobtracker.people.sign_in.required.SecondFactorRequired",
    "jobtracker.people.sign_in.sessions.note_use",
    "jobtracker.middleware.own_clock_and_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jobtracker.middleware.lead_back",
    "jobtracker.middleware.InOneTransaction",
]

ROOT_URLCONF = "jobtracker.urls"
WSGI_APPLICATION = "jobtracker.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_ROOT / "templates"],
        "OPTIONS": {
            "builtins": ["jobtracker.ui.tags"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "jobtracker.ui.widgets.Renderer"

# Database

DATABASE = ENVIRONMENT.database("DATABASE_URL", DATA_FOLDER / "db.sqlite3")
DATABASE["CONN_MAX_AGE"] = 0
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DURABILITY = durability_for(sqlite3.sqlite_version_info)
    DATABASE["OPTIONS"] = {
        # Without it, a transaction that reads before it writes fails at once under load.
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": (
            f"{DURABILITY.init_command};"
            "PRAGMA foreign_keys=ON;"
            # What is deleted is overwritten; a plain delete only forgets where it is.
            "PRAGMA secure_delete=ON;"
            "PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364"
        ),
    }
else:
    # The check on taking a connection from the pool lets us outlive a restart of the server.
    DATABASE["CONN_HEALTH_CHECKS"] = True
    OPTIONS = DATABASE.setdefault("OPTIONS", {})
    OPTIONS["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
    # Compiling a page's one large statement takes PostgreSQL a hundred times what running it does.
    OPTIONS["options"] = f"-c jit=off {OPTIONS.get('options', '')}".strip()
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sessions

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["jobtracker.people.backends.RolesBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

PASSWORD_HASHERS = [
    "jobtracker.people.sign_in.hashing.CappedArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ACCOUNT_ADAPTER = "jobtracker.people.sign_in.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
# A flood of guesses may close the password's way in, but never the mail's.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# Many share an address; a passkey cannot be guessed, and a password is counted by account.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,10/15m/key"}
ACCOUNT_FORMS = {
    "login": "jobtracker.people.sign_in.forms.SignIn",
    "signup": "jobtracker.people.sign_in.forms.SignUp",
    "confirm_email_verification_code": "jobtracker.people.sign_in.forms.ConfirmAddress",
    "add_email": "jobtracker.people.sign_in.forms.ChangeAddress",
    "reset_password": "jobtracker.people.sign_in.forms.ForgotPassword",
    "confirm_password_reset_code": "jobtracker.people.sign_in.forms.ConfirmReset",
    "reset_password_from_key": "jobtracker.people.sign_in.forms.ResetPassword",
    "set_password": "jobtracker.people.sign_in.forms.FirstPassword",
    "change_password": "jobtracker.people.sign_in.forms.ChangePassword",
    "reauthenticate": "jobtracker.people.sign_in.forms.Again",
}
# Counts of attempts hold for all worker processes together.
CACHES = {"default": {"BACKEND": "jobtracker.people.sign_in.shared.Cache"}}

MFA_ADAPTER = "jobtracker.people.sign_in.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_ISSUER = "Jobtracker"
# The code before and the one after count too, since clocks and thumbs are slow.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "jobtracker.people.sign_in.factor_forms.Authenticate",
    "reauthenticate": "jobtracker.people.sign_in.factor_forms.Reauthenticate",
    "activate_totp": "jobtracker.people.sign_in.factor_forms.ActivateApp",
    "login_webauthn": "jobtracker.people.sign_in.factor_forms.SignInByPasskey",
    "authenticate_webauthn": "jobtracker.people.sign_in.factor_forms.AuthenticateByPasskey",
    "reauthenticate_webauthn": "jobtracker.people.sign_in.factor_forms.AgainByPasskey",
    "add_webauthn": "jobtracker.people.sign_in.factor_forms.AddPasskey",
    "edit_webauthn": "jobtracker.people.sign_in.factor_forms.NamePasskey",
}

# A firm's own sign-on, where the environment names one.
SIGN_ON = ENVIRONMENT.sign_on("OIDC")
SOCIALACCOUNT_ADAPTER = "jobtracker.people.sign_in.provider.ProviderAdapter"
SOCIALACCOUNT_FORMS = {"signup": "jobtracker.people.sign_in.forms.ProviderSignUp"}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
if SIGN_ON:
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [SIGN_ON.settings]}}

# Transport and content security

SESSION_ENGINE = "jobtracker.people.sign_in.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "jobtracker.retry.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.flag("JOBTRACKER_TRUSTED_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The proxy's own entry in X-Forwarded-For, the last, is the client; what is before is hearsay.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# One host may not bind its sibling hosts to HTTPS, nor enter browsers' lists by itself.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

if SIGN_ON:
    # A browser holds the policy against where the answer to a form leads, too.
    SECURE_CSP["form-action"].append(SIGN_ON.origin)

# Forms refuse a file above 10 MB beside its field, so the hard limit lies above that.
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
# Private mail stays in memory, or goes to a folder of our own: never to a shared one.
FILE_UPLOAD_HANDLERS = [
    "jobtracker.uploads.BodyLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "jobtracker.uploads.OnDisk",
]

# Whether the server may ask other sites for the postings that people give a link to.
FETCH_LINKS = ENVIRONMENT.flag("FETCH_LINKS", default=True)

# Files, mail, language, logs

STATIC_URL = "static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [PROJECT_ROOT / "static"]
MEDIA_ROOT = DATA_FOLDER / "files"
# Nobody else on the machine reads what people keep here.
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "jobtracker.durable_files.DurableStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MAILERS = {"default": ENVIRONMENT.mailer("EMAIL_URL", DATA_FOLDER / "mail")}
# Without a mail server it becomes a file, and reaches nobody.
MAIL_LEAVES = bool(ENVIRONMENT.text("EMAIL_URL"))
DEFAULT_FROM_EMAIL = ENVIRONMENT.sender(
    "JOBTRACKER_FROM_EMAIL", "Jobtracker <jobtracker@localhost>"
)

# Mail that candidates forward: the domain of their private addresses, "" to give none out, and
# where the site's own mail server hands such mail over.
MAIL_DOMAIN = ENVIRONMENT.domain("MAIL_DOMAIN")
# Under which name that server says what it found out about a sender.
MAIL_CHECKED_BY = ENVIRONMENT.domain("MAIL_CHECKED_BY")
MAIL_LISTEN = ENVIRONMENT.listen("MAIL_LISTEN", "lmtp://127.0.0.1:8024")
# Or in which mailbox it lies, from where we fetch it.
MAIL_FETCH = ENVIRONMENT.mailbox("MAIL_FETCH")
# Or which provider hands it over by web request, and what shows that it is them.
MAIL_WEBHOOK = ENVIRONMENT.choice("MAIL_WEBHOOK", ["mailgun", "postmark"])
MAIL_WEBHOOK_SECRET = ENVIRONMENT.text("MAIL_WEBHOOK_SECRET")
MAIL_WEBHOOK_KEY = ENVIRONMENT.text("MAIL_WEBHOOK_KEY")
ANYMAIL = {
    "WEBHOOK_SECRET": MAIL_WEBHOOK_SECRET,
    "MAILGUN_WEBHOOK_SIGNING_KEY": MAIL_WEBHOOK_KEY,
}

LANGUAGE_CODE = "en"
# The texts are the same; days and hours are written as people there write them.
LANGUAGES = [("en", "English"), ("en-us", "English (US)")]
URLIZE_ASSUME_HTTPS = True
TIME_ZONE = "UTC"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "jobtracker.log.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's own default handlers would print a second time, and mail errors.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # It would write down each command, and with it the secret address that mail is for.
        "mail.log": {"level": "WARNING"},
    },
}
