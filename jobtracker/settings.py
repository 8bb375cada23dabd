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

SECRET_KEY_FILE = DATA_FOLDER / "secret-key"
SECRET_KEY_IS_GENERATED = not ENVIRONMENT.text("SECRET_KEY")
SECRET_KEY = ENVIRONMENT.secret("SECRET_KEY", SECRET_KEY_FILE)

# Applications and the way of a request through them

INSTALLED_APPS = [
    "jobtracker",
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
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jobtracker.middleware.keep_no_copies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jobtracker.middleware.SignInRequired",
    "jobtracker.middleware.own_time_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
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
            "PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364"
        ),
    }
else:
    # The check on taking a connection from the pool lets us outlive a restart of the server.
    DATABASE["CONN_HEALTH_CHECKS"] = True
    DATABASE.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sessions

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["jobtracker.people.backends.RolesBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
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

# Transport and content security

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.flag("JOBTRACKER_TRUSTED_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# One host may not bind its sibling hosts to HTTPS, nor enter browsers' lists by itself.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SECURE_CSP = {
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

# Forms refuse a file above 10 MB beside its field, so the hard limit lies above that.
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
# Private mail stays in memory: no handler writes it to a shared temporary folder.
FILE_UPLOAD_HANDLERS = [
    "jobtracker.uploads.BodyLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]

# Files, mail, language, logs

STATIC_URL = "static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [PROJECT_ROOT / "static"]
MEDIA_ROOT = DATA_FOLDER / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MAILERS = {"default": ENVIRONMENT.mailer("EMAIL_URL", DATA_FOLDER / "mail")}
DEFAULT_FROM_EMAIL = ENVIRONMENT.text("JOBTRACKER_FROM_EMAIL", "Jobtracker <jobtracker@localhost>")

LANGUAGE_CODE = "en"
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
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
