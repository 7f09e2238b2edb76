"""Findings point at words; they do not repeat them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

#: Keys by which the analysis marks a quotation or the place of some words.
QUOTATION = frozenset({"response_id", "row", "start", "end"})

#: What a sentence of the machine quotes: no quotation has such marks inside.
QUOTED = re.compile("“([^“”]*)”")

#: Keys under which the analysis repeats words a respondent wrote, beside their place.
WORDS = frozenset({"quote", "template"})

#: Keys under which the machine's own sentences stand, which name themes in respondents' words.
LABELLED = frozenset({"name", "text", "themes_told", "themes_left_out"})


def without_words(value: Any, source_of: Callable[[str, int], tuple[str, int]]) -> Any:
    """``value`` of the analysis with every quotation reduced to its identity.

    A quotation {response_id, row, start, end, quote} becomes {source, start, end}, where
    ``source_of`` gives for a response's reference and row its source, "comment:12", and where in
    it the row begins: start and end are then characters of the source.

    Policy: what a respondent wrote stands in one place only. Findings point to it, so that
    holding, redacting or erasing the source is enough, in every finding ever made.
    """
    if isinstance(value, list):
        return [without_words(item, source_of) for item in value]
    if not isinstance(value, Mapping):
        return value
    kept = {key: without_words(item, source_of) for key, item in value.items() if key not in WORDS}
    if value.keys() >= QUOTATION:
        source, offset = source_of(str(kept.pop("response_id")), int(kept.pop("row")))
        kept |= {"source": source, "start": kept["start"] + offset, "end": kept["end"] + offset}
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


def labels_held(value: Any, labels: Collection[str]) -> Any:
    """A finding with "[held]" for each of ``labels`` wherever the machine names a theme by it.

    Policy: a theme's name is a phrase its members wrote. When words of one of them are held
    after the run, the name may repeat those words, so it is held with them until the next run,
    which never receives them.
    """
    if not labels:
        return value
    longest_first = sorted(labels, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE
    )
    return _replaced(value, pattern, inside=False)


def _replaced(value: Any, pattern: re.Pattern[str], inside: bool) -> Any:
    if isinstance(value, list):
        return [_replaced(item, pattern, inside) for item in value]
    if isinstance(value, Mapping):
        return {key: _replaced(item, pattern, key in LABELLED) for key, item in value.items()}
    return pattern.sub("[held]", value) if inside and isinstance(value, str) else value
