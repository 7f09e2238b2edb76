"""Settings for a developer's machine and the demo: as in production, but nothing is secret.

DEBUG=1 shows Django's own error pages; without it a newcomer sees the pages the public would see.
"""

import os

from .base import *  # noqa: F403
from .base import ROOT_DIR

DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = "development-only-never-used-in-production"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

# Static files are served from where they lie, without collecting them first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

(ROOT_DIR / "var" / "static").mkdir(parents=True, exist_ok=True)
