"""``evaluate TASK LABELLED``."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import InputError
from analysis.evaluate import TASKS

if TYPE_CHECKING:
    from analysis.evaluate.options import Scores

# Tasks that can be fitted on officials' labels first.
LEARNING = ("position", "themes")


def add_to(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser("evaluate", help="score the method on labelled data")
    parser.add_argument("task", metavar="TASK", choices=sorted(TASKS), help=", ".join(TASKS))
    parser.add_argument("labelled", metavar="LABELLED", type=Path, help="csv, or jsonl for summary")
    parser.add_argument("--clauses", metavar="CLAUSES", type=Path, help="the text, for clauses")
    parser.add_argument(
        "--learn", metavar="N", type=int, default=0, help="fit on N random rows, score the others"
    )
    parser.add_argument("--seed", metavar="S", type=int, default=0, help="default 0")
    parser.add_argument("--k", metavar="N", type=int, help="how many themes, where known")
    parser.add_argument(
        "--embeddings", action="store_true", help="use sentence embeddings (extra; for clauses)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Score, and print the measures with their 95% intervals."""
    from analysis import embeddings, reading
    from analysis.evaluate.options import Options
    from analysis.evaluate.scoring import evaluate

    if options.learn < 0 or (options.learn and options.task not in LEARNING):
        raise InputError(f"--learn takes a number above 0 and is for {' and '.join(LEARNING)}.")
    clauses = reading.clauses(reading.read_table(options.clauses)) if options.clauses else None
    if options.task == "clauses" and clauses is None:
        raise InputError("The task clauses needs the text: add --clauses CLAUSES.")
    if options.embeddings:
        if options.task != "clauses":
            raise InputError("--embeddings is for the task clauses: no other task uses them.")
        embeddings.require()
    scores = evaluate(
        options.task,
        options.labelled,
        Options(clauses, options.learn, options.seed, options.k, options.embeddings),
    )
    print(_as_json(scores) if options.json else _as_lines(scores))
    return 0


def _as_json(scores: "Scores") -> str:
    measures = {name: _rounded(value) for name, value in scores.measures.items()}
    intervals = {name: [_rounded(end) for end in ends] for name, ends in scores.intervals.items()}
    return json.dumps(measures | {"intervals": intervals, "notes": list(scores.notes)})


def _as_lines(scores: "Scores") -> str:
    lines = []
    for name, value in scores.measures.items():
        low_high = scores.intervals.get(name)
        interval = f"  (95% interval {low_high[0]:.3f} to {low_high[1]:.3f})" if low_high else ""
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        lines.append(f"{name:16} {shown}{interval}")
    return "\n".join([*lines, *scores.notes])


def _rounded(value: float | int) -> float | int:
    return round(float(value), 4) if isinstance(value, float) else int(value)
