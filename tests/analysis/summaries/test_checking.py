"""An altered quotation is refused."""

import pytest

from analysis import quotations, summaries

TEXTS = {("r1", 0): "We oppose this. It will cost too much in rural areas, and it is late."}
SOURCE = quotations.make(TEXTS, "r1", 0, 16, 69)


def sentence(text: str, **changed: object) -> dict[str, object]:
    return {"text": text, "sources": [SOURCE | changed]}


def test_a_true_quotation_passes() -> None:
    summaries.check([sentence(f"One writes: \u201c{SOURCE['quote']}\u201d")], TEXTS)
    summaries.check([sentence("One speaks of \u201crural areas\u201d.")], TEXTS)


@pytest.mark.parametrize(
    "wrong",
    [
        sentence("One writes: \u201cIt will cost too much in rural areas, and it is last.\u201d"),
        sentence("No marks.", quote=SOURCE["quote"].replace("late", "lat\u0435")),
        sentence("No marks.", start=15),
        sentence("No marks.", response_id="r2"),
        sentence("\u201cIt will cost too much in rural areas"),
        sentence("It will cost\u201d too \u201cmuch"),
        {"text": "Nobody's words.", "sources": []},
    ],
)
def test_an_altered_one_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(summaries.UntrueQuotation):
        summaries.check([wrong], TEXTS)
