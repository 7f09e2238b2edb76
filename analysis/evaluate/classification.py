"""Measures of labels against labels, without warnings for a label that was never predicted."""

from collections.abc import Sequence

import numpy as np


def confusion(truth: Sequence[str], said: Sequence[str]) -> np.ndarray:
    """Counts of (true label, said label) over the sorted union of the labels."""
    labels = sorted({*truth, *said})
    place = {label: i for i, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels)), dtype="int64")
    np.add.at(table, ([place[t] for t in truth], [place[s] for s in said]), 1)
    return table


def measures(truth: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """Accuracy, macro-F1 over the labels present in ``truth``, and Cohen's kappa (1960)."""
    return of_confusion(confusion(truth, said))


def of_confusion(table: np.ndarray) -> dict[str, float]:
    """The same measures from a table of counts (rows true, columns said)."""
    total = table.sum()
    right = np.diag(table)
    true, said = table.sum(axis=1), table.sum(axis=0)
    f1 = 2 * right / np.maximum(true + said, 1)
    by_chance = (true * said).sum() / max(total**2, 1)
    accuracy = right.sum() / max(total, 1)
    kappa = 1.0 if by_chance == 1 else (accuracy - by_chance) / (1 - by_chance)
    return {
        "accuracy": float(accuracy),
        "macro_f1": float(f1[true > 0].mean()) if (true > 0).any() else 0.0,
        "kappa": float(kappa),
    }


def detection(truth: np.ndarray, said: np.ndarray) -> dict[str, float]:
    """Precision, recall, F1 and F2 (recall counts four times) of a yes-or-no flag."""
    both = float((truth & said).sum())
    precision = both / max(float(said.sum()), 1.0)
    recall = both / max(float(truth.sum()), 1.0)
    return {
        "precision": precision,
        "recall": recall,
        "f1": _f(precision, recall, 1),
        "f2": _f(precision, recall, 2),
    }


def _f(precision: float, recall: float, beta: int) -> float:
    weight = beta * beta
    return (1 + weight) * precision * recall / max(weight * precision + recall, 1e-12)
