"""What may be said of a run and its findings: pure functions on plain values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from consultation.dataset.rules import Counts

#: A run that has given no sign of life for so long was killed; it no longer blocks the next.
SILENCE = timedelta(minutes=5)

#: Keys by which the analysis marks a quotation or the place of some words.
QUOTATION = frozenset({"response_id", "row", "start", "end"})

#: Keys under which the analysis repeats words a respondent wrote, beside their place.
WORDS = frozenset({"quote", "template"})


def is_dead(heard_at: datetime, now: datetime) -> bool:
    """Whether a run last heard of at ``heard_at`` must be taken for killed.

    Policy: a worker may be killed without a word. Waiting for ever would block the next run;
    taking a slow stage for a dead one costs only that run, because a run that was given up
    writes nothing, however late it finishes.
    """
    return now - heard_at > SILENCE


def stale_reasons(then: Counts, now: Counts, holds_changed: int, clauses_changed: int) -> list[str]:
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


def place_of(words: str, quotation: Mapping[str, Any]) -> dict[str, Any] | None:
    """The quotation narrowed to ``words``; None unless it has them, to the character."""
    at = str(quotation["quote"]).find(words) if words else -1
    if at < 0:
        return None
    start = int(quotation["start"]) + at
    return {**quotation, "start": start, "end": start + len(words), "quote": words}


class Mark(NamedTuple):
    """Something to show on the characters from ``start`` up to ``end`` of a text."""

    start: int
    end: int
    kind: str
    note: str = ""


class Piece(NamedTuple):
    """A stretch of a text on which the same marks lie, and those that begin or end with it."""

    text: str
    kinds: frozenset[str]
    begins: tuple[Mark, ...]
    ends: tuple[Mark, ...]


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """``text`` cut wherever a mark begins or ends; the texts of the pieces joined are ``text``."""
    whole = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    starting: dict[int, list[Mark]] = defaultdict(list)
    ending: dict[int, list[Mark]] = defaultdict(list)
    for mark in whole:
        starting[mark.start].append(mark)
        ending[mark.end].append(mark)
    cuts = sorted({0, len(text), *starting, *ending})
    lying: Counter[str] = Counter()
    found = []
    for start, end in pairwise(cuts):
        lying.update(mark.kind for mark in starting[start])
        lying.subtract(mark.kind for mark in ending[start])
        kinds = frozenset(kind for kind, number in lying.items() if number > 0)
        found.append(Piece(text[start:end], kinds, tuple(starting[start]), tuple(ending[end])))
    return found
