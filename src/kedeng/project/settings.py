"""Every setting of the service; what differs between sites comes from the environment.

DATABASE_URL, SECRET_KEY, DEBUG, ALLOWED_HOSTS, KEDENG_HOME, KEDENG_URL, KEDENG_DEMO, LOG_LEVEL,
MAIL_URL, SMS_URL, FILES_URL and others: README.md and docs/operate.md explain, environment.py
reads them.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from kedeng.lib.home import home
from kedeng.project import environment as env
from kedeng.project.logs import logging_settings

PACKAGE = Path(__file__).resolve().parents[1]
HOME = home()
DEBUG = env.flag("DEBUG")
KEDENG_DEMO = env.flag("KEDENG_DEMO")
SECRET_KEY = env.secret_key(HOME)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")  # former keys still open what they sealed

# The address that people use. With https:// the cookies, HSTS and redirects follow.
KEDENG_URL = env.text("KEDENG_URL", "http://localhost:8000").rstrip("/")
HTTPS = KEDENG_URL.startswith("https://")
_OWN_HOST = KEDENG_URL.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{_OWN_HOST}")
CSRF_TRUSTED_ORIGINS = [KEDENG_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "kedeng.apps.history",
    "kedeng.apps.files",
    "kedeng.apps.organisations",
    "kedeng.apps.announcements",
    "kedeng.apps.rounds",
    "kedeng.apps.messages",
    "kedeng.apps.registrations",
    "kedeng.apps.expected",
    "kedeng.apps.insight",
    "kedeng.web",
    "kedeng.project",
]

MIDDLEWARE = [
    "kedeng.web.arrival.ArrivalMiddleware",  # first: what arrived in time counts
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kedeng.web.plain_text.PlainTextMiddleware",  # behind CSRF, which reads the form first
    "kedeng.web.readonly.ReadOnlyMiddleware",  # a GET does not write
    "kedeng.web.store_away.StoreAwayMiddleware",
    "kedeng.web.wrong_method.WrongMethodMiddleware",
    "axes.middleware.AxesMiddleware",  # what the guard of log-ins refused is answered by its page
    "kedeng.web.access.AccessMiddleware",  # URL name → permission; what is not named is closed
]

ROOT_URLCONF = "kedeng.project.urls"
WSGI_APPLICATION = "kedeng.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kedeng.web.round_bar.head",
            ],
            "builtins": [  # no template says {% load %}
                "django.templatetags.i18n",
                "django.templatetags.static",
                "kedeng.web.templatetags.joined",
                "kedeng.web.templatetags.kedeng",
                "kedeng.web.templatetags.sign_on",
                "kedeng.web.templatetags.asking",
            ],
        },
    },
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.User"
LOGIN_URL = "login"
PASSWORD_HASHERS = ["kedeng.project.hashers.SeasonArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "kedeng.apps.organisations.passwords.ContextValidator"}]
# Empty: by what a person does (domain/passwords.py). An organisation may choose for its subtree.
PASSWORD_POLICY = env.choice("PASSWORD_POLICY", "", "modern", "dengbao")
PASSWORD_DAYS = int(env.choice("PASSWORD_DAYS", "180", "90"))  # after which dengbao wants a new one
ACTIVATION_DAYS = env.number("ACTIVATION_DAYS", 7, least=1, most=30)  # trust.md 1.7

# Every authenticate() passes django-axes; our handler counts (docs/decisions/0013).
AUTHENTICATION_BACKENDS = ["kedeng.web.account.guard.PasswordBackend"]
AXES_HANDLER = "kedeng.web.account.guard.Guard"
AXES_LOCKOUT_CALLABLE = "kedeng.web.account.guard.answer"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or nobody would see why
AXES_VERBOSE = False
# Proxies of our own in front, each adding to X-Forwarded-For: whose address is the network's?
PROXIES = env.number("PROXIES", 0, least=0, most=9)

# Mail: MAIL_URL=smtps://name:password@host:465 (docs/operate.md). Without it there is none.
vars().update(env.mail(env.text("MAIL_URL")))
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "kedeng@localhost")
# A gateway that takes {"id", "to", "text"} as JSON; the token goes along as a bearer.
SMS_URL = env.text("SMS_URL")
SMS_TOKEN = env.text("SMS_TOKEN")
# How long a worker may hold one letter; a dead one's is sent again after that.
LEASE_SECONDS = env.number("LEASE_SECONDS", 300, least=2, most=3600)

# Who needs a second factor where the province's profile does not say: all who review or manage.
SECOND_FACTOR = env.choice("SECOND_FACTOR", "staff", "everybody", "nobody")
OIDC_PORTALS = env.portals()

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [PACKAGE / "locale"]  # catalogues of further languages; Chinese is the msgid
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": env.files(env.text("FILES_URL")),
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
WHITENOISE_USE_FINDERS = DEBUG

QUARANTINE_ROOT = env.text("QUARANTINE_FOLDER") or HOME / "quarantine"  # in no back-up
PREVIEW_ROOT = HOME / "previews"  # drawn anew when it is empty
CLAMAV_URL = env.text("CLAMAV_URL")  # tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl

FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# The __Host- prefix binds a cookie to this host and to https; browsers refuse it on plain http.
_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "kedeng.apps.organisations.session_store"
SESSION_COOKIE_NAME = f"{_PREFIX}kedeng_session"
DEVICE_COOKIE_NAME = f"{_PREFIX}kedeng_device"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = f"{_PREFIX}kedeng_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kedeng.web.account.stale.csrf_failure"

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_settings(env.text("LOG_LEVEL", "INFO"))
