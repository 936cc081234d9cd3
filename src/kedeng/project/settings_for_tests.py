"""The same settings on throw-away data, with a hasher that does not cost the suite its time.

The engine is DATABASE_URL's, as always; empty means SQLite, on a file. Every run has names of its
own, since several may run at once on one machine.
"""

import os
import tempfile
from pathlib import Path

from kedeng.project.settings import *  # noqa: F403  (settings extend settings)
from kedeng.project.settings import DATABASES, STORAGES

# The browser's driver keeps an event loop in the main thread of its process; the tests that follow
# there use the database as ever, one after the other.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The first process names the run; xdist's workers inherit the name.
RUN = os.environ.setdefault("KEDENG_TEST_RUN", str(os.getpid()))
RUN_FOLDER = Path(tempfile.gettempdir()) / f"kedeng-test-{RUN}"
STATIC_ROOT = RUN_FOLDER / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True

_default = DATABASES["default"]
_default["CONN_MAX_AGE"] = 0
_default["TEST"] = {
    "NAME": str(RUN_FOLDER / "kedeng.sqlite3")
    if str(_default["ENGINE"]).endswith("sqlite3")
    else f"test_kedeng_{RUN}",
}

# No test is about a machine that loses power. And over tables of a few rows PostgreSQL took three
# quarters of a wide join's time to weigh in which order to read them: as written will do.
DATABASE_IN_HASTE = {"synchronous_commit": "off", "join_collapse_limit": "1"}

if str(_default["ENGINE"]).endswith("postgresql"):
    _options = _default.setdefault("OPTIONS", {})
    _told = [f"-c {name}={value}" for name, value in DATABASE_IN_HASTE.items()]
    _options["options"] = " ".join([_options.get("options", ""), *_told]).strip()

SECRET_KEY = "tests only"  # noqa: S105  (not a secret)
MEDIA_ROOT = RUN_FOLDER / "files"
QUARANTINE_ROOT = RUN_FOLDER / "quarantine"
PREVIEW_ROOT = RUN_FOLDER / "previews"
CLAMAV_URL = ""
EMAIL_HOST = SMS_URL = ""
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": False}
