"""The whole analysis: traceable, the same to the byte, and no row touches another."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import InputError, writing
from analysis.pipeline import Analysis, analyse
from tests.analysis import small


def _digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def _finding(result: Analysis, clause: str) -> dict:
    return next(f for f in result.findings["clauses"] if f["clause"] == clause)


def test_every_passage_is_the_text_at_its_place(small_analysis: Analysis) -> None:
    texts = small_analysis.responses.set_index(["response_id", "row"])["text"]
    for passage in small_analysis.passages.itertuples():
        text = texts.loc[(passage.response_id, passage.row)]
        assert text[passage.start : passage.end] == passage.text


def test_each_response_stands_in_the_ledger_once(small_analysis: Analysis) -> None:
    ledger = small_analysis.ledger.set_index("response_id")
    assert ledger.index.is_unique
    assert set(ledger.index) == set(small.responses()["response_id"])
    assert ledger.loc["blank"].tolist() == ["set_aside", "no words and no closed answer"]
    assert small_analysis.findings["bases"]["counted"] == len(ledger) - 1


def test_a_closed_answer_wins_and_a_contradiction_is_flagged(small_analysis: Analysis) -> None:
    comments = small_analysis.comments.set_index(["response_id", "clause"])
    comment = comments.loc[("r06", "8.2")]
    assert (comment["position"], comment["contradiction"]) == ("support", True)
    quotes = [q["quote"] for q in _finding(small_analysis, "8.2")["contradictions"]]
    assert any("disagree" in quote for quote in quotes)


def test_a_question_gives_no_clause_a_position(small_analysis: Analysis) -> None:
    (question,) = small_analysis.findings["questions"]
    assert question["positions"]["support"]["count"] == 1
    on_none = small_analysis.comments.query("response_id == 'q1' and clause == ''")
    assert on_none["position_source"].tolist() == ["words"]


def test_a_letter_is_placed_on_the_clauses_it_cites(small_analysis: Analysis) -> None:
    letter = small_analysis.passages.query("response_id == 'r11'")
    assert letter[["clause", "clause_source", "cited"]].to_numpy().tolist()[:2] == [
        ["8.2", "cited", "8.2"],
        ["8.3", "cited", "8.3; 8.4"],
    ]
    assert {"r11"} <= set(small_analysis.comments.query("clause == '8.4'")["response_id"])


def test_positions_with_and_without_a_campaign(small_analysis: Analysis) -> None:
    finding = _finding(small_analysis, "8.4")
    assert max(c["responses"] for c in finding["campaigns"]) == 9
    everyone = sum(s["count"] for s in finding["positions"]["with_campaigns"].values())
    alone = sum(s["count"] for s in finding["positions"]["without_campaigns"].values())
    members = sum(c["responses"] for c in finding["campaigns"])
    commenting = finding["bases"]["commenting"]
    assert (everyone, alone) == (commenting, commenting - members)


def test_held_words_are_quoted_nowhere_unmarked(small_analysis: Analysis) -> None:
    assert "07700 900123" in " ".join(small_analysis.holds["quote"])

    def unmarked(found: object) -> list[str]:
        if isinstance(found, dict):
            own = [found["quote"]] if "quote" in found and not found.get("hold") else []
            return own + [quote for value in found.values() for quote in unmarked(value)]
        return [q for value in found for q in unmarked(value)] if isinstance(found, list) else []

    assert not [quote for quote in unmarked(small_analysis.findings) if "07700" in quote]


def test_the_callers_frames_are_not_changed() -> None:
    given, clauses = small.responses().head(12), small.CLAUSES.copy()
    before = (given.copy(), clauses.copy())
    analyse(given, clauses)
    pd.testing.assert_frame_equal(given, before[0])
    pd.testing.assert_frame_equal(clauses, before[1])


@pytest.mark.parametrize("engine", ["local", pytest.param("dask", marks=pytest.mark.faults)])
def test_the_same_bytes_in_any_order_on_any_engine(
    written: Path, tmp_path: Path, engine: str
) -> None:
    shuffled = small.responses().sample(frac=1, random_state=5)
    again = analyse(shuffled, small.CLAUSES, engine=engine, workers=2)
    writing.write(again, tmp_path / "out")
    assert _digests(tmp_path / "out") == _digests(written)


def test_nothing_is_written_where_a_file_stands_in_the_way(
    small_analysis: Analysis, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(InputError, match="cannot be written"):
        writing.write(small_analysis, tmp_path / "taken")
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]
    assert (tmp_path / "taken").read_text() == "mine"


def test_spreadsheets_run_no_formula(tmp_path: Path) -> None:
    rows = pd.DataFrame({"response_id": ["=1+1", "@x"], "text": ["We agree.", "We agree."]})
    writing.write(analyse(rows), tmp_path)
    cells = (tmp_path / "ledger.csv").read_text().split("\n")[1:3]
    assert all(cell.startswith("'") for cell in cells)


def test_run_says_what_was_run_and_no_clock(written: Path) -> None:
    run = json.loads((written / "run.json").read_text())
    assert run["method_version"] and run["parameters"]["seed"] == 0
    assert set(run["output"]) == {p.name for p in written.iterdir()} - {"run.json"}
