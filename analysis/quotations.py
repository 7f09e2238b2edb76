"""Make a quotation and check it: words in quotation marks were said, character for character."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

Quotation = dict[str, Any]
Texts = Mapping[tuple[str, int], str]


def texts_of(responses: pd.DataFrame) -> dict[tuple[str, int], str]:
    """The text of every row, by response_id and row."""
    places = zip(responses["response_id"], responses["row"].astype(int), strict=True)
    return dict(zip(places, responses["text"], strict=True))


def make(texts: Texts, response_id: str, row: int, start: int, end: int) -> Quotation:
    """The characters from ``start`` up to ``end`` of a text, with their place.

    Raises ValueError when there is no such place.
    """
    text = texts.get((response_id, int(row)))
    if text is None or not 0 <= start < end <= len(text):
        raise ValueError(f"there is no {start} to {end} in response {response_id!r}, row {row}")
    return {
        "response_id": response_id,
        "row": int(row),
        "start": int(start),
        "end": int(end),
        "quote": text[start:end],
    }


def is_true(quotation: Mapping[str, Any], texts: Texts) -> bool:
    """Whether the quotation's characters stand at its place, to the character."""
    text = texts.get((str(quotation["response_id"]), int(quotation["row"])))
    start, end = int(quotation["start"]), int(quotation["end"])
    return text is not None and 0 <= start < end and text[start:end] == quotation["quote"]
