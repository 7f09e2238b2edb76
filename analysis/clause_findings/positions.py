"""Counts of positions and tones, each with its bases."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from analysis import columns
from analysis.clause_findings.evidence import About
from analysis.wording import percent


def bases(about: About) -> dict[str, int]:
    """How many responses comment on the clause, and how many were counted in all."""
    return {"commenting": len(about.comments), "all": len(about.whole.counted_ids)}


def positions(about: About) -> dict[str, Any]:
    """Positions with and without the members of campaigns.

    ``without_campaigns`` leaves every member of a campaign out; its bases are its own.
    """
    campaign_of = about.whole.campaign_of
    alone = {key: value for key, value in about.position_of.items() if key not in campaign_of}
    everyone = len(about.whole.counted_ids)
    return {
        "with_campaigns": counts(about.position_of.values(), everyone),
        "without_campaigns": counts(alone.values(), everyone - len(campaign_of)),
    }


def counts(found: Iterable[str], everyone: int) -> dict[str, dict[str, int]]:
    """Each position's count, with its share of those commenting and of ``everyone``."""
    tally = Counter(found)
    commenting = tally.total()
    return {
        position: {
            "count": tally[position],
            "percent_of_commenting": percent(tally[position], commenting),
            "percent_of_all": percent(tally[position], everyone),
        }
        for position in columns.POSITIONS
    }


def by_respondent_type(about: About) -> list[dict[str, Any]]:
    """Positions for each type of respondent, the types with most comments first."""
    by_type: dict[str, list[str]] = {}
    for response_id, position in about.position_of.items():
        by_type.setdefault(about.whole.type_of[response_id], []).append(position)
    everyone = Counter(about.whole.type_of.values())
    ordered = sorted(by_type.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {
            "respondent_type": name,
            "commenting": len(found),
            "positions": counts(found, everyone[name]),
        }
        for name, found in ordered
    ]


def tone(about: About) -> dict[str, dict[str, int]]:
    """How many passages have each tone: of the words, not of the position."""
    tally = Counter(about.passages["sentiment"].value_counts().to_dict())
    return {
        tone: {"passages": tally[tone], "percent": percent(tally[tone], tally.total())}
        for tone in columns.TONES
    }


def contradictions(about: About) -> list[dict[str, Any]]:
    """Comments whose words contradict their closed answer, with those words."""
    odd = about.comments[about.comments["contradiction"] & (about.comments["start"] >= 0)]
    return columns.rows(odd[list(columns.PLACE)])
