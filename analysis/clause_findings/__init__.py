"""The findings on each clause: the object of clauses.json.

Every figure names its base. Percentages are whole numbers, halves rounded up.
"""

from typing import Any

import pandas as pd

from analysis import METHOD_VERSION, summaries
from analysis.clause_findings import arguments, positions, quoting
from analysis.clause_findings.evidence import About, Evidence

__all__ = ["Evidence", "covered", "find"]


def find(evidence: Evidence) -> dict[str, Any]:
    """Findings clause by clause in the text's order, then of the comments on no clause."""
    *clauses, whole_text = (_finding(about) for about in evidence.about())
    return {
        "method": METHOD_VERSION,
        "bases": _bases(evidence),
        "questions": _questions(evidence),
        "clauses": clauses,
        "whole_text": whole_text,
    }


def covered(evidence: Evidence, findings: dict[str, Any]) -> pd.Series:
    """What the summaries in ``findings`` tell of each row of ``evidence.comments``: one of
    ``summaries.STATES``."""
    told: dict[tuple[str, str], str] = {}
    for about, finding in zip(
        evidence.about(), [*findings["clauses"], findings["whole_text"]], strict=True
    ):
        summary = finding["summary"]
        states = summaries.whom(about, summary["coverage"]["themes_told"], summary["sentences"])
        told |= {(about.clause, response_id): state for response_id, state in states.items()}
    keys = zip(evidence.comments["clause"], evidence.comments["response_id"], strict=True)
    return pd.Series([told[key] for key in keys], evidence.comments.index, dtype="str")


def _bases(evidence: Evidence) -> dict[str, int]:
    """How many were received, counted and set aside, and counted with each campaign as one."""
    counted = len(evidence.counted_ids)
    members = evidence.campaign_of
    return {
        "responses": len(evidence.ledger),
        "counted": counted,
        "set_aside": len(evidence.ledger) - counted,
        "campaign_collapsed": counted - len(members) + len(set(members.values())),
    }


def _questions(evidence: Evidence) -> list[dict[str, Any]]:
    """Closed answers to each question, of those who answered it and of all."""
    answers = evidence.counted[
        (evidence.counted["question"] != "") & (evidence.counted["position"] != "")
    ].drop_duplicates(["response_id", "question"])
    return [
        {
            "question": str(question),
            "bases": {"answering": len(rows), "all": len(evidence.counted_ids)},
            "positions": positions.counts(rows["position"], len(evidence.counted_ids)),
        }
        for question, rows in answers.groupby("question", sort=True)
    ]


def _finding(about: About) -> dict[str, Any]:
    return {
        "clause": about.clause,
        "heading": about.heading,
        "text": about.text,
        "bases": positions.bases(about),
        "positions": positions.positions(about),
        "by_respondent_type": positions.by_respondent_type(about),
        "tone": positions.tone(about),
        "themes": arguments.themes(about),
        "campaigns": arguments.campaigns(about),
        "amendments": arguments.amendments(about),
        "flags": quoting.flags(about),
        "counter_arguments": quoting.counter_arguments(about),
        "made_by_one": arguments.made_by_one(about),
        "contradictions": quoting.quote_places(about.whole, positions.contradictions(about)),
        "summary": summaries.of_clause(about),
    }
