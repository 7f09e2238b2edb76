"""How often the clause that a comment is about is found, and how high it is ranked."""

import numpy as np
import pandas as pd

from analysis.allocation import Matcher
from analysis.errors import InputError
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores

COLUMNS = ("text", "clause")
KEYS = ("n", "accuracy", "mrr")


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Accuracy of the first clause, and the mean reciprocal rank of the right one."""
    if options.clauses is None:
        raise InputError("The task 'clauses' needs the clauses: add --clauses CLAUSES.")
    numbers = list(options.clauses["clause"].astype("str"))
    unknown = sorted({*frame["clause"].astype("str")} - {*numbers})
    if unknown:
        raise InputError(
            f"The clauses {', '.join(unknown)} are not in the clauses given: correct the numbers."
        )
    ranks = _ranks(frame, options.clauses, numbers, options.embedded)

    def measure(rows: np.ndarray) -> dict[str, float]:
        return {
            "accuracy": float((ranks[rows] == 1).mean()),
            "mrr": float((1 / ranks[rows]).mean()),
        }

    return Scores(
        {"n": len(frame), **measure(np.arange(len(frame)))},
        bootstrap(measure, len(frame), options.seed),
    )


def _ranks(
    frame: pd.DataFrame, clauses: pd.DataFrame, numbers: list[str], embedded: bool
) -> np.ndarray:
    likeness = Matcher(clauses, embedded).likeness(list(frame["text"]))
    right = np.array([numbers.index(clause) for clause in frame["clause"].astype("str")])
    own = likeness[np.arange(len(frame)), right]
    ranks: np.ndarray = (likeness >= own[:, None]).sum(axis=1)  # of equals, the worst rank
    return ranks
