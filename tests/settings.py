"""The product's settings, but for what makes tests slow, forgetful or dependent on a machine."""

import atexit
import os
from pathlib import Path
from tempfile import TemporaryDirectory

_data = TemporaryDirectory(prefix="jobtracker-tests-")
atexit.register(_data.cleanup)

# Only the database may be chosen from outside: the same suite runs on both.
for _name in [
    "ALLOWED_HOSTS",
    "EMAIL_URL",
    "FETCH_LINKS",
    "JOBTRACKER_DEBUG",
    "JOBTRACKER_HTTPS",
    "MAIL_CHECKED_BY",
    "MAIL_DOMAIN",
    "MAIL_FETCH",
    "MAIL_LISTEN",
    "MAIL_WEBHOOK",
    "MAIL_WEBHOOK_KEY",
    "MAIL_WEBHOOK_SECRET",
    "JOBTRACKER_URL",
    "PORT",
    *(name for name in os.environ if name.startswith("OIDC_")),
]:
    os.environ.pop(_name, None)
os.environ["JOBTRACKER_DATA"] = _data.name
os.environ["SECRET_KEY"] = "only-for-tests-" * 4

from jobtracker.settings import *  # noqa: E402, F403
from jobtracker.settings import DATABASES, MIDDLEWARE, TEMPLATES  # noqa: E402


class MissingVariable(str):
    """Fails the test whose template prints a variable that does not exist."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, variable: object) -> str:
        raise AssertionError(f"A template prints {str(variable)!r}, which is not in its context.")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = MissingVariable("missing")

# Holds every answer against what the test planted in other people's data.
MIDDLEWARE = ["tests.canaries.Guard", *MIDDLEWARE]

# Nothing of a test need outlive a crash, so no commit waits for the disk.
_options = DATABASES["default"]["OPTIONS"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    _options = {**_options, "init_command": _options["init_command"] + ";PRAGMA synchronous=OFF"}
else:
    _options = {**_options, "options": _options["options"] + " -c synchronous_commit=off"}
DATABASES = {"default": {**DATABASES["default"], "OPTIONS": _options}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in the product: threads then meet on real locks, not on one shared connection.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_data.name) / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing leaves the machine; a test that fetches brings its own network.
FETCH_LINKS = False
# Serve static files from where they are written: nothing is collected for a test.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
