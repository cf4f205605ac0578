"""The one settings file; everything that differs between machines comes from the environment."""

import os
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where running puts what it makes: database, index, collected static files, keys.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])


def local_secret_key(path: Path) -> str:
    """Return the key kept in `path`, made at the first start, for runs that set no SECRET_KEY."""
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key(VAR_DIR / "secret-key")

INSTALLED_APPS = [
    "archive",
    "search",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "corsheaders",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "archive.conditional.answer_conditionally",
    "search.api.problems.tell_errors_as_json",
    "archive.middleware.refuse_bytes_that_are_no_text",
    "search.rate_limit.limit_rate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "search.middleware.drain_after_change",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

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
                "archive.context.site",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'archive.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at BEGIN, so that it waits its turn instead of failing midway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: with NORMAL a power cut could leave the index ahead of the database.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"
        ),
    }

# All workers share it. On one machine files do, without a server: redis://… serves several.
CACHES = {
    "default": {
        "BACKEND": "diskcache.DjangoCache",
        "LOCATION": VAR_DIR / "cache",
        "SHARDS": 4,
        # Nothing in it must outlive a power cut.
        "OPTIONS": {"size_limit": 64 << 20, "sqlite_synchronous": 0},
    }
}
if env.str("CACHE_URL", default=""):
    CACHES["default"] = env.cache_url("CACHE_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Reasons of any length; a history is read by record, never by date alone.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_DATE_INDEX = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

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
        "frame-ancestors": [NONE],
    }
}
# Scripts of other sites may read what everybody may; nothing there knows who asks.
CORS_URLS_REGEX = r"^/(api/|oai$|suggest$)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_EXPOSE_HEADERS = ["ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "Server-Timing"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("SECURE_COOKIES", default=False)

# Searches of one client a minute, 0 for any number; more are answered 429.
SEARCHES_A_MINUTE = env.int("SEARCHES_A_MINUTE", default=300)
# Searches that one client may freeze an hour, 0 for any number; each is kept for ever.
FREEZES_AN_HOUR = env.int("FREEZES_AN_HOUR", default=30)
# Proxies in front of the site that append to X-Forwarded-For. gunicorn listens on the machine
# itself only, so that whoever connects from elsewhere came through one.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)

SITE_NAME = env.str("SITE_NAME", default="Monitor Archive")
# In the identifiers that harvesters keep (docs/oai.md): it must not change when the site moves.
OAI_HOST = env.str("OAI_HOST", default="") or next(
    (host.lstrip(".") for host in ALLOWED_HOSTS if host != "*"), "localhost"
)
OAI_ADMIN_EMAIL = env.str("OAI_ADMIN_EMAIL", default=f"webmaster@{OAI_HOST}")

# The embedded engine's folder: on a local disk, for its locks are flocks.
INDEX_DIR = Path(env.str("INDEX_DIR", default=str(VAR_DIR / "index"))).resolve()
# Stages of ranking beyond BM25F (docs/relevance.md); without one of them it is switched off.
ALL_STAGES = ["term-weights", "proximity", "feedback"]
SEARCH_STAGES = env.list("SEARCH_STAGES", default=ALL_STAGES)
if unknown := set(SEARCH_STAGES) - set(ALL_STAGES):
    raise ImproperlyConfigured(f"SEARCH_STAGES knows {ALL_STAGES}, not {sorted(unknown)}")
# Processes that a rebuild of a large index works with.
INDEX_PROCESSES = env.int("INDEX_PROCESSES", default=len(os.sched_getaffinity(0)))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
