"""The command line: exit codes, one plain sentence, and nothing written on refusal."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.cli import main
from tests.analysis import small


@pytest.fixture
def responses(tmp_path: Path) -> Path:
    path = tmp_path / "responses.csv"
    small.responses().head(9).to_csv(path, index=False)
    return path


@pytest.fixture
def clauses(tmp_path: Path) -> Path:
    path = tmp_path / "clauses.csv"
    small.CLAUSES.to_csv(path, index=False)
    return path


def test_analyse_writes_every_file_and_verify_agrees(
    responses: Path, clauses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "out"
    assert main(["analyse", str(responses), "--clauses", str(clauses), "--out", str(out)]) == 0
    assert "9 responses received: 9 counted, 0 set aside." in capsys.readouterr().out
    expected = {"responses.parquet", "passages.parquet", "clauses.json", "themes.csv",
                "campaigns.csv", "amendments.csv", "holds.csv", "ledger.csv", "run.json",
                "report.html"}  # fmt: skip
    assert expected <= {path.name for path in out.iterdir()}
    assert main(["verify", str(out)]) == 0
    findings = json.loads((out / "clauses.json").read_text())
    findings["bases"]["counted"] += 1
    (out / "clauses.json").write_text(json.dumps(findings))
    assert main(["verify", str(out)]) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"clause": "9.9"}, "'9.9'"),
        ({"response_id": ""}, "has no response_id"),
        ({"position": "perhaps"}, "'perhaps'"),
    ],
)
def test_a_refusal_names_file_row_and_remedy_and_writes_nothing(
    responses: Path,
    clauses: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, str],
    sentence: str,
) -> None:
    frame = pd.read_csv(responses, dtype="str", keep_default_na=False)
    for column, value in change.items():
        frame.loc[3, column] = value
    frame.to_csv(responses, index=False)
    out = tmp_path / "out"
    assert main(["analyse", str(responses), "--clauses", str(clauses), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("responses.csv, row 5") and sentence in said
    assert said.count("\n") == 1
    assert not out.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"responses.csv", "clauses.csv"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyse", "absent.csv", "--out", "out"],
        ["verify", "absent"],
        ["evaluate", "sentiment", "absent.csv"],
        ["evaluate", "sentiment", "absent.csv", "--learn", "5"],
        ["evaluate", "clauses", "absent.csv"],
    ],
)
def test_what_is_not_there_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.strip().endswith(".")


def test_evaluate_prints_the_keys_with_intervals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "labelled.csv"
    labelled = [("A fine idea.", "positive"), ("A bad idea.", "negative"), ("An idea.", "neutral")]
    pd.DataFrame(labelled * 3, columns=["text", "label"]).to_csv(path, index=False)
    assert main(["evaluate", "sentiment", str(path), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert (scores["n"], scores["accuracy"], scores["macro_f1"]) == (9, 1.0, 1.0)
    assert scores["intervals"]["accuracy"] == [1.0, 1.0]


def test_evaluate_refuses_labels_that_are_no_tones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text("text,label\nFine.,glad\n")
    assert main(["evaluate", "sentiment", str(path)]) == 2
    assert "'glad'" in capsys.readouterr().err


def test_help_waits_for_no_library() -> None:
    asked = (
        "import sys\n"
        "from analysis.cli import main\n"
        "try: main(['analyse', '--help'])\n"
        "except SystemExit: print(sorted({'pandas', 'sklearn', 'nltk'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "--clauses CLAUSES" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
