"""Themes, campaigns and amendments of one clause, counted by response."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from analysis import columns
from analysis.clause_findings.evidence import About
from analysis.clause_findings.quoting import quote, quote_places
from analysis.wording import percent


def themes(about: About) -> list[dict[str, Any]]:
    """The themes argued on the clause, the most widely shared first, what is left over last."""
    names = dict(zip(about.whole.themes["theme"], about.whole.themes["name"], strict=True))
    listed = columns.apart(about.passages, "theme")
    found = [
        _theme(about, str(theme), names.get(str(theme), str(theme)), rows)
        for theme, rows in listed[listed["theme"] != ""].groupby("theme")
    ]
    left_over = {columns.OTHER, columns.NO_REASON}
    return sorted(found, key=lambda t: (t["name"] in left_over, -t["responses"], t["theme"]))


def _theme(about: About, theme: str, name: str, rows: pd.DataFrame) -> dict[str, Any]:
    responses = rows["response_id"].unique()
    positions = Counter(about.position_of[response_id] for response_id in responses)
    return {
        "theme": theme,
        "name": name,
        "responses": len(responses),
        "passages": len(rows),
        "percent_of_commenting": percent(len(responses), len(about.comments)),
        "percent_of_all": percent(len(responses), len(about.whole.counted_ids)),
        "positions": {p: positions[p] for p in columns.POSITIONS if positions[p]},
        "quotations": quote(
            about.whole,
            columns.rows(rows[rows["hold"] == ""]),
            name="" if theme in columns.LEFT_OVER else name,
        ),
    }


def made_by_one(about: About) -> list[dict[str, Any]]:
    """Every point that one response alone makes, in the order of the passages.

    That is a passage that gives a reason, shares no theme with the passage of another response,
    and stands word for word in no other response. It is listed, however little it weighs in a
    figure, so that no summary loses it.
    """
    quotable = about.quotable
    makers = columns.apart(about.passages, "theme").groupby("theme")["response_id"].nunique()
    shared = set(makers[makers > 1].index) - {columns.OTHER}
    plain = [" ".join(text.casefold().split()) for text in about.passages["text"].tolist()]
    writers = about.passages.groupby(np.array(plain, dtype=object))["response_id"].transform(
        "nunique"
    )
    alone = [
        columns.NO_REASON not in each and "" not in each and not shared & set(each)
        for each in (themes.split(columns.SEPARATOR) for themes in quotable["theme"].tolist())
    ]
    found = quotable[
        pd.Series(alone, quotable.index, dtype="bool") & (writers[quotable.index] == 1)
    ]
    return quote_places(about.whole, columns.rows(found.sort_values(list(columns.PLACE))))


def campaigns(about: About) -> list[dict[str, Any]]:
    """Each campaign that comments on the clause: its members, and where they stand."""
    members: dict[str, list[str]] = {}
    for response_id, position in about.position_of.items():
        campaign = about.whole.campaign_of.get(response_id)
        if campaign:
            members.setdefault(campaign, []).append(position)
    ordered = sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {
            "campaign": campaign,
            "responses": len(found),
            "positions": {p: found.count(p) for p in columns.POSITIONS if p in found},
        }
        for campaign, found in ordered
    ]


def amendments(about: About) -> list[dict[str, Any]]:
    """Proposed changes of wording, equivalent ones merged, the most widely shared first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in columns.rows(about.amendments.sort_values(list(columns.PLACE))):
        groups.setdefault(row["group"], []).append(row)
    found = [_amendment(about, rows) for rows in groups.values()]
    return sorted(found, key=_widely_shared)


def _widely_shared(amendment: dict[str, Any]) -> tuple[int, int, str, str, str]:
    words = (amendment["old_words"], amendment["new_words"], amendment["kind"])
    return (-amendment["responses"], amendment["clause_start"], *words)


def _amendment(about: About, rows: list[dict[str, Any]]) -> dict[str, Any]:
    first = rows[0]
    held = "; ".join(sorted({row["hold"] for row in rows if row["hold"]}))
    amendment = {
        "kind": first["kind"],
        "old_words": first["old_words"],
        "new_words": first["new_words"],
        "clause_start": int(first["clause_start"]),
        "clause_end": int(first["clause_end"]),
        "responses": len({row["response_id"] for row in rows}),
        "quotations": quote(about.whole, [row for row in rows if not row["hold"]]),
    }
    return amendment | {"hold": held} if held else amendment
