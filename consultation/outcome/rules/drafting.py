"""The first draft of what people said of a clause: plain, hedged, and every sentence with sources.

Policy: it counts and orders and repeats no word of a respondent; figures and names of themes are
written by name and looked up when shown. It says "of those who commented", never "the public";
gives every position with its base, with campaigns and without; tells what each side speaks of most,
the side fewer take too, and its case in sentences that were cleared; says what would be changed, and
how many points one respondent alone makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from consultation.outcome.rules.figures import (
    LEFT_OVER,
    POSITIONS,
    WITH,
    WITHOUT,
    Tree,
    themes,
    value_at,
)
from consultation.outcome.rules.notation import Place

#: The most sources of one sentence, and the themes told of a side, by the fewest who take it.
MOST_SOURCES = 5
MOST_THEMES = ((30, 3), (10, 2), (0, 1))

#: The sides of which it is told what they speak of: who is unsure or unclear argues for neither.
SIDES = ("support", "support with changes", "oppose")

#: For one, for several.
STAND = {
    "support": ("supports it", "support it"),
    "support with changes": ("supports it with changes", "support it with changes"),
    "oppose": ("opposes it", "oppose it"),
    "not sure": ("is not sure", "are not sure"),
    "unclear": ("takes no clear position", "take no clear position"),
}


class Drafted(NamedTuple):
    """A sentence with names in braces, and the places it stands on."""

    text: str
    sources: tuple[Place, ...]


#: The position of a response on the clause.
PositionOf = Mapping[str, str]
#: By side, the sentence that quotes its case.
Cases = Mapping[str, Drafted]


def first_draft(
    found: Tree, clause: str, position_of: PositionOf, cases: Cases | None = None
) -> list[Drafted]:
    """The sentences on ``clause``; none if nobody commented. Each has sources, but for the first:
    where all who commented gave closed answers and no words, it stands on its figures.

    ``found``: what ``figures.tree`` gives. ``position_of``: the position on the clause of each
    response that comments on it, by its reference. ``cases``: see ``rules.cases``.
    """
    finding = value_at(found, clause)
    if not finding["bases"]["commenting"]:
        return []
    parts: tuple[Callable[[], Iterator[Drafted]], ...] = (
        lambda: _positions(finding, clause),
        lambda: _campaigns(finding),
        lambda: _sides(found, finding, clause, position_of, cases or {}),
        lambda: _changes(finding),
        lambda: _alone(finding),
    )
    first, *others = (sentence for one in parts for sentence in one())
    return [first, *(sentence for sentence in others if sentence.sources)]


def _positions(finding: Tree, clause: str) -> Iterator[Drafted]:
    told = _stand(finding[WITH], "")
    text = f"Of the {{commenting}} who commented on clause {clause}, {told}."
    if finding["bases"]["commenting"] == 1:
        position = next(p for p in POSITIONS if finding[WITH][p]["count"])
        text = f"One respondent commented on clause {clause}, and {STAND[position][0]}."
    yield Drafted(text, _places(_summary_sources(finding)))


def _stand(counts: Tree, suffix: str) -> str:
    """Who takes which position, the commonest first, in one clause of a sentence."""
    taken = [p for p in POSITIONS if counts[p]["count"]]
    ordered = sorted(taken, key=lambda p: (-counts[p]["count"], POSITIONS.index(p)))
    told = [
        f"{{{position}{suffix} in short}} {STAND[position][counts[position]['count'] > 1]}"
        for position in ordered
    ]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _campaigns(finding: Tree) -> Iterator[Drafted]:
    campaigns = finding["campaigns"]
    if not campaigns:
        return
    sent = "one sent a copy" if finding["in_campaigns"] == 1 else "{in campaigns} sent copies"
    of = "a campaign’s text" if len(campaigns) == 1 else "the texts of {campaigns} campaigns"
    text = f"Of all who commented, {sent} of {of}."
    if finding[WITHOUT]["commenting"]:
        told = _stand(finding[WITHOUT], " without campaigns")
        text += f" Without them, of {{commenting without campaigns}} who commented, {told}."
    yield Drafted(text, _places(_summary_sources(finding)))


def _sides(
    found: Tree, finding: Tree, clause: str, position_of: PositionOf, cases: Cases
) -> Iterator[Drafted]:
    """Of each side, the commonest first, what it speaks of most and its case in its own words."""
    counts = finding[WITH]
    sides = [p for p in SIDES if counts[p]["count"]]
    listed = list(themes(found, clause))
    for side in sorted(sides, key=lambda p: (-counts[p]["count"], POSITIONS.index(p))):
        told = list(_themes_of_side(listed, side, counts[side]["count"], position_of))
        yield from told or _own_points(finding, side, counts[side]["count"], position_of)
        if side in cases:
            yield cases[side]


def _themes_of_side(
    listed: Sequence[tuple[int, int, Tree]], side: str, voices: int, position_of: PositionOf
) -> Iterator[Drafted]:
    """One sentence; none where no theme is shared by two of the side."""
    most = next(number for fewest, number in MOST_THEMES if voices >= fewest)
    ranked = sorted(listed, key=lambda one: (-one[2]["positions"].get(side, 0), one[0]))
    shared = [(n, theme) for n, _at, theme in ranked if theme["positions"].get(side, 0) > 1][:most]
    if not shared:
        return
    named = [f"‘{{theme {n}}}’ ({{theme {n} {side}}} of {{{side}}})" for n, _theme in shared]
    last = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    spoken = [_of_side(theme["quotations"], side, position_of) for _n, theme in shared]
    # Each theme gives its best source before any gives its second.
    mixed = [one for few in zip_longest(*spoken) for one in few if one]
    sources = mixed or [one for _n, theme in shared for one in theme["quotations"]]
    yield Drafted(f"Those who {STAND[side][1]} speak most often of {last}.", _places(sources))


def _own_points(
    finding: Tree, side: str, voices: int, position_of: PositionOf
) -> Iterator[Drafted]:
    """Where no theme was found on a side, that it gives reasons is still said, and no more is."""
    left = [one for theme in finding["themes"] for one in theme["quotations"]
            if theme["name"] in LEFT_OVER[:1]]  # fmt: skip
    alone = [*finding["made_by_one"], *finding["counter_arguments"], *left]
    own = _of_side(alone, side, position_of)
    if own:
        who = STAND[side][voices > 1]
        text = (
            f"The one respondent who {who} gives a reason of their own."
            if voices == 1
            else f"No theme was found that several of the {{{side}}} who {who} share."
        )
        yield Drafted(text, _places(own))


def _changes(finding: Tree) -> Iterator[Drafted]:
    amendments = finding["amendments"]
    quoted = [one for amendment in amendments for one in amendment["quotations"]]
    if not amendments:
        return
    # What changes no words of the clause can only be told as "another change": that says nothing.
    in_words = 0 <= amendments[0]["clause_start"] < amendments[0]["clause_end"]
    if len(amendments) == 1:
        what = ": to {change 1}" if in_words else ""
        yield Drafted(f"One change was proposed, {_by(amendments[0], 1)}{what}.", _places(quoted))
        return
    text = "{changes proposed} different changes were proposed."
    if amendments[0]["responses"] > 1 and in_words:
        text += f" The one proposed most often, {_by(amendments[0], 1)}, is to {{change 1}}."
    yield Drafted(text, _places(quoted))


def _by(amendment: Tree, n: int) -> str:
    one = amendment["responses"] == 1
    return "by one respondent" if one else f"by {{change {n} count}} respondents"


def _alone(finding: Tree) -> Iterator[Drafted]:
    points = finding["made_by_one"]
    if points:
        text = (
            "One point was made by one respondent only."
            if len(points) == 1
            else "{points made by one} points were each made by one respondent only."
        )
        yield Drafted(text, _places(points))


def _summary_sources(finding: Tree) -> list[Tree]:
    sentences: Sequence[Any] = finding["summary"]["sentences"]
    return list(sentences[0]["sources"]) if sentences else []


def _of_side(quotations: Iterable[Tree], side: str, position_of: PositionOf) -> list[Tree]:
    return [one for one in quotations if position_of.get(one["response_id"]) == side]


def _places(quotations: Iterable[Tree]) -> tuple[Place, ...]:
    places = dict.fromkeys(
        Place(one["response_id"], int(one["row"]), int(one["start"]), int(one["end"]))
        for one in quotations
    )
    return tuple(places)[:MOST_SOURCES]
