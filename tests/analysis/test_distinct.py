"""Each different text is read once, and every row has its own reading."""

import pandas as pd

from analysis import distinct


def test_a_text_on_a_clause_is_read_once_and_told_of_every_row() -> None:
    frame = pd.DataFrame(
        {"text": ["a", "b", "a", "a"], "clause": ["8.1", "8.1", "8.1", "8.2"]}, index=[7, 3, 9, 4]
    )
    asked: list[pd.DataFrame] = []

    def read(each: pd.DataFrame) -> pd.DataFrame:
        asked.append(each)
        return pd.DataFrame({"said": each["text"] + each["clause"]})

    said = distinct.once(frame, read)
    assert said.index.tolist() == [7, 3, 9, 4]
    assert said["said"].tolist() == ["a8.1", "b8.1", "a8.1", "a8.2"]
    assert len(asked[0]) == 3


def test_no_rows_are_read_as_none() -> None:
    none = pd.DataFrame({"text": [], "clause": []}, dtype="str")
    assert distinct.once(none, lambda each: each[["text"]]).empty
