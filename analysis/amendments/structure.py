"""Read a proposal into structure: what to delete, insert, replace or move, and where.

Follows the forms of amendment used in committee papers ("leave out X and insert Y") and
their everyday relatives ("'should' ought to be 'must'", "add 'working' before 'days'").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analysis import patterns

NTH = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
_TABLE = patterns.table(__package__, "forms.toml")["patterns"]
REPLACE_FORMS, INSERT_FORMS, DELETE_FORMS = (
    tuple(re.compile(form, re.IGNORECASE) for form in _TABLE[name])
    for name in ("replace_forms", "insert_forms", "delete_forms")
)
MOVE = re.compile(_TABLE["move"], re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """``kind`` is delete, insert, replace, move or other.

    ``anchor`` holds the words beside which new words go, ``side`` before or after them;
    ``sentence`` the place of a sentence in the clause (-1 the last), None when not named.
    """

    kind: str
    old_words: str = ""
    new_words: str = ""
    anchor: str = ""
    side: str = ""
    sentence: int | None = None


def read(sentence: str) -> Proposal:
    """The structure of one proposing sentence; kind ``other`` when it has none we can read."""
    for reader in (_replacement, _insertion, _deletion, _move):
        for _, piece in patterns.pieces(sentence):
            found = reader(piece)
            if found is not None:
                return found
    return Proposal("other")


def _first(forms: tuple[re.Pattern[str], ...], sentence: str) -> re.Match[str] | None:
    return next((match for form in forms if (match := form.search(sentence))), None)


def _replacement(sentence: str) -> Proposal | None:
    match = _first(REPLACE_FORMS, sentence)
    if match is None:
        return None
    return Proposal("replace", unquoted(match["old"]), unquoted(match["new"]))


def _insertion(sentence: str) -> Proposal | None:
    match = _first(INSERT_FORMS, sentence)
    if match is None:
        return None
    groups = match.groupdict()
    side = (groups.get("side") or "").lower()
    anchor = groups.get("anchor") or ""
    found = Proposal("insert", "", unquoted(match["new"]), unquoted(anchor), _side(side))
    if groups.get("nth"):
        return replace(found, anchor="", sentence=_nth(groups["nth"]))
    if side.startswith("at the"):
        return replace(found, anchor="", sentence=-1 if "end" in side else 0)
    return found


def _side(words: str) -> str:
    if not words:
        return ""
    return "before" if words in ("before", "at the start", "at the beginning") else "after"


def _deletion(sentence: str) -> Proposal | None:
    match = _first(DELETE_FORMS, sentence)
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("nth"):
        return Proposal("delete", sentence=_nth(groups["nth"]))
    if groups.get("whole"):
        return Proposal("delete", side="whole")
    return Proposal("delete", unquoted(match["old"]))


def _move(sentence: str) -> Proposal | None:
    return Proposal("move") if MOVE.search(sentence) else None


def _nth(word: str) -> int:
    return NTH.get(word.lower(), -1)


def unquoted(words: str) -> str:
    """``words`` without the quotation marks and stops around them."""
    return words.strip().strip("\"“”'‘’").strip(" ,;")


SENTENCE = re.compile(r"[^.;:!?]+(?:[.;:!?]+|$)\s*")


def locate(proposal: Proposal, clause: str) -> tuple[int, int]:
    """Where in ``clause`` the proposal bites: ``[start, end)``, empty for an insertion.

    (-1, -1) when the words are not in the clause, or the proposal names no place.
    """
    if proposal.side == "whole":
        return (0, len(clause))
    if proposal.sentence is not None:
        start, end = _sentence(clause, proposal.sentence)
        return _edge(start, end, proposal) if proposal.kind == "insert" else (start, end)
    words = proposal.anchor if proposal.kind == "insert" else proposal.old_words
    if not words:
        return (-1, -1)
    start, end = _find(words, clause)
    return _edge(start, end, proposal) if proposal.kind == "insert" else (start, end)


def _edge(start: int, end: int, proposal: Proposal) -> tuple[int, int]:
    place = start if proposal.side == "before" else end
    return (place, place)


def _sentence(clause: str, nth: int) -> tuple[int, int]:
    spans = [match.span() for match in SENTENCE.finditer(clause)]
    try:
        start, end = spans[nth]
    except IndexError:
        return (-1, -1)
    return (start, start + len(clause[start:end].rstrip()))


def _find(words: str, clause: str) -> tuple[int, int]:
    """First place of ``words`` in ``clause``, whatever the case, spaces and quotation marks."""
    tokens = re.findall(r"\w+|[^\w\s]", words)
    if not tokens:
        return (-1, -1)
    loose = r"\s*".join(re.escape(token) for token in tokens)
    match = re.search(rf"(?<!\w){loose}(?!\w)", clause, re.IGNORECASE)
    return match.span() if match else (-1, -1)
