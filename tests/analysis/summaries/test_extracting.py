"""The sentences chosen are typical, do not repeat each other, and depend on nothing else."""

from analysis import summaries

SAID = [
    "The battery life is very short.",
    "Battery life is short and it needs charging daily.",
    "I find the battery life too short for travelling with.",
    "The battery life is really short.",
    "The screen is bright and easy to read.",
    "A bright screen that is easy to read outdoors.",
    "The screen is bright, and so easy to read.",
    "My cousin, who lives by the sea, bought three of these for her dogs last winter.",
]


def test_the_two_points_most_make_are_chosen() -> None:
    chosen = " ".join(SAID[at] for at in summaries.extract(SAID, 2)).lower()
    assert "battery" in chosen
    assert "screen" in chosen
    assert "cousin" not in chosen


def test_order_changes_nothing() -> None:
    backwards = SAID[::-1]
    one = {SAID[at] for at in summaries.extract(SAID, 3)}
    other = {backwards[at] for at in summaries.extract(backwards, 3)}
    assert one == other


def test_no_more_than_there_are() -> None:
    assert summaries.extract(["Only this."], 2) == [0]
    assert summaries.extract([], 2) == []
    assert summaries.extract(["Twice said here.", "Twice said here."], 2) == [0]
    assert summaries.extract(["?", "!"], 1) == [0] or summaries.extract(["?", "!"], 1) == [1]
