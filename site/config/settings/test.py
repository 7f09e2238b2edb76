"""Settings for the tests: as development, but tasks run at once and passwords hash quickly."""

import os
import tempfile
from pathlib import Path

from .dev import *  # noqa: F403
from .dev import DATABASES, FAIR_USE

DEBUG = False
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Everything a test sends comes from one address, at once. Tests of fair use switch it on.
FAIR_USE["on"] = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production, but one for each process, and gone when the tests end.
    name = f"redraft-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir()) / name}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
else:
    # The pool keeps connections open, and a test database with one cannot be dropped.
    DATABASES["default"]["OPTIONS"].pop("pool")
