"""The one settings file; everything that differs between machines comes from the environment."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from archive.operation.variables import Variables, all_cores

BASE_DIR = Path(__file__).resolve().parent.parent
env = Variables(os.environ)

VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var", "Folder of all that running makes.")
VAR_DIR.mkdir(parents=True, exist_ok=True)

PRODUCTION = env.flag(
    "PRODUCTION",
    False,
    "Whether others reach the site: demands SECRET_KEY, ALLOWED_HOSTS and HTTPS.",
)
DEBUG = env.flag("DEBUG", False, "Pages of errors with the code; never in production.")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"],
    "Names under which the site may be asked for; required in production.",
)
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS", [], "Other origins (https://…) whose forms may post here."
)
if PRODUCTION and (DEBUG or not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("PRODUCTION needs ALLOWED_HOSTS, not *, and DEBUG switched off.")


KEY_LENGTH = 50


def local_secret_key(path: Path) -> str:
    """Return the key kept in `path`, made at the first start, for runs that set no SECRET_KEY."""
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


SECRET_KEY = env.text(
    "SECRET_KEY",
    "",
    f"What sessions and links are signed with, {KEY_LENGTH} random characters or more; required "
    "in production, else made and kept in VAR_DIR.",
)
if PRODUCTION and len(SECRET_KEY) < KEY_LENGTH:
    raise ImproperlyConfigured(f"PRODUCTION needs a SECRET_KEY of {KEY_LENGTH} characters or more.")
SECRET_KEY = SECRET_KEY or local_secret_key(VAR_DIR / "secret-key")

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
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "simple_history",
]

MIDDLEWARE = [
    "archive.operation.health.answer_watchers",
    "archive.operation.requests.follow_requests",
    "archive.operation.headers.add_headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "archive.conditional.answer_conditionally",
    "search.api.problems.tell_errors_as_json",
    "archive.middleware.refuse_bytes_that_are_no_text",
    "search.rate_limit.limit_rate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "archive.accounts.sessions.end_old_sessions",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "archive.accounts.second_factor.demand_second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "search.middleware.drain_after_change",
    "axes.middleware.AxesMiddleware",
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

DATABASES = {
    "default": env.database(
        "DATABASE_URL", f"sqlite:///{VAR_DIR / 'archive.sqlite3'}", "Where the articles live."
    )
}
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
if cache := env.cache(
    "CACHE_URL", "Cache that all machines share (redis://…); default files in VAR_DIR."
):
    CACHES["default"] = cache
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{RULES}.UserAttributeSimilarityValidator"},
    {"NAME": f"{RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{RULES}.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
SECOND_FACTOR = env.flag(
    "SECOND_FACTOR",
    PRODUCTION,
    "Whether editors and administrators must show a code of an app besides their password.",
)
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
SESSION_IDLE_MINUTES = env.number(
    "SESSION_IDLE_MINUTES", 60, "Minutes without a request after which one is logged out.", 1
)
SESSION_HOURS = env.number(
    "SESSION_HOURS", 12, "Hours after which one is logged out in any case.", 1
)
# Of one name from one address: whoever guesses locks out nobody else.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "archive.accounts.attempts.client_address"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
# Failed attempts are kept, who logged in is not; the log names neither.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Reasons of any length; a history is read by record, never by date alone.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_DATE_INDEX = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.path(
    "STATIC_DIR",
    VAR_DIR / "static",
    "Folder of the collected static files, which belong to a release.",
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What curators send to be imported; the site serves none of it.
    "uploads": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "uploads"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],  # as the above, for auditors that look for its name
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
# A cookie with this prefix comes over HTTPS, from this very host, and holds for all of it.
COOKIE_PREFIX = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
# Being listed in browsers concerns a whole domain, which is not the site's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

SEARCHES_A_MINUTE = env.number(
    "SEARCHES_A_MINUTE", 300, "Searches of one client a minute, more get 429; 0 for any number."
)
FREEZES_AN_HOUR = env.number(
    "FREEZES_AN_HOUR",
    30,
    "Searches that one client may freeze an hour, for each is kept for ever; 0 for any number.",
)
# gunicorn listens on the machine itself only, so that whoever connects from elsewhere came
# through a proxy.
TRUSTED_PROXIES = env.number(
    "TRUSTED_PROXIES", 1, "Proxies in front of the site that append to X-Forwarded-For."
)
if PRODUCTION and TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SITE_NAME = OTP_TOTP_ISSUER = env.text("SITE_NAME", "Monitor Archive", "What the site is called.")
# In a mail nobody has asked a host.
SITE_URL = env.text(
    "SITE_URL", "http://localhost:8000", "Beginning of the addresses in mails, https://…"
).rstrip("/")
SIGN_UP = env.flag("SIGN_UP", False, "Whether readers may make accounts for themselves.")
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "log-in", "saved", "front"
OAI_HOST = env.text(
    "OAI_HOST",
    next((host.lstrip(".") for host in ALLOWED_HOSTS if host != "*"), "localhost"),
    "Host in the identifiers that harvesters keep: it must not change when the site moves.",
)
OAI_ADMIN_EMAIL = env.text(
    "OAI_ADMIN_EMAIL", f"webmaster@{OAI_HOST}", "Address that harvesters are told."
)

vars().update(
    env.mail(
        "EMAIL_URL",
        f"filemail:///{VAR_DIR / 'mail'}",
        "Server that sends mails, smtp+tls://user:password@host:587; default files in VAR_DIR.",
    )
)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"no-reply@{OAI_HOST}", "Sender of the mails.")

INDEX_DIR = env.path(
    "INDEX_DIR", VAR_DIR / "index", "Folder of the search index, on a local disk for its flocks."
)
SEARCH_STAGES = env.some_of(
    "SEARCH_STAGES",
    ["term-weights", "proximity", "feedback"],
    "Stages of ranking beyond BM25F (docs/relevance.md).",
)
INDEX_PROCESSES = env.number(
    "INDEX_PROCESSES", all_cores(), "Processes that a rebuild of a large index works with.", 1
)

# Of gunicorn, which reads them here (gunicorn.conf.py).
LISTEN_ON = env.text("LISTEN_ON", "127.0.0.1", "Address that the site listens on.")
PORT = env.number("PORT", 8000, "Port that the site listens on.", 1)
WEB_CONCURRENCY = env.number("WEB_CONCURRENCY", 2, "Processes that answer requests.", 1)

METRICS_PORT = env.number(
    "METRICS_PORT", 0, "Port where the worker answers Prometheus; 0 counts nothing."
)
METRICS_LISTEN_ON = env.text(
    "METRICS_LISTEN_ON", "127.0.0.1", "Address where the worker answers Prometheus."
)
METRICS_DIR = VAR_DIR / "metrics"

LOG_LEVEL = env.one_of(
    "LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], "INFO", "What is logged, and all above it."
)
LOG_FORMAT = env.one_of(
    "LOG_FORMAT", ["plain", "json"], "json" if PRODUCTION else "plain", "Form of a line of the log."
)
LOG_REQUESTS = env.flag(
    "LOG_REQUESTS", False, "Whether each request is logged: route, status, time, and nobody's data."
)
SLOW_SEARCH_MS = env.number(
    "SLOW_SEARCH_MS", 500, "Milliseconds from which a search is logged with its meaning; 0: never."
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "archive.operation.logs.WithRequestId"}},
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {
            "()": "archive.operation.logs.Lines",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Its warnings name who tried to log in, and from where.
        "axes": {"level": "ERROR"},
        "gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False},
    },
}

VARIABLES = env.known
env.refuse_unknown(former={"SECURE_COOKIES": "PRODUCTION=1 makes cookies secure."})
