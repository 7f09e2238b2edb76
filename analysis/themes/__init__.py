"""Themes: the arguments that several passages make, as suggestions for a person to edit.

Passages are grouped within a clause (or a question, or the whole), each group
gets a short name in the respondents' own words and a representative sentence,
and each passage is put into every theme it is near. What is like nothing else
is `other`; what gives no reason is `no reason given`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import columns
from analysis.themes import uses
from analysis.themes.deciding import Marks, decide
from analysis.themes.scope import Scope, read

__all__ = ["Marks", "Themes", "find"]

THEMES = ("theme", "clause", "name", "passages", "representative")


@dataclass(frozen=True)
class Themes:
    """Which passages make which arguments.

    `assignments`: column `theme`, index that of the passages, one row for each
    theme a passage is in, its main one first. `themes`: one row a theme
    (THEMES); `representative` is the index of the passage that stands for it,
    -1 where nothing may be quoted. The themes `other` and `no reason given`
    are the same throughout and come last.
    """

    assignments: pd.DataFrame
    themes: pd.DataFrame


def find(
    passages: pd.DataFrame,
    seed: int = 0,
    clauses: pd.DataFrame | None = None,
    marks: Marks | None = None,
) -> Themes:
    """Themes among `passages` (`text`; `clause`, `question` and `hold` where there are any).

    The result depends on the set of passages and the seed, not on their
    order. Words of the clause itself (`clauses`: `clause`, `text`) name no
    theme where others serve. A held passage is counted and represents nothing.
    `marks` are themes that people put on passages or took off (`analysis.decided.themes`):
    they stand, and the rest is read as they teach.
    """
    columns.require(passages, ("text",), "The table of passages")
    wording, headings = _of_clauses(clauses, "text"), _of_clauses(clauses, "heading")
    used = uses.of([*sorted(passages["text"].unique()), *wording.values()])
    scopes = _scopes(passages)
    together = _together(passages, scopes)
    assigned: list[tuple[int, str]] = []
    rows: list[dict[str, object]] = []
    on_clauses = set(passages["clause"].unique()) if "clause" in passages else set()
    named: dict[str, list[str]] = {}
    for name in sorted(scopes.unique()):
        inside = passages[scopes == name]
        beside = sorted({each for other in together.get(name, ()) for each in named.get(other, ())})
        found = read(
            inside, seed, wording.get(name, ""), headings.get(name, ""), used=used, beside=beside
        )
        named[name] = list(found.representatives)
        scope = decide(found, inside, marks or {}, seed)
        prefix = f"{name}: ".replace(";", ",") if name else ""
        assigned += _assigned(scope, prefix)
        rows += _listed(scope, prefix, name if name in on_clauses else "")
    return Themes(_assignments(assigned, passages), _themes(rows, assigned))


def _of_clauses(clauses: pd.DataFrame | None, column: str) -> dict[str, str]:
    if clauses is None or column not in clauses:
        return {}
    return dict(zip(clauses["clause"], clauses[column], strict=True))


def _scopes(passages: pd.DataFrame) -> pd.Series:
    """Where each passage's themes are sought: its clause, else its question, else the whole."""
    scopes = pd.Series("", index=passages.index, dtype="str")
    for column in ("question", "clause"):
        if column in passages:
            given = passages[column].astype("str")
            scopes = scopes.where(given == "", given)
    return scopes


def _together(passages: pd.DataFrame, scopes: pd.Series) -> dict[str, set[str]]:
    """For each scope those whose themes are listed with its own: of a clause that a passage cites
    beside its own, and of all that is on no clause."""
    blank = pd.Series("", index=passages.index, dtype="str")
    clause, cited = (
        passages[column].astype("str") if column in passages else blank
        for column in ("clause", "cited")
    )
    listed = cited.where(cited != "", clause).str.split(columns.SEPARATOR)
    lists = pd.DataFrame({"list": listed, "scope": scopes}).explode("list").drop_duplicates()
    together: dict[str, set[str]] = {}
    for _, inside in lists.groupby("list"):
        for scope in inside["scope"]:
            together.setdefault(scope, set()).update(inside["scope"])
    return together


def _assigned(scope: Scope, prefix: str) -> list[tuple[int, str]]:
    return [
        (passage, theme if theme in columns.LEFT_OVER else prefix + theme)
        for passage, found in scope.themes.items()
        for theme in found
    ]


def _listed(scope: Scope, prefix: str, clause: str) -> list[dict[str, object]]:
    return [
        {"theme": prefix + name, "clause": clause, "name": name, "representative": passage}
        for name, passage in scope.representatives.items()
    ]


def _assignments(assigned: list[tuple[int, str]], passages: pd.DataFrame) -> pd.DataFrame:
    frame = pd.DataFrame(assigned, columns=["passage", "theme"]).astype({"theme": "str"})
    order = pd.Series(range(len(passages)), index=passages.index)
    frame = frame.iloc[order.loc[frame["passage"]].to_numpy().argsort(kind="stable")]
    return frame.set_index(pd.Index(frame["passage"], name=passages.index.name))[["theme"]]


def _themes(rows: list[dict[str, object]], assigned: list[tuple[int, str]]) -> pd.DataFrame:
    tally = pd.Series([theme for _, theme in assigned], dtype="str").value_counts()
    left_over = [
        {"theme": name, "clause": "", "name": name, "representative": -1}
        for name in columns.LEFT_OVER
        if name in tally.index
    ]
    frame = pd.DataFrame(rows + left_over, columns=list(THEMES))
    frame["passages"] = frame["theme"].map(tally).astype("int64")
    return frame.reset_index(drop=True)
