"""How often the position read from a text is the one its writer holds."""

import re

import numpy as np
import pandas as pd

from analysis import columns, position
from analysis.errors import InputError
from analysis.evaluate import classification
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores, learning_rows

COLUMNS = ("text", "label")
#: What a text is about stands in the first of these columns that there is; it may be in none.
TARGETS = ("target", "proposal", "clause")
KEYS = ("n", "accuracy", "macro_f1", "kappa")
#: How labelled files spell the positions, in any case. Support with changes counts as support.
SPELLINGS = {
    columns.SUPPORT: (
        columns.SUPPORT, columns.SUPPORT_WITH_CHANGES, "supports", "supportive", "for", "favour",
        "in favour", "agree", "agrees", "yes", "pro",
    ),
    columns.OPPOSE: (
        columns.OPPOSE, "opposes", "opposed", "against", "disagree", "disagrees", "no", "con",
    ),
    columns.UNCLEAR: (
        columns.UNCLEAR, columns.NOT_SURE, "neutral", "neither", "mixed", "undecided", "unsure",
        "none",
    ),
}  # fmt: skip
POSITIONS = {word: label for label, words in SPELLINGS.items() for word in words}
GAP = re.compile(r"[\s_-]+")


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Accuracy, macro-F1 and kappa; ``options.learn`` rows are fitted on and not scored."""
    labelled = frame.assign(
        label=_labels(frame["label"]), target=_targets(frame, options.clauses)
    ).reset_index(drop=True)
    learning = learning_rows(len(labelled), options)
    if learning.all():
        raise InputError(
            f"Learning from {options.learn} of {len(labelled)} rows leaves none to score: "
            "learn from fewer."
        )
    model = position.fit(labelled[learning], options.seed) if options.learn else None
    held_out = labelled[~learning]
    said = np.array(position.of_texts(held_out["text"], held_out["target"], model), dtype=object)
    truth = held_out["label"].to_numpy(dtype=object)

    def measure(rows: np.ndarray) -> dict[str, float]:
        return classification.measures(truth[rows], said[rows])

    return Scores(
        {"n": len(held_out), **measure(np.arange(len(held_out)))},
        bootstrap(measure, len(held_out), options.seed),
    )


def _labels(given: pd.Series) -> pd.Series:
    """Support, oppose or unclear, by SPELLINGS; any other word is refused."""
    plain = given.map(lambda label: GAP.sub(" ", label.strip().lower().removeprefix("strongly ")))
    unknown = sorted({*plain} - {*POSITIONS})
    if unknown:
        raise InputError(
            f"The labels {', '.join(map(repr, unknown))} are no positions: use "
            f"{', '.join(SPELLINGS)} (or {columns.SUPPORT_WITH_CHANGES}, which counts as support)."
        )
    return plain.map(POSITIONS)


def _targets(frame: pd.DataFrame, clauses: pd.DataFrame | None) -> pd.Series:
    """What each text is about, "" where nothing says so. The number of a clause says nothing,
    unless ``clauses`` gives its words."""
    column = next((name for name in TARGETS if name in frame), None)
    if column is None:
        return pd.Series("", index=frame.index)
    words = {} if clauses is None else dict(zip(clauses["clause"], clauses["text"], strict=True))
    return frame[column].map(
        lambda cell: words.get(cell, cell if any(map(str.isalpha, cell)) else "")
    )
