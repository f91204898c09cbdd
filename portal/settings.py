"""All settings. Production is the base: everything comes from the environment, and a missing secret stops the start.

`DEMO=true` (under `make run`) turns on the demo accounts and the phone screen; an embedded instance keeps its
generated secrets in `DATA_DIR/instance.env` (see `portal.ops.instance`). The names are listed in docs/settings.md.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import redis
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict
from redis.asyncio.retry import Retry as PatientRetry
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.retry import Retry

from portal.ops import embedded, instance
from portal.ops.log_format import configuration as logs_configuration

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    """A yes-or-no setting of the environment."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole-number setting of the environment."""
    return int(os.environ.get(name) or default)


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated setting of the environment."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def yes_or_names(name: str) -> bool | list[str]:
    """A setting that is yes, no, or a comma list of those for which it is yes."""
    value = os.environ.get(name, "").strip().lower()
    return flag(name) if value in {"", "0", "1", "true", "false", "yes", "no", "on", "off"} else names(name)


def secret(name: str) -> str:
    """A setting without which the portal must not start."""
    value = os.environ.get(name, "")
    if not value or value in {"changeme", "secret", "default"}:
        raise ImproperlyConfigured(f"{name} is missing or a default. Set it in the environment (see docs/settings.md).")
    return value


# --- instance ---------------------------------------------------------------------------------------------------
instance.prepare(create=False)
DEBUG = False
DEMO = flag("DEMO")
DATA_DIR = instance.data_dir()
PORT = number("PORT", 8000)
PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
HTTPS = PUBLIC_URL.startswith("https://")
WEB_WORKERS = number("WEB_WORKERS", 2)
WEB_THREADS = number("WEB_THREADS", 4)
SECRET_KEY = secret("SECRET_KEY")
FIELD_KEYS = secret("FIELD_KEYS")
INDEX_KEY = secret("INDEX_KEY")
ALLOWED_HOSTS = names("ALLOWED_HOSTS") or [urlsplit(PUBLIC_URL).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
TRUSTED_PROXIES = names("TRUSTED_PROXIES")
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")

# --- applications -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal.ui",
    "portal.privacy",
    "portal.calendar",
    "portal.places",
    "portal.accounts",
    "portal.audit",
    "portal.sms",
    "portal.ops",
    "cms",
    "registration.rules",
    "registration.casework",
    "registration.visits",
    "registration.rights",
    "registration.treatment",
    "registration.aftercare",
    "registration.intake",
    "registration.reports",
    "registration.api",
    "hotline.line",
    "hotline.conversations",
    "hotline.offers",
    "hotline.callbacks",
    "hotline.referrals",
    "hotline.risk",
    "hotline.cases",
    "hotline.pictures",
    "hotline.feedback",
    "hotline.visitor",
    "hotline.console",
    "hotline.sms",
    "hotline.supervision",
    "hotline.reports",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "channels",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "portal.ops.logs.RequestLog",
    "portal.privacy.headers.PrivateHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.privacy.headers.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.ops.encoding.Utf8Forms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.accounts.middleware.StaffGate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
ASGI_APPLICATION = "portal.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# --- PostgreSQL -------------------------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL") or embedded.database_url(DATA_DIR)
_database = conninfo_to_dict(DATABASE_URL)
# A bounded pool: one connection a thread and a few for sockets. Tests and commands use plain connections.
_pool = flag("DB_POOL", "uvicorn" in sys.modules)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.pop("dbname", embedded.DATABASE),
        "USER": _database.pop("user", "postgres"),
        "PASSWORD": _database.pop("password", ""),
        "HOST": _database.pop("host", ""),
        "PORT": _database.pop("port", ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_database,
            "connect_timeout": 5,
            **({"pool": {"min_size": 1, "max_size": WEB_THREADS + 6, "timeout": 5}} if _pool else {}),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Valkey: cache, limits, fan-out. It holds only what may vanish. -----------------------------------------------
VALKEY_URL = os.environ.get("VALKEY_URL") or embedded.valkey_url(DATA_DIR)
VALKEY_PATIENCE_S = float(os.environ.get("VALKEY_PATIENCE_S") or 1)  # so long a limit waits for its count
CACHES = {
    "default": {
        "BACKEND": "portal.ops.cache.PatientCache",
        "LOCATION": VALKEY_URL,
        "KEY_PREFIX": "dv",
        "OPTIONS": {
            "socket_timeout": 1,
            "socket_connect_timeout": 1,
            "retry": Retry(NoBackoff(), 1, (redis.ConnectionError,)),
        },
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "portal.ops.channel_layer.PatientChannelLayer",
        "CONFIG": {
            "hosts": [
                {
                    "address": VALKEY_URL,
                    # A connection that died with the last Valkey is opened anew instead of failing its first user;
                    # one that hangs is not waited for again.
                    "retry": PatientRetry(ExponentialBackoff(cap=0.5, base=0.05), 2, (redis.ConnectionError,)),
                    "socket_timeout": 1,
                    "socket_connect_timeout": 1,
                    "retry_on_error": [redis.ConnectionError],
                }
            ],
            "prefix": "dv",
        },
    }
}

# --- people and sessions ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "staff:sign_in"
LOGIN_REDIRECT_URL = "staff:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-dv_staff" if HTTPS else "dv_staff"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-dv_csrf" if HTTPS else "dv_csrf"
CSRF_COOKIE_AGE = None  # gone with the browser
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
OTP_TOTP_ISSUER = "Đường Về"
OTP_TOTP_SYNC = False  # a phone's clock is right; a learnt drift would only widen what is accepted
# django-otp's own delay after wrong codes, kept in the database: nothing to feel at first, minutes after twenty, hours
# after twenty-five. The quick one is portal.accounts.second_factor's.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0.001
WAGTAIL_FRONTEND_LOGIN_URL = "/staff/sign-in/"

# --- headers (more of them in portal.accounts and portal.privacy) -------------------------------------------------
SECURE_SSL_REDIRECT = False  # the proxy in front does it (deploy/)
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # the same: SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"  # `no-referrer` sends Origin: null, and the CSRF check then answers 403
X_FRAME_OPTIONS = "DENY"
QUICK_EXIT_URL = os.environ.get("QUICK_EXIT_URL", "https://nchmf.gov.vn/")

# --- languages and time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_COOKIE_NAME = "dv_language"

# --- files ------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get("STATIC_BACKEND", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # five are kept; the sixth gets a sentence instead of a bare 400

# --- Wagtail ----------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Đường Về"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_LOGIN_URL = "/staff/sign-in/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- mail: only the daily letter of counts to staff; without a server none is sent --------------------------------
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "true").lower() == "true"
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "duong-ve@localhost")

# --- logs -------------------------------------------------------------------------------------------------------
LOGGING = logs_configuration(os.environ.get("LOG_LEVEL", "INFO"))

# --- files that people send ---------------------------------------------------------------------------------------
CLAMD_ADDRESS = os.environ.get("CLAMD_ADDRESS", "")  # host:port or socket of ClamAV's daemon; empty: no scanner

# --- SMS --------------------------------------------------------------------------------------------------------
TWILIO_ACCOUNT_SID = os.environ.get("TWILIO_ACCOUNT_SID", "")
TWILIO_AUTH_TOKEN = os.environ.get("TWILIO_AUTH_TOKEN", "")
TWILIO_FROM = os.environ.get("TWILIO_FROM", "")
TWILIO_MESSAGING_SERVICE_SID = os.environ.get("TWILIO_MESSAGING_SERVICE_SID", "")
TWILIO_API_URL = os.environ.get("TWILIO_API_URL", "https://api.twilio.com")
SMS_HTTP_URL = os.environ.get("SMS_HTTP_URL", "")
SMS_HTTP_KEY = os.environ.get("SMS_HTTP_KEY", "")
SMS_HTTP_FROM = os.environ.get("SMS_HTTP_FROM", "")  # brand name or short code, where the gateway wants to be told
SMS_HTTP_LOOKUP = flag("SMS_HTTP_LOOKUP")  # the gateway can be asked what became of a message
SMS_ROUTES = os.environ.get("SMS_ROUTES", "+:twilio")  # prefix:gateway|next gateway, the longest prefix wins
SMS_FREE_TEXT = yes_or_names("SMS_FREE_TEXT")
SMS_COST_A_DAY = number("SMS_COST_A_DAY", 0)  # đồng; 0: no limit
SMS_PRICES = os.environ.get("SMS_PRICES", "")  # gateway/prefix:đồng a segment, over those of portal/sms/data
SMS_TEMPLATES_FRESH_S = number("SMS_TEMPLATES_FRESH_S", 15)  # 0: the wordings that came with the portal only
SMS_CODE_PREFIXES = names("SMS_CODE_PREFIXES", "+84")  # one-time codes go to mobile numbers that begin so
SMS_CODES_A_DAY = number("SMS_CODES_A_DAY", 5000)  # the whole portal's budget: more than this is an attack

# --- versions of the law ----------------------------------------------------------------------------------------
RULES_FRESH_S = number("RULES_FRESH_S", 15)  # 0: the versions that came with the portal only

# --- what supervisors say about the hotline ---------------------------------------------------------------------
LINE_FRESH_S = number("LINE_FRESH_S", 5)  # 0: the texts, hours and words that came with the portal only

# --- webhooks ---------------------------------------------------------------------------------------------------
WEBHOOKS_MAY_BE_PRIVATE = flag("WEBHOOKS_MAY_BE_PRIVATE", DEMO)  # http and addresses of the own network too
