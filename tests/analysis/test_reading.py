"""Files and frames from outside: read exactly, or refused in one plain sentence."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import InputError, reading

TEXTS = ["We agree, “fully”.\r\nSecond line", "=1+1", "naïve 🙂 \x07", "NA", " padded "]


def _frame() -> pd.DataFrame:
    return pd.DataFrame({"response_id": ["1", "2", "3", "4", "5"], "text": TEXTS}, dtype="str")


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_every_character_survives(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"answers.{suffix}"
    if suffix == "csv":
        _frame().to_csv(path, index=False)
    elif suffix == "parquet":
        _frame().to_parquet(path)
    else:
        _frame().to_json(path, orient="records", lines=True)
    assert list(reading.read_table(path).frame["text"]) == TEXTS


@pytest.mark.parametrize(("suffix", "engine"), [("xlsx", "openpyxl"), ("ods", "odf")])
def test_spreadsheets_are_read_as_text(tmp_path: Path, suffix: str, engine: str) -> None:
    frame = pd.DataFrame({"Response ID": [1, 2], "Text": ["One.", "Two."], "clause": [3, 4]})
    frame.to_excel(tmp_path / f"answers.{suffix}", index=False, engine=engine)
    table = reading.read_table(tmp_path / f"answers.{suffix}")
    assert table.frame.to_dict("list") == {
        "response_id": ["1", "2"],
        "text": ["One.", "Two."],
        "clause": ["3", "4"],
    }


def test_a_clause_stored_as_a_number_is_refused(tmp_path: Path) -> None:
    frame = pd.DataFrame({"response_id": [1], "text": ["One."], "clause": [8.1]})
    frame.to_excel(tmp_path / "answers.xlsx", index=False)
    with pytest.raises(InputError, match=r"answers\.xlsx, row 2, .*8\.1 or 8\.10: format"):
        reading.read_table(tmp_path / "answers.xlsx")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"response_id,text\n1,caf\xe9\n", "line 2, is not UTF-8"),
        (b"", "is empty"),
        (b"response_id,response_id\n1,2\n", "more than one column"),
        (b"response_id,text\n1,a,b\n", "row 2, has 3 cells"),
        (b'response_id,text\n1,"open\n', "row 2, cannot be read"),
    ],
)
def test_a_bad_csv_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=sentence) as refusal:
        reading.read_table(path)
    assert "\n" not in str(refusal.value)
    assert "answers.csv" in str(refusal.value)


def test_a_lone_surrogate_and_a_broken_line_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text('{"response_id": "1", "text": "\\ud800"}\n')
    with pytest.raises(InputError, match="row 1, holds half a character"):
        reading.read_table(path)
    path.write_text('{"response_id": "1"}\nnot json\n')
    with pytest.raises(InputError, match="row 2, is not a JSON object"):
        reading.read_table(path)


@pytest.mark.parametrize("name", ["answers.docx", "absent.csv", "broken.xlsx", "broken.parquet"])
def test_what_is_no_table_is_refused(tmp_path: Path, name: str) -> None:
    if not name.startswith("absent"):
        (tmp_path / name).write_bytes(b"no such thing")
    with pytest.raises(InputError, match=name):
        reading.read_table(tmp_path / name)


def test_rows_take_one_order_whatever_order_they_came_in() -> None:
    given = pd.DataFrame(
        {
            "response_id": ["b", "a", "a", "a"],
            "clause": ["2", "2", "10", ""],
            "text": ["x", "z", "y", "w"],
        }
    )
    first = reading.responses(given, None)
    again = reading.responses(given.iloc[::-1], None)
    pd.testing.assert_frame_equal(first, again)
    assert list(first["row"]) == [0, 1, 2, 0]
    assert list(given.columns) == ["response_id", "clause", "text"]


@pytest.mark.parametrize(
    ("answer", "position"),
    [("Agree", "support"), ("DISAGREE", "oppose"), ("not_sure", "not sure"), ("", ""),
     ("support-with-changes", "support with changes"), ("Strongly agree", "support")],
)  # fmt: skip
def test_answers_become_positions(answer: str, position: str) -> None:
    given = pd.DataFrame({"response_id": ["1"], "text": ["x"], "position": [answer]})
    assert reading.responses(given, None)["position"].tolist() == [position]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"response_id": [" "]}, "row 1, has no response_id"),
        ({"position": ["perhaps"]}, "'perhaps'.*use one of"),
        ({"clause": ["9.9"]}, "'9.9'.*leave it blank"),
    ],
)
def test_rows_that_cannot_count_are_refused(change: dict[str, list[str]], sentence: str) -> None:
    given = pd.DataFrame({"response_id": ["1"], "text": ["x"], "clause": ["8.1"]} | change)
    with pytest.raises(InputError, match=sentence):
        reading.responses(given, {"8.1"})


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match=r"no column 'text'.*'words'"):
        reading.responses(pd.DataFrame({"response_id": ["1"], "words": ["x"]}), None)


def test_clauses_keep_their_order_and_are_not_repeated() -> None:
    clauses = pd.DataFrame({"clause": ["8.2", "8.1"], "text": ["b", "a"]})
    assert list(reading.clauses(clauses)["clause"]) == ["8.2", "8.1"]
    with pytest.raises(InputError, match="repeats a clause"):
        reading.clauses(pd.concat([clauses, clauses]))
