"""Counts of what was sent within a minute: in memory, by a digest whose salt is forgotten daily.

No address is stored, here or anywhere: without the salt a digest leads back to nobody, and both are
gone from memory within a day. A count is an entry of a cache, which forgets by itself.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.core.cache import caches

from consultation.responses.rules.fair_use import minute_of

MINUTE, DAY = 60, 60 * 60 * 24


def within_allowance(what: str, who: str, allowance: int, now: datetime) -> bool:
    """Count one more of ``what`` from ``who``; whether no more than ``allowance`` in this minute."""
    cache = caches["fair_use"]
    key = f"{what}-{_digest(who, now)}-{minute_of(now)}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        return int(cache.incr(key)) <= allowance
    except ValueError:  # Forgotten between the two calls.
        return True


def first_use(token: str, seconds: int) -> bool:
    """Whether the token was not used before, for as long as it is good."""
    return bool(caches["fair_use"].add(f"used-{token}", 1, seconds))


def _digest(who: str, now: datetime) -> str:
    fresh = secrets.token_bytes(32)
    salt = caches["fair_use"].get_or_set(f"salt-{now:%Y%m%d}", fresh, DAY) or fresh
    return hashlib.blake2b(who.encode(), key=salt, digest_size=16).hexdigest()
