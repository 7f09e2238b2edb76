"""The tone of the words: never a position on the clause.

The score is NLTK's VADER's. Where the guidance itself uses a word ("abuse", "death", "neglect"),
the word names the subject and says nothing of the writer's tone, so its weight is taken out. The
label looks further than the score: see ``labels``.
"""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from analysis import columns
from analysis.tone.labels import Labeller
from analysis.tone.subject import subject_words
from analysis.tone.vader import Vader

__all__ = ["score", "subject_words"]


def score(texts: pd.Series, guidance: Sequence[str] = ()) -> pd.DataFrame:
    """The tone of each text: ``sentiment`` (a label of columns.TONES), ``sentiment_score``.

    The score runs from -1 to 1 with four decimals; with no ``guidance`` it is NLTK's own compound
    score. Equal texts are scored once.
    """
    scorer, labeller = _readers(tuple(guidance))
    distinct = {text: (labeller.label(text), scorer.compound(text)) for text in texts.unique()}
    pairs = [distinct[text] for text in texts]
    return pd.DataFrame(
        {
            "sentiment": pd.Series([label for label, _ in pairs], texts.index, dtype="str"),
            "sentiment_score": pd.Series(
                [compound for _, compound in pairs], texts.index, dtype="float64"
            ).round(columns.PLACES),
        }
    )


@lru_cache(maxsize=4)
def _readers(guidance: tuple[str, ...]) -> tuple[Vader, Labeller]:
    without = subject_words(guidance)
    return Vader(without), Labeller(without)
