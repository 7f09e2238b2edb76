"""`make evaluate` without a folder: the project's own sentences for every task."""

from pathlib import Path

import pytest

from analysis import reading
from analysis.evaluate import TASKS
from analysis.evaluate.options import Options
from analysis.evaluate.scoring import evaluate

OWN = Path(__file__).resolve().parents[1] / "labelled"


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_a_set_that_it_reads_well(task: str) -> None:
    clauses = reading.clauses(reading.read_table(OWN / "text_of_clauses.csv"))
    (labelled,) = OWN.glob(f"{task}.*")
    scores = evaluate(task, labelled, Options(clauses=clauses))
    measures = {name: value for name, value in scores.measures.items() if name not in ("n", "k")}
    least = 0.1 if task == "summary" else 0.6
    assert all(value >= least for value in measures.values()), measures
