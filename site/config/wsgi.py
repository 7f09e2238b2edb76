"""The WSGI application served by gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

# Import every view now, or the first visitor waits for it.
get_resolver().url_patterns  # noqa: B018
