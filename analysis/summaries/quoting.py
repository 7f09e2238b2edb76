"""Which passages speak for others in a summary: unheld, typical, and fit to stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import columns, quotations
from analysis.summaries.extracting import extract, words
from analysis.themes import uses

if TYPE_CHECKING:
    from analysis.clause_findings.evidence import About

Quotation = dict[str, Any]

MOST = 5
"""Sources given for one sentence."""

LENGTHS = (30, 240)
"""Characters of a passage that can be quoted within a sentence."""

_POINTS_BACK = re.compile(
    r"(?:this|that|these|those|it|they|he|she|such|both|neither|the same|and|but|or|so|also|then|"
    r"yet|nor|however|therefore|thus|otherwise|instead|in addition|for example|for instance|"
    r"because|which|if (?:so|not)|again|similarly|even so|his|her|their|its|them|"
    r"the (?:above|former|latter|following|previous|other)|as (?:above|stated|mentioned|i said)|"
    r"in that case|to that end|on the other hand|the answer (?:is|to)|"
    r"(?:if|when|where|while|since|as|until|once|unless|after|before|with|for|from|of|to|in|on|by|at)"
    r" (?:it|this|that|they|these|those|them|he|she)|"
    r"(?:one|two|three|four|five|some|many|most|all|each|none|several|a few|\d+)"
    r" of (?:them|these|those|this|that|it)|"
    r"i (?:dis)?agree(?: with (?:you|her|him|them|the above)|\W*\.\.))(?!\w)(?!\s+who\b)|"
    r"(?:yes|no|agreed|ok|okay|well|true|indeed|exactly|correct|sure|right|oh|sorry|thanks?)\b(?=\s*[,.;:!–-])|"
    r"\w+(?: \w+){0,2}:\s",
    re.IGNORECASE,
)
_TO_ANOTHER = re.compile(r"\byou(?:r|rs|rself|'re|'ve|'d|'ll|\u2019re|\u2019ve)?\b", re.IGNORECASE)

_CITES = re.compile(
    r"(?:(?:on|re|regarding) )?(?:(?:clauses?|paras?|paragraphs?|sections?)\.? )?"
    r"\d+(?:\.\d+)*(?:\([a-z]\))?(?::| [-\u2013\u2014])\s+(?=[A-Z])",
    re.IGNORECASE,
)
"""A place named before a sentence: *Paragraph 8.7:*, *8.14 –*."""

_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|done|will|would|shall|should|can|could|may|"
    r"might|must|cannot|need|needs|needed|went|came|said|told|gave|took|saw|knew|made|got|found|left|"
    r"kept|sent|met|wrote|read|i|we|they|he|she|who|let|ought|wish)\b|"
    r"n['\u2019]t\b|['\u2019](?:s|re|ve|ll|d|m) ",
    re.IGNORECASE,
)
_DID = re.compile(
    r"(?<!\bof)(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bfor)(?<!\band)(?<!\bwith) [a-z]{2,}ed\b"
)

_BROKEN_OFF = re.compile(
    r"\b(?:and|or|but|the|an|of|to|for|with|from|by|at|because|if|that|which|is|are|was|were)$|[,;:]$",
    re.IGNORECASE,
)
"""The end of a sentence that goes on elsewhere, or nowhere."""

_MARKS = frozenset("\u201c\u201d\n\r")

ALIKE = 0.7
"""Share of the words of two quotations that are the same where they say the same."""


def fits(text: str) -> bool:
    """Whether a passage can stand in quotation marks within a sentence, whole."""
    return (
        LENGTHS[0] <= len(text) <= LENGTHS[1]
        and not _MARKS & set(text)
        and (text[0].isupper() or (text[0].islower() and text[-1] in ".!?"))
        and not _BROKEN_OFF.search(text)
        and text.isprintable()
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
        and is_sentence(text)
    )


def is_sentence(text: str) -> bool:
    """Whether somebody says something: what has no verb is a heading, a signature or an item of a
    list ("Money for independent chairs", "B. Selection of cases")."""
    finite = uses.finite()
    return bool(
        _VERB.search(text)
        or _DID.search(text)
        or any(uses.plain(word) in finite for part in uses.stretches(text) for word in part)
    )


def stands_alone(text: str) -> bool:
    """Whether a passage can be understood without the sentence before it, or its addressee.

    One that begins by pointing back (*This*, *But*, *Two of them*, *Yes,*) often cannot, nor one
    that begins with a small letter, which may be the rest of a sentence.
    """
    pointing = _POINTS_BACK.match(shown(text)) or _TO_ANOTHER.search(text)
    return text[0].isupper() and not pointing


def shown(text: str) -> str:
    """What is quoted of a passage: all but the place it names first, which the summary is about."""
    return text[place.end() :] if (place := _CITES.match(text)) else text


def unheld(about: About) -> pd.DataFrame:
    """The passages that nothing holds: no other is quoted."""
    return about.passages[about.passages["hold"] == ""]


def choose(about: About, passages: pd.DataFrame) -> list[Quotation]:
    """Up to MOST passages, the most typical first, no two by one voice or in the same words.

    Those that fit within a sentence come before those that do not, and among them those that
    stand alone before those that point back to a sentence that is not quoted.
    """
    ordered = passages.sort_values(["text", *columns.PLACE], kind="stable")
    ordered = ordered.drop_duplicates("text").reset_index(drop=True)
    fit = ordered["text"].map(fits).astype(bool)
    alone = fit & ordered["text"].map(stands_alone).astype(bool)
    chosen: list[pd.Series] = []
    for part in (ordered[alone], ordered[fit & ~alone], ordered[~fit]):
        voices = {row["voice"] for row in chosen}
        new = part[~part["voice"].isin(voices)].drop_duplicates("voice")
        chosen += [new.iloc[at] for at in extract(new["text"].tolist(), MOST - len(chosen))]
    return [make(about, row) for row in chosen]


def alone(sources: Iterable[Quotation]) -> bool:
    """Whether one of the sources can be quoted, and understood by itself."""
    return any(fits(each["quote"]) and stands_alone(each["quote"]) for each in sources)


def quotable(sources: Iterable[Quotation], said: Sequence[str] = ()) -> str:
    """What can be quoted of the first of the sources that fits within a sentence and says what
    none of the quotations `said` before does; blank where there is none."""
    found = (shown(each["quote"]) for each in sources if fits(each["quote"]))
    return next((each for each in found if not any(_alike(each, other) for other in said)), "")


def _alike(quote: str, other: str) -> bool:
    one, two = set(words(quote)), set(words(other))
    return len(one & two) >= ALIKE * len(one | two)


def of_responses(about: About, response_ids: Sequence[str], most: int = 1) -> list[Quotation]:
    """A passage each of up to `most` of the responses: the words that decided its position where
    there are any under no hold, else its first."""
    passages = unheld(about)
    passages = passages[passages["response_id"].isin(set(response_ids))]
    decided = about.comments[about.comments["start"] >= 0]
    places = decided.set_index("response_id")[["row", "start"]].to_dict("index")
    deciding = [
        _holds_place(places.get(response_id), row, start, end)
        for response_id, row, start, end in zip(
            *(passages[column].tolist() for column in columns.PLACE), strict=True
        )
    ]
    ranked = passages.assign(_not=[not each for each in deciding])
    ranked = ranked.sort_values(["_not", *columns.PLACE], kind="stable")
    return [
        make(about, row) for _, row in ranked.drop_duplicates("response_id").head(most).iterrows()
    ]


def _holds_place(place: dict[Any, Any] | None, row: int, start: int, end: int) -> bool:
    return place is not None and place["row"] == row and start <= place["start"] < end


def make(about: About, row: pd.Series) -> Quotation:
    """The passage `row` as a quotation."""
    return quotations.make(
        about.whole.texts, row["response_id"], row["row"], row["start"], row["end"]
    )
