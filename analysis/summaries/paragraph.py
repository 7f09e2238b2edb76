"""One paragraph on a clause: positions, what each side argues, changes proposed, what is left out.

Its order is fixed, so that officials know where to look; its length follows
the evidence. Each campaign's text is counted once among the arguments. The
side fewer take always has its say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import columns
from analysis.summaries import quoting, sides
from analysis.summaries.checking import CLOSE, OPEN, check
from analysis.summaries.coverage import coverage
from analysis.summaries.sides import AGAINST, FOR, NEITHER, Argument, Side
from analysis.wording import FEWEST_FOR_WORDS, number, part, percent, share

if TYPE_CHECKING:
    from analysis.clause_findings.evidence import About

Sentence = dict[str, Any]

_ENDED = re.compile(f"[.!?][\"'\u2019)\\]]*{CLOSE}$")

VERBS = {
    FOR: ("supports", "support"),
    AGAINST: ("opposes", "oppose"),
    NEITHER: ("takes no clear position on", "take no clear position on"),
}
"""For one, for several."""

PROPOSING = ("proposes a change", "propose changes")
DEMANDING = ("says what should be done", "say what should be done")
"""For one, for several: where there is a text to change, and where there is none."""


def of_clause(about: About) -> dict[str, Any]:
    """`sentences` (`text`, `sources`) on the clause and their `coverage`.

    Raises UntrueQuotation rather than give out words that were not said.
    """
    found = sides.of(about)
    said: list[str] = []
    written = [
        *_positions(about),
        *_campaigns(about),
        *(sentence for side in found for sentence in _arguments(side, said)),
        *_amendments(about, said),
    ]
    sentences = [sentence for sentence in written if sentence["sources"]]
    check(sentences, about.whole.texts)
    return {"sentences": sentences, "coverage": coverage(about, found, sentences)}


def _positions(about: About) -> Iterator[Sentence]:
    """Where those who commented stand, the commonest position first."""
    tally = sides.tally(about)
    base = tally.total()
    if not base:
        return
    ordered = sorted(tally, key=lambda side: (-tally[side], sides.SIDES.index(side)))
    clause = f"clause {about.clause}" if about.clause else "the text as a whole"
    told = [
        f"{_share(tally[side], base, place)} {VERBS[side][tally[side] > 1]} "
        f"{'it' if place else clause}{_changes(about) if side == FOR else ''}"
        for place, side in enumerate(ordered)
    ]
    yield {"text": _sentence(_listed(told)), "sources": _position_sources(about, ordered)}


def _listed(told: list[str]) -> str:
    """Two or three clauses as one sentence, parted by semicolons where there are three or one has
    a part of its own."""
    if len(told) == 2 and " of them with changes" not in "".join(told):
        return " and ".join(told)
    return "; ".join([*told[:-1], f"and {told[-1]}"] if len(told) > 1 else told)


def _share(count: int, base: int, place: int) -> str:
    """The subject: the base is named in the first place only, and before a bare number."""
    if place:
        return part(count, base)
    if count < base < FEWEST_FOR_WORDS:
        return f"of the {base} who commented, {number(count)}"
    return share(count, base)


def _changes(about: About) -> str:
    changing = list(about.position_of.values()).count(columns.SUPPORT_WITH_CHANGES)
    return f", {number(changing)} of them with changes" if changing else ""


def _position_sources(about: About, ordered: list[str]) -> list[quoting.Quotation]:
    taking: dict[str, list[str]] = {side: [] for side in ordered}
    for response_id, position in about.position_of.items():
        taking[sides.SIDE_OF.get(position, NEITHER)].append(response_id)
    return [each for side in ordered for each in quoting.of_responses(about, taking[side])]


def _campaigns(about: About) -> Iterator[Sentence]:
    """How many of those who commented sent a campaign's text."""
    members = [each for each in about.position_of if each in about.whole.campaign_of]
    if not members:
        return
    texts = len({about.whole.campaign_of[each] for each in members})
    of_what = "a campaign text, which is" if texts == 1 else f"{texts} campaign texts, each"
    sent = "one sent a copy" if len(members) == 1 else f"{len(members):,} sent copies"
    yield {
        "text": _sentence(
            f"of these, {sent} of {of_what} counted once in the arguments that follow"
        ),
        "sources": quoting.of_responses(about, members, quoting.MOST),
    }


def _arguments(side: Side, said: list[str]) -> Iterator[Sentence]:
    """What a side argues: its main themes, each with the words of one who argues it; `said` are
    the quotations given before, to which these are added."""
    for place, argument in enumerate(side.arguments):
        # Who alone takes a side is quoted, also where another said the same.
        words = quoting.quotable(argument.sources, said if argument.name or place else ())
        if not (argument.name or words):
            continue
        opening = _opening(side, argument, place)
        text = _sentence(_with_words(opening, words, said))
        if argument.more:
            text += f" Even more of those who {VERBS[argument.more][1]} it raise this theme."
        yield {"text": text, "sources": argument.sources}


def _with_words(opening: str, words: str, said: list[str]) -> str:
    """`opening` and, where there are any, `words` in quotation marks, which are then `said`."""
    if not words:
        return opening
    said.append(words)
    return f"{opening}: {OPEN}{words}{CLOSE}"


def _opening(side: Side, argument: Argument, place: int) -> str:
    who = f"who {VERBS[side.side][side.voices > 1].removesuffix(' on')}" + (
        " it" if side.side != NEITHER else ""
    )
    if not argument.name:
        return f"{'another' if place else 'one'} {_one(side)} writes"
    named = f"‘{argument.name}’ ({_figures(argument.voices, side.voices)})"
    if place:
        return f"{'next' if place == 1 else 'then'} comes {named}"
    return f"the commonest theme among those {who} is {named}"


def _one(side: Side) -> str:
    verb = VERBS[side.side][0].removesuffix(" on")
    return f"who {verb}" + (" it" if side.side != NEITHER else "")


def _figures(count: int, base: int) -> str:
    of = f"{count:,} of {base:,}"
    return of if base < FEWEST_FOR_WORDS else f"{of}, {percent(count, base)}%"


def _amendments(about: About, said: list[str]) -> Iterator[Sentence]:
    """How many propose changes, with the words of the proposal most of them share, or else of
    another, unless they are `said` already.

    Where there is no text to change, a complaint of what is done elsewhere reads like a proposal:
    then no more is claimed than that they say what should be done.
    """
    if about.amendments.empty:
        return
    proposing = about.amendments["response_id"].nunique()
    for found in (_most_shared(about.amendments), about.amendments):
        sources = quoting.choose(about, _passages_of(about, found))
        words = quoting.quotable(sources, said)
        if words:
            break
    one, several = PROPOSING if about.text else DEMANDING
    who = _share(proposing, len(about.position_of), 0)
    told = f"{who} {one if proposing == 1 else several}"
    told += ", for example" if words and proposing > 1 else ""
    yield {"text": _sentence(_with_words(told, words, said)), "sources": sources}


def _most_shared(amendments: pd.DataFrame) -> pd.DataFrame:
    """The proposal that most responses make; all of them, where no two make the same."""
    sizes = amendments.groupby("group")["response_id"].nunique()
    if sizes.max() == 1:
        return amendments
    group = min(sizes.index, key=lambda each: (-sizes[each], each))
    shared: pd.DataFrame = amendments[amendments["group"] == group]
    return shared


def _passages_of(about: About, found: pd.DataFrame) -> pd.DataFrame:
    """The unheld passages that hold the places `found`."""
    passages = quoting.unheld(about).reset_index(drop=True)
    places = zip(found["response_id"], found["row"], found["start"], strict=True)
    starts: dict[tuple[str, int], list[int]] = {}
    for response_id, row, start in places:
        starts.setdefault((response_id, row), []).append(start)
    spans = zip(*(passages[column] for column in columns.PLACE), strict=True)
    inside = [
        any(start <= each < end for each in starts.get((response_id, row), ()))
        for response_id, row, start, end in spans
    ]
    chosen = passages[pd.Series(inside, passages.index, dtype="bool")]
    return chosen.assign(voice=[sides.voice(about, each) for each in chosen["response_id"]])


def _sentence(text: str) -> str:
    """With a capital to begin and a full stop to end, if a quotation's own does not end it."""
    return text[:1].upper() + text[1:] + ("" if _ENDED.search(text) else ".")
