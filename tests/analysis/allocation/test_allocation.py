"""Allocation: an uncited passage finds its clause, or none."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from analysis import allocation
from analysis.allocation.concepts import Concepts
from analysis.evaluate import clauses
from analysis.evaluate.options import Options

ROOT = Path(__file__).resolve().parents[3]
CHAPTER = ROOT / "consultation" / "guidance" / "examples" / "chapter_eight"

CLAUSES = pd.DataFrame(
    {
        "clause": ["8.14", "8.39", "8.40"],
        "heading": ["Deciding", "Reporting", "Reporting"],
        "text": [
            "Decide within one month of the case reaching the chair.",
            "Publish an accurate summary with the whole action plan and panel members' names.",
            "Keep the full report confidential and protect identities.",
        ],
    }
)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Four weeks is far too short for the chair to decide.", "8.14"),
        ("Naming the members of the panel in the summary will frighten people off.", "8.39"),
        ("The report must stay secret so that the family is not identified.", "8.40"),
        ("Thank you for the biscuits.", ""),
    ],
)
def test_a_passage_finds_its_clause(text: str, clause: str) -> None:
    passages = pd.DataFrame({"text": [text], "clause": [""]})
    found = allocation.allocate(passages, CLAUSES)
    assert found.loc[0, "clause"] == clause
    assert found.loc[0, "clause_source"] == ("allocated" if clause else "")


def test_a_passage_with_a_clause_is_left_out() -> None:
    passages = pd.DataFrame({"text": ["Too short.", "One month is short."], "clause": ["8.1", ""]})
    assert list(allocation.allocate(passages, CLAUSES).index) == [1]


def test_no_clauses_give_no_clause() -> None:
    passages = pd.DataFrame({"text": ["One month is short."], "clause": [""]})
    assert allocation.allocate(passages, CLAUSES.head(0)).loc[0, "clause"] == ""


def test_a_concept_few_clauses_have_tells_more_than_an_uncommon_word() -> None:
    concepts = Concepts(
        [
            "A child is a boy or a girl; a youngster or teenager counts too.",
            "Brothers and sisters of the child are thought of.",
            "Each child is asked what the child wishes.",
        ]
    )
    kid, siblings, nothing = concepts.likeness(["This kid had siblings.", "The sibling", "Tax"])
    assert kid.argmax() == 1
    assert siblings[1] > 0
    assert siblings[0] == siblings[2] == 0
    assert not nothing.any()


def chapter() -> pd.DataFrame:
    files = sorted(CHAPTER.glob("?_*.toml"))
    found = [
        clause for file in files for clause in tomllib.loads(file.read_text("utf-8"))["clauses"]
    ]
    return pd.DataFrame(found).rename(columns={"number": "clause"})[["clause", "heading", "text"]]


def test_clauses_need_no_heading() -> None:
    said = pd.read_csv(Path(__file__).with_name("everyday.csv"), dtype="str")
    bare = chapter().assign(heading="")
    left_out = clauses.score(said, Options(clauses=bare.drop(columns="heading"))).measures
    assert clauses.score(said, Options(clauses=bare)).measures == left_out
    assert left_out["accuracy"] >= 0.4


def test_everyday_comments_find_one_of_44_clauses_as_often_as_is_said() -> None:
    """The three sets of docs/method/allocation.md, which name no clause, and few of its words."""
    said = pd.read_csv(Path(__file__).with_name("everyday.csv"), dtype="str")
    found = clauses.score(said, Options(clauses=chapter())).measures
    assert found["n"] == 150
    assert found["accuracy"] >= 0.54
    assert found["mrr"] >= 0.68
