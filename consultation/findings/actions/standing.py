"""From the frames the analysis gives to a row for each response and clause: where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis import comments
from consultation.findings.models import ClausePosition, Run
from consultation.findings.rules import keyed, theme_key
from consultation.responses.models import Proposal

#: How the analysis says a position came about; whatever it says else, a person decided.
DECIDED = {
    comments.CLOSED: ClausePosition.Decided.ANSWER,
    comments.WORDS: ClausePosition.Decided.WORDS,
}

#: What is copied from a response.
COPIED = ("respondent_type", "channel", "region", "kind", "confidential", "received_at")

BOTH = ["clause", "response_id"]
NO_WORDS = {"passages": 0, "tone": "", "strength": 0.0, "amendment": False, "campaign": ""}


def clause_positions(run: Run, result: Any, clauses: pd.DataFrame) -> Iterator[ClausePosition]:
    """A row for each row of ``result.comments``."""
    ids = dict(zip(clauses["clause"], clauses["clause_id"], strict=True))
    responses = {row["reference"]: row for row in _responses(run)}
    proposing = _proposing(run)
    led: set[str] = set()
    for row in _joined(result).to_dict("records"):
        response = responses[row["response_id"]]
        leads = row["response_id"] not in led
        led.add(row["response_id"])
        clause = ids.get(row["clause"])
        row["amendment"] |= (response["pk"], clause) in proposing
        yield ClausePosition(
            run=run,
            response_id=response["pk"],
            clause_id=clause,
            position=row["position"],
            decided=DECIDED.get(row["position_source"], ClausePosition.Decided.PERSON),
            confidence=row["position_confidence"],
            contradiction=row["contradiction"],
            told=row["told"],
            leads=leads,
            **{name: row[name] for name in (*NO_WORDS, "themes", "flags")},
            **{name: response[name] for name in COPIED},
        )


def _responses(run: Run) -> Any:
    return run.consultation.responses.order_by().values("pk", "reference", *COPIED)


def _proposing(run: Run) -> set[tuple[int, str]]:
    """Who sent other wording for which clause in a box of its own."""
    sent = Proposal.objects.filter(response__consultation=run.consultation).exclude(text="")
    pairs = sent.values_list("response", "clause_version__clause")
    return {(response, str(clause)) for response, clause in pairs}


def _joined(result: Any) -> pd.DataFrame:
    """The comments with what their passages on the clause say, taken together."""
    on = comments.on_clauses(result.passages)
    inside = on[on["campaign"] != ""]
    campaign = dict(zip(inside["response_id"], inside["campaign"], strict=True))
    found: pd.DataFrame = result.comments.join(_read(on), on=BOTH).fillna(NO_WORDS)
    found = found.join(_flags(result.flags, on), on=BOTH).fillna({"flags": "", "themes": ""})
    # A campaign is of the response, be its words on another clause.
    return found.assign(campaign=[campaign.get(each, "") for each in found["response_id"]])


def _read(on: pd.DataFrame) -> pd.DataFrame:
    """By clause and response: how many passages, their tone and strength, what they argue."""
    marked = on.assign(strength=on["sentiment_score"].abs(), theme=on["theme"].str.split("; "))
    groups = marked.groupby(BOTH)
    found = groups.agg(
        passages=("start", "size"),
        strength=("strength", "mean"),
        amendment=("amendment", "any"),
    )
    themes = marked.explode("theme").groupby(BOTH)["theme"]
    return found.assign(
        tone=_tone(marked).astype("str"),
        themes=themes.agg(lambda each: keyed(theme_key(theme) for theme in each if theme)).astype(
            "str"
        ),
    )


def _tone(on: pd.DataFrame) -> pd.Series:
    """The tone of most of the passages; neutral where two are as common."""
    counts = on.groupby([*BOTH, "sentiment"]).size().unstack(fill_value=0)
    commonest = counts.idxmax(axis=1)
    shared = counts.eq(counts.max(axis=1), axis=0).sum(axis=1) > 1
    return commonest.mask(shared, "neutral")


def _flags(flags: pd.DataFrame, on: pd.DataFrame) -> pd.Series:
    """By clause and response: the kinds of flag in its passages."""
    spans = on[["response_id", "row", "start", "end", "clause"]]
    pairs = flags.merge(spans, on=["response_id", "row"], suffixes=("", "_of"))
    inside = pairs[(pairs["start"] >= pairs["start_of"]) & (pairs["start"] < pairs["end_of"])]
    return inside.groupby(BOTH)["kind"].agg(keyed).rename("flags").astype("str")
