"""Runs of letters counted word by word are those that scikit-learn counts."""

from itertools import product

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.letters import LONGEST, Letters

TAUGHT = ["The Board should meet twice.", "Meetings are not needed, and cost us dear."]
ASKED = [
    "",
    "The board met, the Board met twice; I am a board.",
    "Ünïted  Meetings\u2003a\tboards",
    "board" * (LONGEST + 1) + " x",
    "\x00 \u0301 这是",
    "the the the",
]


def test_the_same_figures_as_scikit_learn() -> None:
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True).fit(TAUGHT)
    ours = Letters((3, 4)).fit(TAUGHT)
    for _ in range(2):  # the second time, from what is remembered
        np.testing.assert_allclose(
            ours.transform(ASKED).toarray(), theirs.transform(ASKED).toarray(), rtol=1e-12
        )


def test_a_text_is_read_alike_whatever_was_read_before() -> None:
    first = Letters((3, 4)).fit(TAUGHT).transform(ASKED).toarray()
    busy = Letters((3, 4)).fit(TAUGHT)
    for one, other in product(TAUGHT, ASKED):
        busy.transform([one + other])
    np.testing.assert_array_equal(busy.transform(ASKED).toarray(), first)
