"""A change proposed to a clause, and how many of those chosen propose it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from consultation.findings.models import ChangeKind
from consultation.findings.views.quotations import Quote

Place = dict[str, Any]


class Spot(NamedTuple):
    """A place as source, start and end, by which a change is named in addresses."""

    source: str
    start: int
    end: int

    @property
    def place(self) -> Place:
        """The place as quotations are looked up by."""
        return self._asdict()

    @property
    def key(self) -> str:
        """The place in one word: "comment-12-0-45"."""
        return f"{self.source.replace(':', '-')}-{self.start}-{self.end}"


@dataclass
class Change:
    """One change, whoever proposes it: one proposer for each response."""

    pk: int
    kind: str
    start: int | None
    end: int | None
    #: Whether the proposers' places are of new words, or of passages that give none.
    gives_words: bool
    #: The place of the first who proposes it, and the one whose words stand for all.
    first: Spot
    shown: Spot
    #: Why its words are withheld; "" where they are not.
    held: str = ""
    #: How many of those chosen propose it: by respondent type, and of campaigns.
    by_type: Counter[str] = field(default_factory=Counter)
    in_campaigns: int = 0
    old: str = ""
    #: Its words; only of those that a page lists.
    quote: Quote | None = None

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return self.first.key

    @property
    def label(self) -> str:
        """What it does to the clause, in a word."""
        return str(ChangeKind(self.kind).label)

    @property
    def deletes(self) -> bool:
        """Whether it takes words of the clause away."""
        return self.kind in ("delete", "replace")

    @property
    def withheld(self) -> str:
        """Why its words are withheld, if they are. "" where they can be read."""
        return self.quote.withheld if self.quote else self.held

    @property
    def number(self) -> int:
        """How many of those chosen propose it."""
        return self.by_type.total()

    @property
    def types(self) -> list[tuple[str, int]]:
        """How many of each respondent type, the most first."""
        return sorted(self.by_type.items(), key=lambda item: (-item[1], item[0]))
