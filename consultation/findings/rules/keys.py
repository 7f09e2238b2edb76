"""Several keys in one column, and keys that say nothing."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b


def keyed(keys: Iterable[str]) -> str:
    """The distinct keys between semicolons, so that each is found by itself.

    >>> keyed(["cost", "legal point", "cost"]), keyed([])
    (';cost;legal point;', '')
    """
    distinct = sorted(set(keys))
    return f";{';'.join(distinct)};" if distinct else ""


def theme_key(theme: str) -> str:
    """What stands for a theme in addresses and columns: a digest of its name.

    Policy: a theme is named in words of respondents. Addresses are shared, kept in histories and
    written to logs, which none of their words may reach.
    """
    return blake2b(theme.encode(), digest_size=6).hexdigest()
