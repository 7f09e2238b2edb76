"""Who takes which side on a clause, and what each side argues, each campaign counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import columns
from analysis.summaries import quoting
from analysis.summaries.quoting import Quotation
from analysis.themes.naming import held

if TYPE_CHECKING:
    from analysis.clause_findings.evidence import About

FOR, AGAINST, NEITHER = "for", "against", "neither"
SIDES = (FOR, AGAINST, NEITHER)
SIDE_OF = {
    columns.SUPPORT: FOR,
    columns.SUPPORT_WITH_CHANGES: FOR,
    columns.OPPOSE: AGAINST,
}
"""Positions that take a side; every other takes neither."""

MOST = ((30, 3), (10, 2), (0, 1))
"""Arguments told of a side, by the fewest voices on it: the length follows the evidence."""


@dataclass(frozen=True)
class Argument:
    """A theme as one side argues it: its name ("" for points of their own), how many voices, the
    side that raises it with more voices ("" where no other side that is taken does), and sources,
    those that can be quoted first."""

    name: str
    voices: int
    more: str
    sources: list[Quotation]


@dataclass(frozen=True)
class Side:
    """One side, the voices on it, and the arguments of it that the summary tells."""

    side: str
    voices: int
    arguments: list[Argument]


def tally(about: About) -> Counter[str]:
    """How many responses take each side."""
    return Counter(SIDE_OF.get(position, NEITHER) for position in about.position_of.values())


def voice(about: About, response_id: str) -> str:
    """The response itself, or the campaign that it is a copy of."""
    return about.whole.campaign_of.get(response_id, response_id)


def of(about: About) -> list[Side]:
    """The sides taken, the one with more voices first, those who take neither last."""
    passages = _argued(about)
    names = dict(zip(about.whole.themes["theme"], about.whole.themes["name"], strict=True))
    raised = passages.groupby(["theme", "side"])["voice"].nunique().to_dict()
    found = [
        _side(about, side, passages[passages["side"] == side], names, raised) for side in SIDES
    ]
    taken = [side for side in found if side.voices]
    return sorted(taken, key=lambda each: (each.side == NEITHER, -each.voices, each.side))


def _argued(about: About) -> pd.DataFrame:
    """Passages with the side and the voice of who wrote them, one row for each theme."""
    position = about.passages["response_id"].map(about.position_of)
    marked = about.passages.assign(
        side=position.map(SIDE_OF).fillna(NEITHER).astype("str"),
        voice=[voice(about, each) for each in about.passages["response_id"].tolist()],
    )
    return columns.apart(marked, "theme")


def _side(
    about: About,
    side: str,
    passages: pd.DataFrame,
    names: dict[str, str],
    raised: dict[Any, int],
) -> Side:
    voices = len(
        {
            voice(about, response_id)
            for response_id, position in about.position_of.items()
            if SIDE_OF.get(position, NEITHER) == side
        }
    )
    most = next(number for fewest, number in MOST if voices >= fewest)
    themed = passages[~passages["theme"].isin([*columns.LEFT_OVER, ""])]
    counts = themed.groupby("theme")["voice"].nunique()
    ranked = sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))
    shared = [(str(theme), int(count)) for theme, count in ranked if count > 1][:most]
    arguments = [
        _argument(about, passages, theme, names[theme], n, _raising_more(raised, theme, side))
        for theme, n in shared
    ]
    return Side(side, voices, arguments or _own_points(about, passages, most))


def _raising_more(raised: dict[Any, int], theme: str, side: str) -> str:
    """The opposite side, where more voices on it raise the theme.

    A theme is named in the words of most who raise it. Told of the other side without a word, it
    would read as what that side says, where it may be what that side answers.
    """
    opposite = {FOR: AGAINST, AGAINST: FOR}.get(side, "")
    return opposite if raised.get((theme, opposite), 0) > raised[theme, side] else ""


def _argument(
    about: About, passages: pd.DataFrame, theme: str, name: str, voices: int, more: str
) -> Argument:
    making = passages[(passages["theme"] == theme) & (passages["hold"] == "")]
    own = _on_its_side(making)
    words = pd.Series([held(name, text) for text in own["text"]], own.index, dtype="int64")
    # People may name a theme by words that nobody wrote.
    written = [theme in each.split(columns.SEPARATOR) for each in about.passages["theme"]]
    most = max(held(name, text) for text in about.passages.loc[written, "text"])
    naming = [own[words >= min(least, most)] for least in (2, 1)]
    for fit in (quoting.alone, quoting.quotable):
        for part in [part for each in naming for part in (_taking(each), each)]:
            if fit(sources := quoting.choose(about, part)):
                return Argument(name, voices, more, sources)
    # The figure is still told, with its sources, and nothing is quoted.
    return Argument(name, voices, more, quoting.choose(about, making))


def _on_its_side(passages: pd.DataFrame) -> pd.DataFrame:
    """The passages that by themselves take their writer's side or none.

    A supporter concedes and an opponent quotes: what reads as the other side's is never given
    as the words of this one.
    """
    said = passages["position"].map(SIDE_OF)
    return passages[(said == passages["side"]) | said.isna()]


def _taking(passages: pd.DataFrame) -> pd.DataFrame:
    """Those of the passages that by themselves take their writer's side."""
    return passages[passages["position"].map(SIDE_OF) == passages["side"]]


def _own_points(about: About, passages: pd.DataFrame, most: int) -> list[Argument]:
    """Where nobody shares a theme: the words of up to `most` who give a reason, each their own."""
    reasoned = _on_its_side(
        passages[(passages["theme"] != columns.NO_REASON) & (passages["hold"] == "")]
    )
    taking = _taking(reasoned)
    chosen: Sequence[Quotation] = quoting.choose(about, reasoned if taking.empty else taking)[:most]
    return [Argument("", 1, "", [each]) for each in chosen]
