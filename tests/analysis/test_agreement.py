"""Agreement equals what scikit-learn and NLTK give, and what is worked out by hand."""

import pytest
from nltk.metrics import masi_distance
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score, f1_score

from analysis import agreement

#: 20 yes and yes, 5 yes and no, 10 no and yes, 15 no and no: kappa is 0.4 by Cohen's formula.
FIRST = ["yes"] * 25 + ["no"] * 25
SECOND = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15

SETS = [({"cost"}, {"cost"}), ({"cost", "time"}, {"cost"}), ({"time"}, set()), (set(), {"time"}),
        ({"cost"}, {"cost", "time"}), ({"time"}, {"time"}), (set(), set())]  # fmt: skip


def test_kappa_and_alpha_of_a_table_made_by_hand() -> None:
    found = agreement.of_labels(FIRST, SECOND)
    assert (found["n"], found["agreed"], found["kappa"]) == (50, 0.7, 0.4)
    # Krippendorff 1970, nominal: 1 - (n - 1) * disagreeing pairs / products of the margins.
    observed, yes, no = 30, 55, 45
    assert found["alpha"] == round(1 - 99 * observed / (2 * yes * no), 4)
    low, high = found["kappa_interval"]
    assert low < 0.4 < high


def test_kappa_and_alpha_are_those_of_the_libraries() -> None:
    first = ["support", "oppose", "unclear", "support", "oppose", "support", "support"]
    second = ["support", "oppose", "support", "support", "unclear", "oppose", "support"]
    found = agreement.of_labels(first, second)
    assert found["kappa"] == round(cohen_kappa_score(first, second), 4)
    rows = [("a", n, one) for n, one in enumerate(first)] + [
        ("b", n, one) for n, one in enumerate(second)
    ]
    assert found["alpha"] == round(AnnotationTask(rows).alpha(), 4)


def test_codes_are_measured_one_by_one_and_together() -> None:
    first, second = [a for a, _ in SETS], [b for _, b in SETS]
    found = agreement.of_codes(first, second, ["cost", "time"])
    assert found["codes"]["cost"]["f1"] == 1
    time = found["codes"]["time"]
    # Said right once, wrongly twice, missed twice.
    assert (time["precision"], time["recall"], time["f1"]) == (0.3333, 0.3333, 0.3333)
    truth = [[c in each for c in ("cost", "time")] for each in first]
    said = [[c in each for c in ("cost", "time")] for each in second]
    assert found["all"]["f1"] == round(f1_score(truth, said, average="micro"), 4)
    assert found["same"] == round(3 / 7, 4)
    # NLTK's distance fails on two empty sets, so the libraries are compared without any.
    full = [(one, other) for one, other in SETS if one and other]
    rows = [("a", n, frozenset(one)) for n, (one, _) in enumerate(full)] + [
        ("b", n, frozenset(other)) for n, (_, other) in enumerate(full)
    ]
    without = agreement.of_codes([a for a, _ in full], [b for _, b in full], ["cost", "time"])
    assert without["alpha"] == round(AnnotationTask(rows, masi_distance).alpha(), 4)
    assert found["alpha"] is not None
    low, high = time["intervals"]["f1"]
    assert 0 <= low <= 0.3333 <= high <= 1


@pytest.mark.parametrize("labels", [[], ["support"] * 5])
def test_what_cannot_be_said_is_not_said(labels: list[str]) -> None:
    found = agreement.of_labels(labels, labels)
    assert (found["kappa"], found["alpha"]) == (None, None)
    assert agreement.of_codes([], [], ["cost"])["all"] is None


def test_intervals_are_the_same_again() -> None:
    assert agreement.of_labels(FIRST, SECOND, 3) == agreement.of_labels(FIRST, SECOND, 3)
