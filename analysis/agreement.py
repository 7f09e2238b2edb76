"""How far two readings of the same items agree: coder and coder, machine and coder.

Cohen's kappa is scikit-learn's, Krippendorff's alpha NLTK's, precision, recall and F1 are
scikit-learn's; 95% intervals are by the bootstrap over items. What a figure cannot say (everybody
gave one and the same label) is None.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from nltk.metrics import masi_distance
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support

from analysis.evaluate import classification, intervals

PLACES = 4
FIRST, SECOND = "first", "second"

Codes = Sequence[Collection[str]]


def of_labels(first: Sequence[str], second: Sequence[str], seed: int = 0) -> dict[str, Any]:
    """One label an item, such as positions: n, share agreed, kappa (with interval) and alpha."""
    if not first:
        return {"n": 0, "agreed": None, "kappa": None, "kappa_interval": None, "alpha": None}
    agreed = float(np.mean([a == b for a, b in zip(first, second, strict=True)]))
    told = len({*first, *second}) > 1
    kappa = float(cohen_kappa_score(list(first), list(second))) if told else None
    return {
        "n": len(first),
        "agreed": round(agreed, PLACES),
        "kappa": _rounded(kappa),
        "kappa_interval": _kappa_interval(first, second, seed) if told else None,
        "alpha": _rounded(_alpha(first, second) if told else None),
    }


def of_codes(first: Codes, second: Codes, codes: Sequence[str], seed: int = 0) -> dict[str, Any]:
    """Any number of codes an item, such as themes; ``first`` stands as the truth.

    n, the share of items with the same codes, alpha by the MASI distance of sets, precision,
    recall and F1 of each code and of all together (micro), with intervals.
    """
    found: dict[str, Any] = {"n": len(first), "same": None, "alpha": None, "codes": {}, "all": None}
    if not first or not codes:
        return found
    truth, said = _table(first, codes), _table(second, codes)
    same = float((truth == said).all(axis=1).mean())
    sets = [[frozenset(each) for each in coded] for coded in (first, second)]
    told = len({one for each in sets for one in each}) > 1
    return found | {
        "same": round(same, PLACES),
        "alpha": _rounded(_alpha(sets[0], sets[1], _apart) if told else None),
        "codes": {
            code: _measured(truth[:, [at]], said[:, [at]], seed) for at, code in enumerate(codes)
        },
        "all": _measured(truth, said, seed),
    }


def _table(coded: Codes, codes: Sequence[str]) -> np.ndarray:
    return np.array([[code in each for code in codes] for each in coded], dtype=bool)


def _measured(truth: np.ndarray, said: np.ndarray, seed: int) -> dict[str, Any]:
    """Precision, recall and F1 over the cells of two tables of items and codes."""
    precision, recall, f1, _ = precision_recall_fscore_support(
        truth.ravel(), said.ravel(), average="binary", zero_division=0
    )
    figures = {"precision": float(precision), "recall": float(recall), "f1": float(f1)}
    spread = intervals.bootstrap(
        lambda rows: classification.detection(truth[rows].ravel(), said[rows].ravel()),
        len(truth),
        seed,
    )
    return {
        "first": int(truth.sum()),
        "second": int(said.sum()),
        **{name: round(value, PLACES) for name, value in figures.items()},
        "intervals": {name: [round(end, PLACES) for end in spread[name]]
                      for name in figures if name in spread},
    }  # fmt: skip


def _kappa_interval(first: Sequence[str], second: Sequence[str], seed: int) -> list[float] | None:
    a, b = np.array(first, dtype=object), np.array(second, dtype=object)
    spread = intervals.bootstrap(
        lambda rows: {"kappa": classification.measures(list(a[rows]), list(b[rows]))["kappa"]},
        len(a),
        seed,
    )
    return [round(end, PLACES) for end in spread["kappa"]] if spread else None


def _alpha(first: Sequence[Any], second: Sequence[Any], distance: Any = None) -> float:
    rows = [(who, str(at), label) for who, coded in ((FIRST, first), (SECOND, second))
            for at, label in enumerate(coded)]  # fmt: skip
    task = AnnotationTask(rows, distance) if distance else AnnotationTask(rows)
    return float(task.alpha())


def _apart(one: frozenset[str], other: frozenset[str]) -> float:
    """The MASI distance (Passonneau 2006); no codes and no codes are the same."""
    return float(masi_distance(one, other)) if one or other else 0.0


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)
