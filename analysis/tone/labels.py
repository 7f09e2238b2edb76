"""The label of a tone: positive, neutral or negative."""

import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from analysis import columns
from analysis.tone.vader import Vader


class Labeller:
    """Labels texts with VADER's weighing over a wider lexicon."""

    def __init__(self, without: Collection[str] = ()) -> None:
        self.vader = Vader(without)
        self.vader.lexicon = {
            word: rating for word, rating in words().items() if word not in without
        } | self.vader.lexicon

    def label(self, text: str) -> str:
        """The tone of ``text``, one of columns.TONES."""
        compound = self.vader.compound(text)
        if compound >= 0.05:
            return columns.POSITIVE
        return columns.NEGATIVE if compound <= -0.05 else columns.NEUTRAL


@cache
def words() -> dict[str, float]:
    """The words VADER lacks and their ratings, from ``words.toml``."""
    source = files("analysis.tone").joinpath("words.toml").read_text("utf-8")
    groups = tomllib.loads(source)["group"]
    return {word: group["rating"] for group in groups for word in group["words"].split()}
