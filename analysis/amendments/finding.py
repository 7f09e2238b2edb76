"""Find the proposals among passages and merge those that ask for the same thing."""

from __future__ import annotations

import hashlib
import re

import pandas as pd

from analysis.amendments import structure
from analysis.amendments.suggestion import advises, proposes
from analysis.position import contrary
from analysis.stemming import stem

AMENDMENTS = (
    "response_id", "row", "start", "end", "clause", "kind", "old_words", "new_words",
    "clause_start", "clause_end", "group",
)  # fmt: skip


def find(
    passages: pd.DataFrame, clauses: pd.DataFrame | None = None
) -> tuple[pd.Series, pd.DataFrame]:
    """Which passages propose a change, and the proposals read into structure.

    ``passages`` needs ``response_id``, ``row``, ``clause``, ``start``, ``end``, ``text``;
    ``clauses`` ``clause`` and ``text``. Returns a boolean series on the passages' index and a
    frame of ``AMENDMENTS`` (new index): ``start``/``end`` in the response, ``clause_start``/
    ``clause_end`` in the clause (-1 when not found there); ``group`` is the same for
    proposals that would leave the clause with the same words.
    """
    texts = {} if clauses is None else dict(zip(clauses["clause"], clauses["text"], strict=True))
    said = list(zip(passages["text"].tolist(), passages["clause"].tolist(), strict=True))
    asks = {(text, clause): _proposes(text, texts.get(clause, "")) for text, clause in set(said)}
    proposing = pd.Series([asks[pair] for pair in said], index=passages.index, dtype=bool)
    columns = (passages[proposing][name] for name in ("response_id", "row", "start", "end"))
    places = zip(*columns, strict=True)
    about = [pair for pair in said if asks[pair]]
    read = {pair: _read(*pair, texts.get(pair[1], "")) for pair in set(about)}
    rows = [(*place, pair[1], *read[pair]) for place, pair in zip(places, about, strict=True)]
    return proposing, pd.DataFrame(rows, columns=list(AMENDMENTS))


def _proposes(text: str, clause: str) -> bool:
    """Whether a passage asks whoever wrote the clause for a change.

    Not what it tells other readers to do ("if you do not like it, go elsewhere"), nor a wish for
    what the clause already lays down.
    """
    return proposes(text) and not advises(text) and not _as_it_is(text, clause)


def _as_it_is(text: str, clause: str) -> bool:
    """Whether a wish in no form of amendment is for what the clause already lays down.

    "The report should stay confidential" changes nothing in a clause that keeps it so.
    """
    if not clause or structure.read(text).kind != "other":
        return False
    met = contrary.find(text.lower(), clause)
    return (bool(met) and all(item.side > 0 for item in met)) or _repeats(text, clause)


#: Words of a demand that say no more than the clause does, be it stronger or sooner.
PLAIN = frozenset(
    "a an the and or of to in on at by for with as be is are was been being has have had should "
    "ought must shall will would need needs needed required it its this that these those they them "
    "their all each every any so also always once soon immediately straight away really surely "
    "certainly please we i think believe feel there when".split()
)
DUTY = re.compile(r"\b(?:must|should|ought)\b")


def _repeats(text: str, clause: str) -> bool:
    """Whether a demand says only what the clause says, in words of the clause.

    "Records must be secured at once" changes nothing where "every agency secures its records as
    soon as a review is likely". Nor is a *must* for the clause's *should* counted, unless the
    words to replace are named: most who write it only agree.
    """
    if not DUTY.search(text.lower()):
        return False
    asked = _stems(text)
    return len(asked) > 1 and asked <= _stems(clause)


def _stems(words: str) -> frozenset[str]:
    found = (word for word in _plain(words).split() if word not in PLAIN)
    return frozenset(stem(word) for word in found)


def _read(text: str, number: str, clause: str) -> tuple[str, str, str, int, int, str]:
    """Kind, old words, new words, place in the clause, and group of one proposal."""
    found = structure.read(text)
    start, end = structure.locate(found, clause) if clause else (-1, -1)
    if start < 0 and not _names_words(found, text, clause):
        found = structure.Proposal("other")
    old = clause[start:end] if start >= 0 and end > start else found.old_words
    group = _group(number, clause, text, found, (start, end))
    return (found.kind, old, found.new_words, start, end, group)


_QUOTED = re.compile(r"[\"\u201c\u201d\u2018]|(?<!\w)'")


def _names_words(found: structure.Proposal, text: str, clause: str) -> bool:
    """Whether the words that a proposal seems to name are meant as words.

    Those to replace stand in the clause, or are in quotation marks: "change my seat for another"
    speaks of things. New words need none, if there is a clause to put them in.
    """
    said = found.old_words or ("" if clause else found.new_words)
    return not said or bool(_QUOTED.search(text))


def _group(
    number: str, clause: str, text: str, found: structure.Proposal, span: tuple[int, int]
) -> str:
    """A short digest: of the clause as it would read, else of the words proposed."""
    if span[0] >= 0 and found.kind != "move":
        wanted = f"{clause[: span[0]]} {found.new_words} {clause[span[1] :]}"
    elif found.old_words or found.new_words:
        wanted = f"{found.kind} | {found.old_words} | {found.new_words}"
    else:
        wanted = text
    key = f"{number} {_plain(wanted)}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


WORDS = "nought one two three four five six seven eight nine ten eleven twelve".split()
NUMBERS = {word: str(number) for number, word in enumerate(WORDS)}


def _plain(words: str) -> str:
    """Lower case, no punctuation, numbers as digits: what two equal proposals share."""
    return " ".join(NUMBERS.get(word, word) for word in re.findall(r"\w+", words.lower()))
