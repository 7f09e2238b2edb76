"""A clause with eight responses, marked by hand, so that every answer can be worked out on paper.

| response | type   | on the clause                                               | in the summary? |
|----------|--------|-------------------------------------------------------------|-----------------|
| a, b     | gp     | argue time; b also a cost of £900 that nobody else names    | told            |
| c        | parent | argues trust, which the summary does not name               | left out        |
| d        | parent | argues trust too, in the words of c                         | left out        |
| e        | police | makes a point of its own and nothing else                   | left out        |
| f        | police | says only that it agrees                                    | gives no reason |
| g        | gp     | gives a closed answer and writes nothing                    | gives no reason |
| h        | parent | all it wrote is held                                        | held            |
"""

from typing import Any

import pandas as pd

from analysis import columns
from analysis.clause_findings.evidence import About, Evidence

TYPES = {"a": "gp", "b": "gp", "c": "parent", "d": "parent", "e": "police", "f": "police",
         "g": "gp", "h": "parent"}  # fmt: skip
SAID = [
    ("a", "We need more time.", "1.1: time", ""),
    ("b", "There is no time for this.", "1.1: time", ""),
    ("b", "Storage alone costs us £900.", "other", ""),
    ("c", "Secrecy breeds mistrust.", "1.1: trust", ""),
    ("d", "Secrecy  breeds mistrust.", "1.1: trust", ""),
    ("e", "The coroner sits on Tuesdays.", "other", ""),
    ("f", "We agree.", "no reason given", ""),
    ("h", "My neighbour said so.", "other", "identifying"),
]
NAMED = ["time"]
TOLD = {"a": "told", "b": "told", "c": "left_out", "d": "left_out", "e": "left_out",
        "f": "no_reason", "g": "no_reason", "h": "held"}  # fmt: skip
ALONE = ["Storage alone costs us £900.", "The coroner sits on Tuesdays."]


def about() -> About:
    """The evidence on clause 1.1."""
    responses, passages = _responses(), _passages()
    comments = pd.DataFrame(
        [(key, "1.1", columns.SUPPORT, False, -1, -1, -1) for key in TYPES],
        columns=["response_id", "clause", "position", "contradiction", "row", "start", "end"],
    )
    clauses = pd.DataFrame([("1.1", "", "Take six months.")], columns=["clause", "heading", "text"])
    names = [("1.1: time", "time"), ("1.1: trust", "trust"), *((k, k) for k in columns.LEFT_OVER)]
    themes = pd.DataFrame(names, columns=["theme", "name"])
    ledger = pd.DataFrame({"response_id": list(TYPES), "status": "counted", "reason": ""})
    nothing = {
        "flags": ["response_id", "row", "start", "end", "kind"],
        "amendments": ["response_id", "row", "start", "end", "clause"],
    }
    empty: dict[str, Any] = {name: pd.DataFrame(columns=found) for name, found in nothing.items()}
    evidence = Evidence(
        responses=responses, counted=responses, clauses=clauses, passages=passages,
        comments=comments, amendments=empty["amendments"], flags=empty["flags"],
        holds=pd.DataFrame(), themes=themes, campaigns=pd.DataFrame(), ledger=ledger,
    )  # fmt: skip
    return next(iter(evidence.about()))


def _responses() -> pd.DataFrame:
    said = {key: [text for who, text, *_ in SAID if who == key] for key in TYPES}
    rows = [
        (key, row, text, TYPES[key])
        for key, texts in said.items()
        for row, text in enumerate(texts or [""])
    ]
    return pd.DataFrame(rows, columns=["response_id", "row", "text", "respondent_type"])


def _passages() -> pd.DataFrame:
    rows = []
    for number, (key, text, theme, hold) in enumerate(SAID):
        row = sum(who == key for who, *_ in SAID[:number])
        rows.append((key, row, 0, len(text), text, "1.1", "", theme, hold, "", "neutral"))
    names = ["response_id", "row", "start", "end", "text", "clause", "cited", "theme", "hold",
             "campaign", "sentiment"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)
