"""One settings module; the environment is the only difference between laptop, test and production.

Every variable is described in `.env.example`.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

# Who we are, and to whom we answer

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: give it at least 50 random characters, and tell nobody.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS=* would answer to any name: list the archive's own host names instead.")
if DEBUG and not {*ALLOWED_HOSTS} <= {"localhost", ".localhost", "127.0.0.1", "[::1]"}:
    raise ImproperlyConfigured(
        "DEBUG shows the inside of the archive to every visitor, so it is refused while ALLOWED_HOSTS names "
        "anything but this machine: unset one of the two."
    )

INSTALLED_APPS = [
    "meetings.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "csp",
    "meetings.apps.MeetingsConfig",
]

# What sets headers stands above WhiteNoise, so that static files carry them too.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "meetings.middleware.isolation",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "meetings.kept.Keeper",
    "meetings.middleware.Compressed",
    "django.middleware.http.ConditionalGetMiddleware",
    "meetings.middleware.private_when_signed_in",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "meetings.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "boardarchive.urls"
WSGI_APPLICATION = "boardarchive.wsgi.application"
AUTH_USER_MODEL = "meetings.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The database

STATEMENT_TIMEOUT = env.int("STATEMENT_TIMEOUT", 0)
DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{BASE_DIR / 'var' / 'archive.sqlite3'}"
if not DATABASE_URL.startswith(("sqlite://", "postgres://", "postgresql://")):
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://.")
DATABASES: dict[str, dict[str, Any]] = {"default": {**dj_database_url.parse(DATABASE_URL)}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers queue instead of failing, and what is committed survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # the pool keeps the connections, and excludes any other age
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Questions are not compiled first, as PostgreSQL does with those that it guesses to be long: a search for a common
    # word took a quarter longer.
    DATABASES["default"]["OPTIONS"] = {
        "options": f"-c statement_timeout={STATEMENT_TIMEOUT}s -c jit=off",
        **DATABASES["default"].get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 4), "timeout": 5},
    }

# Passwords, language, time

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Files

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", "") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        "OPTIONS": {"file_permissions_mode": 0o644},  # unlike uploads, these are for whichever account serves them
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # /plain.css has one address for ever, for pages of a broken archive
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no font or script of ours is meant for another site

SOURCES_DIR = Path(env.str("SOURCES_DIR", "") or BASE_DIR / "var" / "sources")
PAGES_KEPT = 0 if DEBUG else env.int("PAGES_KEPT", 1000)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": PAGES_KEPT},
    }
}
SEARCH_LANGUAGE = env.str("SEARCH_LANGUAGE", "english")
ARCHIVE_ORGANISATION = env.str("ARCHIVE_ORGANISATION", "")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
DATA_LICENCE = env.str("DATA_LICENCE", "")
DATA_LICENCE_URL = env.str("DATA_LICENCE_URL", "")
if DATA_LICENCE_URL and not DATA_LICENCE_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("DATA_LICENCE_URL must begin with https:// or http://.")
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 25 * 1024 * 1024)
UNPACKED_MAX_BYTES = env.int("UNPACKED_MAX_BYTES", 100 * 1024 * 1024)
PAGES_MAX = env.int("PAGES_MAX", 2_000)
CHARACTERS_MAX = env.int("CHARACTERS_MAX", 5_000_000)
READING_SECONDS = env.int("READING_SECONDS", 20)
READING_WALL_SECONDS = env.int("READING_WALL_SECONDS", 30)
READING_MEMORY_MB = env.int("READING_MEMORY_MB", 512)
if min(UPLOAD_MAX_BYTES, UNPACKED_MAX_BYTES, PAGES_MAX, CHARACTERS_MAX, READING_SECONDS, READING_WALL_SECONDS) < 1:
    raise ImproperlyConfigured(
        "A limit of what is read is below 1: nothing could be read. Look at UPLOAD_MAX_BYTES ff."
    )
if READING_MEMORY_MB < 128:
    raise ImproperlyConfigured("READING_MEMORY_MB is below 128, and the readers themselves need that much.")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_HANDLERS = [
    "meetings.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o640

# What a browser is told. COOP and nosniff are Django's own defaults; CORP and Permissions-Policy are in
# meetings/middleware.py.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

HTTPS = env.bool("HTTPS", True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, over plain http
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
if not SECURE_HSTS_PRELOAD:
    # Preloading binds every host under the same domain for years: an owner's decision, not a default's.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Readers get no cookie; a browser sends `__Host-` cookies to this very host only, and only over https.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"

# The log is for the people who run the archive: to stderr, with tracebacks there and never on a page. A missing
# page or a wrong host name is the visitor's slip; the access log has it.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns of every HEAD, whose body it drops as it should
        "meetings": {"level": "INFO"},
    },
}
