"""The WSGI application served by gunicorn."""

import ctypes
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

#: From malloc.h.
M_MMAP_THRESHOLD, MEGABYTE = -3, 1024 * 1024


def give_large_blocks_back() -> None:
    """Let memory that a long response took go back to the system when it is freed.

    The C library otherwise takes the largest block it has seen for the ordinary, and keeps such
    blocks for each thread. Where there is no such switch nothing is done.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, MEGABYTE)


give_large_blocks_back()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

# Import every view now, or the first visitor waits for it.
get_resolver().url_patterns  # noqa: B018

# What is loaded now stays: looking for what can be freed never walks through it again.
gc.freeze()
