"""A draft of the outcome as plain values, and what a sentence in it is worth."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from consultation.outcome.rules.notation import NAME, Place, normal


class Decision(StrEnum):
    """What the department will do about what was said of a clause."""

    NOT_YET = ""
    ACCEPT = "accept"
    PART = "accept in part"
    REJECT = "reject"
    DEFER = "defer"
    OUT_OF_SCOPE = "out of scope"


#: The decisions in words, as they are chosen and as they are read.
DECISIONS = {
    Decision.NOT_YET: "Not decided yet",
    Decision.ACCEPT: "Accept: we will make the change people asked for",
    Decision.PART: "Accept in part: we will make some of the changes people asked for",
    Decision.REJECT: "Reject: we will not make the change people asked for",
    Decision.DEFER: "Defer: we will decide later",
    Decision.OUT_OF_SCOPE: "Out of scope: this text is not the place for it",
}


class Standing(StrEnum):
    """What a sentence of "what people said" may be called."""

    FINDING = "finding"
    EDITED = "edited"
    OWN = "own words"


@dataclass(frozen=True)
class Sentence:
    """A sentence with names in braces and the places it stands on."""

    text: str
    sources: tuple[Place, ...] = ()


@dataclass(frozen=True)
class ClauseDraft:
    """The block of one clause. ``clause`` is its name in the seal; ``number`` is what is printed.

    ``said``: what people said. ``quotations``: places by number. ``answers``: the department's
    answer to each popular proposal, by its name ("theme 1", "change 2"). ``drafted``: the digest of
    what the program drafted (see ``digest_of_drafted``), so that only a person's edit is one.
    """

    identity: str
    clause: str
    number: str
    heading: str
    old: str
    redraft: str
    said: tuple[Sentence, ...] = ()
    quotations: Mapping[int, Place] = field(default_factory=dict)
    decision: Decision = Decision.NOT_YET
    reason: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    final: str = ""
    drafted: str = ""

    @property
    def written(self) -> dict[str, str]:
        """What an official wrote outside of "what people said", by a name for its place."""
        return {"reason": self.reason} | {
            f"answer on {about}": text for about, text in self.answers.items()
        }


@dataclass(frozen=True)
class Draft:
    """The whole outcome as it is drafted, and the seal it is bound to.

    ``prose``: rich text (HTML) by section: foreword, process, equality, next_steps.
    ``signed``: who signed it off, and when.
    """

    title: str
    consultation: str
    slug: str
    seal: int
    digest: str
    sealed_at: datetime
    prose: Mapping[str, str]
    clauses: Sequence[ClauseDraft]
    signed: Sequence[tuple[str, datetime]] = ()

    @property
    def beside(self) -> dict[str, str]:
        """What is written beside the clauses, by a name for its place."""
        prose = {name.replace("_", " "): text for name, text in self.prose.items()}
        return {"title": self.title, **prose}


_FORM = re.compile(r" (?:%|in words|in short)\Z")


def digest_of(seal: str, clause: str, sentence: Sentence) -> str:
    """SHA-256 of what somebody vouched for: these words on these places, of this seal.

    Policy: the same figure written in another form ("63%" for "40") says the same, and needs no
    new confirmation; any other change of the words, or of the places, does.
    """
    text = NAME.sub(lambda match: f"{{{_FORM.sub('', normal(match[1]))}}}", sentence.text)
    parts = (seal, clause, " ".join(text.split()), *sorted(map(str, sentence.sources)))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def digest_of_drafted(said: Iterable[Sentence]) -> str:
    """SHA-256 of what people said as the program drafted it: every character, every place, in order."""
    parts = [part for one in said for part in (one.text, *map(str, one.sources), "")]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def standing(seal: str, clause: str, sentence: Sentence, vouched: Collection[str]) -> Standing:
    """What a sentence may be called.

    Policy: a sentence is a finding while somebody vouches that its sources say it: the program,
    for the sentence it drafted, or a person who read the sources, for one that was edited. Until
    then it is "edited, to be confirmed". One without sources is the department's own words.
    """
    if digest_of(seal, clause, sentence) in vouched:
        return Standing.FINDING
    return Standing.EDITED if sentence.sources else Standing.OWN
