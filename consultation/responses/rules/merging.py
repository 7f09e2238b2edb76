"""What becomes of words when the same form was open twice: in two tabs, or before two people."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, str]


@dataclass(frozen=True)
class Settled:
    """What each field will hold, and where a person has to choose first.

    ``kept``: fields that were left alone on this page and keep the words saved elsewhere since.
    """

    values: dict[str, str]
    conflicts: tuple[str, ...]
    kept: tuple[str, ...]


def settle(mine: Values, saved: Values, seen: Values) -> Settled:
    """Nobody's words are overwritten unseen.

    ``mine``: what this page sends; ``saved``: what is stored now; ``seen``: the names (see
    ``named``) of what was stored when this page was made. Field by field: what was stored and
    seen may be replaced; what this page left as it was does not undo what was saved elsewhere
    since; where both changed, a person who sees both has to choose. Words win over emptiness: a
    deletion elsewhere never deletes words that are sent here.
    """
    values, conflicts, kept = {}, [], []
    for field, stored in saved.items():
        sent = mine.get(field, "")
        values[field] = sent
        known = seen.get(field, "")
        if not stored or name(sent) == name(stored) or known == name(stored):
            continue
        if name(sent) == known:
            values[field] = stored
            kept.append(field)
        else:
            conflicts.append(field)
    return Settled(values, tuple(conflicts), tuple(kept))


def name(words: str) -> str:
    """A short name for these words; empty for none. Browsers differ in line endings: names do not."""
    if not words:
        return ""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(lines.encode("utf-8", "replace")).hexdigest()[:16]


def named(values: Values) -> str:
    """The names of all fields that hold something, as a page carries them with its form."""
    return " ".join(f"{field}:{name(words)}" for field, words in values.items() if words)


def names_in(carried: str) -> dict[str, str]:
    """The names that a page carried; nothing for what is no list of names."""
    pairs = (pair.rpartition(":") for pair in carried.split())
    return {field: words for field, _, words in pairs if field}
