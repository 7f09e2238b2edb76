"""What may be said of a run and its findings: pure functions on plain values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

#: A run that has given no sign of life for so long was killed; it no longer blocks the next.
SILENCE = timedelta(minutes=5)

#: Keys by which the analysis marks a quotation or the place of some words.
QUOTATION = frozenset({"response_id", "row", "start", "end"})

#: Keys under which the analysis repeats words a respondent wrote, beside their place.
WORDS = frozenset({"quote", "template"})


class Arrivals(NamedTuple):
    """How many responses were received and counted at one moment."""

    received: int
    counted: int


def is_dead(heard_at: datetime, now: datetime) -> bool:
    """Whether a run last heard of at ``heard_at`` must be taken for killed.

    Policy: a worker may be killed without a word. Waiting for ever would block the next run;
    taking a slow stage for a dead one costs only that run, because a run that was given up
    writes nothing, however late it finishes.
    """
    return now - heard_at > SILENCE


def stale_reasons(
    then: Arrivals, now: Arrivals, holds_changed: int, clauses_changed: int
) -> list[str]:
    """Plain sentences on why findings made ``then`` no longer say all; empty if they do.

    Policy: findings stay readable while they are stale, but never without saying so.
    """
    reasons = []
    if arrived := now.received - then.received:
        reasons.append(f"{_count(arrived, 'response has', 'responses have')} arrived since")
    if now.received - now.counted != then.received - then.counted:
        reasons.append(
            f"{now.received - now.counted} responses are set aside now, "
            f"{then.received - then.counted} were then"
        )
    if holds_changed:
        were = _count(holds_changed, "hold was", "holds were")
        reasons.append(f"{were} raised or released since")
    if clauses_changed:
        reasons.append(f"{_count(clauses_changed, 'clause was', 'clauses were')} reworded since")
    return reasons


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def without_words(value: Any, source_of: Callable[[str, int], str]) -> Any:
    """``value`` of the analysis with every quotation reduced to its identity.

    A quotation {response_id, row, start, end, quote} becomes {source, start, end}, where
    ``source_of`` gives "comment:12" for a response's reference and row.

    Policy: what a respondent wrote stands in one place only. Findings point to it, so that
    holding, redacting or erasing the source is enough, in every finding ever made.
    """
    if isinstance(value, list):
        return [without_words(item, source_of) for item in value]
    if not isinstance(value, Mapping):
        return value
    kept = {key: without_words(item, source_of) for key, item in value.items() if key not in WORDS}
    if value.keys() >= QUOTATION:
        kept["source"] = source_of(str(kept.pop("response_id")), int(kept.pop("row")))
    return kept


def unquoted(text: str, quotes: Collection[str]) -> str:
    """``text`` with its nth quotation replaced by "{n}", for the words to be read when shown.

    Braces of the text itself are doubled, as ``str.format`` expects.
    """
    text = text.replace("{", "{{").replace("}", "}}")
    for place, quote in enumerate(quotes):
        if quote:
            text = text.replace(quote.replace("{", "{{").replace("}", "}}"), f"{{{place}}}", 1)
    return text
