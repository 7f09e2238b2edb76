"""Settings for a developer's machine and the demo."""

from .base import *  # noqa: F403
from .base import ROOT_DIR

DEBUG = True
SECRET_KEY = "development-only-never-used-in-production"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

(ROOT_DIR / "var").mkdir(exist_ok=True)
