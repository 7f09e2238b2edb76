"""A change proposed to a clause, and who proposes it where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from consultation.findings.models import ChangeKind
from consultation.findings.views.quotations import Quote

Place = dict[str, Any]


class Read(NamedTuple):
    """A proposed change as the run read it: columns of ``ProposedChange``."""

    group: str
    response_id: int
    kind: str
    start: int
    end: int
    clause_start: int | None
    clause_end: int | None
    new_start: int | None
    new_end: int | None
    comment_id: int | None
    answer_id: int | None
    letter_id: int | None


PLACED = Read._fields


Spot = tuple[str, int, int]
"""A place as source, start and end, before it is looked up: there are tens of thousands of them."""


Proposing = tuple[int, str, str, str, int, int]
"""A ``Proposer`` as it is kept: of plain tuples the collector of garbage soon looks at none."""


class Proposer(NamedTuple):
    """A response that proposes a change, and where its new words or its passage stand."""

    response: int
    type: str
    campaign: str
    source: str
    start: int
    end: int

    @property
    def place(self) -> Place:
        """The place as quotations are looked up by."""
        return place_of(self[3:])


@dataclass
class Merged:
    """One change, whoever proposes it: one proposer for each response."""

    kind: str
    start: int | None
    end: int | None
    #: Whether the proposers' places are of new words, or of passages that give none.
    gives_words: bool
    everybody: dict[int, Proposing] = field(default_factory=dict)
    chosen: list[Proposing] = field(default_factory=list)
    key: str = ""
    #: The place whose words stand for all, and these.
    shown: Place = field(default_factory=dict)
    quote: Quote | None = None
    old: str = ""

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
        return self.quote.withheld if self.quote else "no longer kept"

    @property
    def number(self) -> int:
        """How many of those chosen propose it."""
        return len(self.chosen)

    @property
    def types(self) -> list[tuple[str, int]]:
        """How many of each respondent type, the most first."""
        counts = Counter(respondent_type for _response, respondent_type, *_rest in self.chosen)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    @property
    def in_campaigns(self) -> int:
        """How many of those chosen take part in a campaign."""
        return sum(campaign != "" for _response, _type, campaign, *_spot in self.chosen)

    @property
    def spots(self) -> list[Spot]:
        """Every place where it is proposed."""
        return [each[3:] for each in self.everybody.values()]

    @property
    def proposers(self) -> list[Proposer]:
        """Those chosen, in the order in which they came."""
        return [Proposer(*each) for each in sorted(self.chosen)]


def spot_of(
    _group: str,
    _response: int,
    _kind: str,
    start: int,
    end: int,
    _clause_start: int | None,
    _clause_end: int | None,
    new_start: int | None,
    new_end: int | None,
    comment: int | None,
    answer: int | None,
    letter: int | None,
) -> Spot:
    """Where the new words of a passage stand, or the passage: of the cells of a ``Read``."""
    if comment is not None:
        source = f"comment:{comment}"
    else:
        source = f"letter:{letter}" if answer is None else f"answer:{answer}"
    if new_start is not None and new_end is not None:
        return source, new_start, new_end
    return source, start, end


def place_of(spot: Spot) -> Place:
    """The place as quotations are looked up by."""
    source, start, end = spot
    return {"source": source, "start": start, "end": end}


def key_of(spot: Spot) -> str:
    """The name of a change in addresses: its first place, "comment-12-0-45"."""
    source, start, end = spot
    return f"{source.replace(':', '-')}-{start}-{end}"
