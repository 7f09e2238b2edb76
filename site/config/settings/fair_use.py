"""How much one network address may send, and how it is known behind proxies. All of it is memory.

FAIR_USE=off switches it off, for a measurement from one address. PROXIES is the number of proxies
of your own in front: only what they wrote into X-Forwarded-For is believed. The figures hold for
each server process, since each keeps its own counts.
"""

import os

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # On its own, so that a flood of counts pushes nothing else out of memory.
    "fair_use": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fair_use",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

PROXIES = int(os.environ.get("PROXIES", "0"))

#: A school or a council shares one address: a class of thirty starts within a minute. Each draft
#: has an allowance of its own, so that those who write are not counted against each other.
FAIR_USE = {
    "on": os.environ.get("FAIR_USE", "on") != "off",
    "new_drafts_a_minute": 60,
    "second_tries_a_minute": 180,
    "sent_from_a_draft_a_minute": 240,
    "wrong_secrets_a_minute": 30,
    "shortest_seconds": 2,
}
