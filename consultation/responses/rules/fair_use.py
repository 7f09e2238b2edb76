"""What tells a person from a program that floods a form, without asking anybody to prove it."""

from __future__ import annotations

from datetime import datetime

#: How long a page may lie open before its form counts as old: long enough for a night's sleep.
OLDEST_SECONDS = 60 * 60 * 24 * 7


def looks_automatic(trap: str, seconds: float | None, shortest: float) -> bool:
    """Whether a first form looks as if no person filled it in.

    ``trap`` is a field that people are not shown; ``seconds`` is how long ago the page was made,
    None when the form does not say. Nothing is refused for this: the words come back with a button.
    """
    return bool(trap.strip()) or seconds is None or not shortest <= seconds <= OLDEST_SECONDS


def minute_of(instant: datetime) -> str:
    """The minute within which what one address sends is counted."""
    return f"{instant:%Y%m%d%H%M}"


def sender(remote: str, forwarded: str, proxies: int) -> str:
    """The address a request came from, behind ``proxies`` proxies of one's own.

    Each proxy appends the address that it was called from. So the last ``proxies`` entries of
    X-Forwarded-For were written by one's own; whatever stands before them anybody may have made up.
    """
    if not proxies:
        return remote
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return hops[-proxies] if len(hops) >= proxies else remote
