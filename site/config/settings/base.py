"""Settings every environment shares. Nothing here calls outside: no CDN, no gravatar, no update check."""

import os
from pathlib import Path

from config.csp import PUBLIC

from .database import database
from .fair_use import CACHES, FAIR_USE, PROXIES  # noqa: F401
from .languages import languages
from .mail import mail

ROOT_DIR = Path(__file__).resolve().parents[3]

INSTALLED_APPS = [
    "consultation.apps.ConsultationConfig",
    "wagtail.contrib.forms",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "consultation.language.InLanguage",
    "consultation.responses.middleware.ComesBack",
    "consultation.responses.middleware.ReceivedAt",
    "consultation.responses.middleware.KeptPrivate",
    "consultation.responses.middleware.FewGuesses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.csp.ContentSecurityPolicy",
    "consultation.responses.middleware.TooLong",
    "consultation.first_value.FirstValue",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Every template has words for people: each can mark them.
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": database(os.environ.get("DATABASE_URL", ""), ROOT_DIR / "var" / "redraft.sqlite3"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Without a mail server, as in the demo, what would be sent is written to files.
globals().update(mail(os.environ.get("EMAIL_URL", ""), ROOT_DIR / "var" / "mail"))
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "redraft@localhost")

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LOCALE_PATHS = [ROOT_DIR / "locale"]
LANGUAGES = languages(os.environ.get("SITE_LANGUAGES", ""), ROOT_DIR / "locale")
LANGUAGE_CODE = LANGUAGES[0][0]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 183
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT_DIR / "static"]
STATIC_ROOT = ROOT_DIR / "var" / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = ROOT_DIR / "var" / "media"

WAGTAIL_SITE_NAME = "Redraft"
WAGTAILADMIN_BASE_URL = os.environ.get("SITE_ADDRESS", "http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
WAGTAIL_I18N_ENABLED = False
# A signed-off government response is published by an act of its own, not by the last signature.
WAGTAIL_FINISH_WORKFLOW_ACTION = "consultation.outcome.tasks.finish"

CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "consultation.responses.views.refusals.csrf_failure"
# 100,000 words in any script, which a form sends as up to nine bytes a letter.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# An attached file waits on disk while it is received, so that many at once do not fill the memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
# Where a virus scanner (clamd) answers; empty for none. What it cannot check is then refused.
CLAMD_HOST = os.environ.get("CLAMD_HOST", "")
# One stream, and nothing in it about a person: see config/logs.py.
LOGGING_CONFIG = "config.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"impersonal": {"()": "config.logs.Impersonal"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "impersonal"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # The development server would print every address, and an address can hold a token.
        "django.server": {"level": "WARNING"},
        # Wagtail tells of every page saved; its history in the database tells the same.
        "wagtail": {"level": "WARNING"},
    },
}

# Which clock decides whether a submission was in time (see consultation/clock.py).
CONSULTATION_CLOCK = "consultation.clock.database_now"
# Whether a run finds clauses by sentence embeddings too: needs the extra of that name.
ANALYSIS_EMBEDDINGS = os.environ.get("ANALYSIS_EMBEDDINGS") == "1"
# Fewest minutes between runs that start by themselves when something changed; 0: none does.
ANALYSIS_EVERY_MINUTES = int(os.environ.get("ANALYSIS_EVERY_MINUTES", "15"))
# How long after closing a draft that was never sent is kept; the pages say so.
DRAFTS_KEPT_DAYS = 28
