"""Which passages are shown: unheld, one a response, one a wording, the telling ones first."""

from collections.abc import Iterable
from typing import Any

from analysis import columns, quotations
from analysis.clause_findings.evidence import About, Evidence
from analysis.quotations import Quotation
from analysis.themes.naming import held

# People who checked themes with three examples asked for ten.
MOST = 10
_TELLING_LENGTH = 140

Place = dict[str, Any]


def quote(
    whole: Evidence, passages: Iterable[Place], most: int = MOST, name: str = ""
) -> list[Quotation]:
    """Up to ``most`` quotations of whole passages, best first.

    Of a theme with a ``name`` those come first that have most of its words. Else best is nearest
    to a sentence of some length: very short ones say too little, very long ones too much. A
    wording many sent is quoted once, and a response once.
    """
    quoted: list[Quotation] = []
    said: set[str] = set()
    who: set[str] = set()
    telling = sorted(passages, key=_rank)
    if name:
        telling.sort(key=lambda passage: -held(name, passage["text"]))
    for passage in telling:
        quotation = _of(whole, passage)
        wording = quotation["quote"].lower()
        if wording in said or passage["response_id"] in who:
            continue
        said.add(wording)
        who.add(passage["response_id"])
        quoted.append(quotation)
        if len(quoted) == most:
            break
    return quoted


def _rank(passage: Place) -> tuple[int, str, int, int]:
    length = passage["end"] - passage["start"]
    return (abs(length - _TELLING_LENGTH), passage["response_id"], passage["row"], passage["start"])


def quote_places(whole: Evidence, places: list[Place]) -> list[Quotation]:
    """A quotation of each place, in order."""
    return [_of(whole, place) for place in places]


def flags(about: About) -> dict[str, list[Quotation]]:
    """The passages with each kind of flag on the clause, the telling ones first; those under a
    hold are marked as held. A flag's own few words would tell a reader little."""
    kinds = about.flags.sort_values(["kind", *columns.PLACE], kind="stable").groupby("kind")
    return {
        str(kind): [
            _marked(about.whole, place)
            for place in sorted(map(_whole_passage, columns.rows(found)), key=_rank)
        ]
        for kind, found in kinds
    }


def _whole_passage(flag: Place) -> Place:
    return flag | {"start": flag["start_passage"], "end": flag["end_passage"]}


def counter_arguments(about: About) -> list[Quotation]:
    """Passages that take the side fewer take on this clause, the surest first.

    However few they are: a point made once may be the one that matters.
    """
    sides = {
        columns.SUPPORT: columns.SUPPORT,
        columns.SUPPORT_WITH_CHANGES: columns.SUPPORT,
        columns.OPPOSE: columns.OPPOSE,
    }
    side_of = {key: sides[p] for key, p in about.position_of.items() if p in sides}
    supporting = sum(side == columns.SUPPORT for side in side_of.values())
    fewer = columns.OPPOSE if supporting * 2 >= len(side_of) else columns.SUPPORT
    theirs = about.quotable["response_id"].map(side_of) == fewer
    theirs &= about.quotable["position"].map(sides) == fewer
    return quote(about.whole, columns.rows(about.quotable[theirs]))


def _of(whole: Evidence, place: Place) -> Quotation:
    return quotations.make(
        whole.texts, place["response_id"], place["row"], place["start"], place["end"]
    )


def _marked(whole: Evidence, found: Place) -> Quotation:
    quotation = _of(whole, found)
    return quotation | {"hold": found["hold"]} if found["hold"] else quotation
