"""The ledger: received = counted + set aside, each response once."""

import pandas as pd

from analysis import ledger, reading

ROWS = pd.DataFrame(
    [
        ("a", "We agree.", "", ""),
        ("a", "", "", ""),
        ("b", "  \n", "", ""),
        ("c", "", "support", ""),
        ("d", "A letter.", "", "waiting to be typed"),
        ("e", "A page.", "", "waiting to be typed"),
        ("e", "We agree.", "", ""),
    ],
    columns=["response_id", "text", "position", "set_aside"],
)


def test_each_response_stands_once_with_its_reason() -> None:
    entries = ledger.of(reading.responses(ROWS, None))
    assert entries.to_numpy().tolist() == [
        ["a", "counted", ""],
        ["b", "set_aside", "no words and no closed answer"],
        ["c", "counted", ""],
        ["d", "set_aside", "waiting to be typed"],
        ["e", "counted", ""],
    ]


def test_a_row_set_aside_is_not_analysed_though_its_response_counts() -> None:
    rows = reading.responses(ROWS, None)
    kept = ledger.counted(rows, ledger.of(rows))
    assert kept["response_id"].tolist() == ["a", "a", "c", "e"]
    assert "A page." not in set(kept["text"])
