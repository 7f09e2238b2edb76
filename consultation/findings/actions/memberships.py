"""From the frames the analysis gives to rows of campaigns and of who belongs to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.campaigns import OWN_WORDS
from analysis.columns import LEFT_OVER
from consultation.findings.actions.keeping import POSITIONS, sources
from consultation.findings.models import Campaign, CampaignMember, Run

BY_FIELD = {position: name for name, position in POSITIONS.items()}


def campaigns(run: Run, result: Any, clauses: pd.DataFrame) -> Iterator[Campaign]:
    """A row for each campaign of ``result``, with its members not yet kept in ``kept_members``."""
    responses = dict(run.consultation.responses.values_list("reference", "pk"))
    ids = dict(zip(clauses["clause"], clauses["clause_id"], strict=True))
    rows = _rows(result)
    of_it = rows.groupby("campaign")
    for found in result.campaigns.to_dict("records"):
        mine = of_it.get_group(found["campaign"])
        yield Campaign(
            run=run,
            name=found["campaign"],
            submissions=found["submissions"],
            distinct_texts=found["distinct_texts"],
            arguments=found["arguments"],
            with_own_words=found["with_own_words"],
            exemplar_id=responses[_exemplar(mine)],
            themes=_themes(result.passages, found["campaign"]),
            clauses=_clauses(result.comments, set(mine["response_id"]), ids),
        )


def members(kept: list[Campaign], result: Any) -> Iterator[CampaignMember]:
    """A row for each response of each campaign."""
    run = kept[0].run if kept else None
    responses = dict(run.consultation.responses.values_list("reference", "pk")) if run else {}
    by_name = {campaign.name: campaign for campaign in kept}
    rows = _rows(result)
    for name, of_it in rows.groupby("campaign"):
        each = of_it.groupby("response_id", sort=True)
        texts = each["text"].agg("\n\n".join)
        copies = Counter(texts)
        for response_id, mine in each:
            own = int(mine["own_words"].sum())
            yield CampaignMember(
                campaign=by_name[str(name)],
                response_id=responses[response_id],
                # Counted on the first that sent it.
                copies=copies.pop(texts[response_id], 0),
                own_words=own,
                adds=own >= OWN_WORDS,
                similarity=float(mine["similarity"].iloc[0]),
                places=list(mine["place"]),
            )


def _rows(result: Any) -> pd.DataFrame:
    """Members row by row with their text and the place of it, in the order of the responses."""
    keys = ["response_id", "row"]
    rows = result.members.merge(result.responses[[*keys, "text"]], on=keys)
    places = sources(result)
    found = [
        _place(*places[response, row], text, own)
        for response, row, text, own in rows[[*keys, "text", "own_spans"]].itertuples(
            index=False, name=None
        )
    ]
    placed: pd.DataFrame = rows.assign(place=pd.Series(found, rows.index, "object"))
    return placed.sort_values(keys)


def _place(source: str, offset: int, text: str, own: list[list[int]]) -> list[Any]:
    spans = [[start + offset, end + offset] for start, end in own]
    return [source, offset, offset + len(text), spans]


def _exemplar(mine: pd.DataFrame) -> str:
    """The member that is most like the template, of those the first."""
    ordered = mine.sort_values(["similarity", "response_id"], ascending=[False, True])
    return str(ordered["response_id"].iloc[0])


def _themes(passages: pd.DataFrame, name: str) -> list[list[Any]]:
    inside = passages.loc[passages["campaign"] == name, ["response_id", "theme"]]
    each = inside.assign(theme=inside["theme"].str.split("; ")).explode("theme").drop_duplicates()
    counts = Counter(theme for theme in each["theme"] if theme and theme not in LEFT_OVER)
    return [list(one) for one in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def _clauses(said: pd.DataFrame, inside: set[str], ids: dict[str, str]) -> list[list[Any]]:
    mine = said[said["response_id"].isin(inside)]
    found = []
    for clause, of_it in mine.groupby("clause", sort=False):
        counts = of_it["position"].map(BY_FIELD).value_counts()
        found.append([ids.get(str(clause), ""), {str(k): int(v) for k, v in counts.items()}])
    return found
