"""NLTK's VADER as NLTK runs it, to check the quicker one by."""

from collections.abc import Callable, Collection
from importlib.resources import files

from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants


class _Original(SentimentIntensityAnalyzer):
    def __init__(self, without: Collection[str]) -> None:
        self.constants = VaderConstants()
        self.lexicon_file = (
            files("vaderSentiment").joinpath("vader_lexicon.txt").read_text("utf-8").rstrip("\n")
        )
        self.lexicon = self.make_lex_dict()
        for word in without:
            self.lexicon.pop(word, None)


def scorer(without: Collection[str]) -> Callable[[str], float]:
    """The compound score of a text, the words in ``without`` weighing nothing."""
    original = _Original(without)
    return lambda text: float(original.polarity_scores(text)["compound"])
