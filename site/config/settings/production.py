"""Settings for a live service. What differs between two services comes from the environment.

SECRET_KEY, ALLOWED_HOSTS (commas between), DATABASE_URL, SITE_ADDRESS, EMAIL_URL and EMAIL_FROM must
be set; BEHIND_PROXY may be. See docs/deploying.md.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403


def required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. See docs/deploying.md for what it must hold."
        )
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split(",")
WAGTAILADMIN_BASE_URL = required("SITE_ADDRESS")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
for setting in ("DATABASE_URL", "EMAIL_URL", "EMAIL_FROM"):
    required(setting)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if os.environ.get("BEHIND_PROXY") == "1":
    # Only a proxy that overwrites this header may stand in front, or a visitor could forge it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
