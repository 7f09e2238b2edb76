"""Read LABELLED and score one task on it."""

import importlib
import json
from pathlib import Path
from typing import Any

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis import columns, reading
from analysis.errors import InputError
from analysis.evaluate import TASKS
from analysis.evaluate.options import Options, Scores


def evaluate(task: str, labelled: Path | str, options: Options) -> Scores:
    """Score ``task`` on the file ``labelled``; raise InputError for what cannot be scored."""
    if task not in TASKS:
        raise InputError(f"There is no task {task!r}: choose one of {', '.join(TASKS)}.")
    module = importlib.import_module(TASKS[task])
    frame = _read(Path(labelled), tuple(module.COLUMNS))
    with threadpool_limits(limits=1):
        scores: Scores = module.score(frame, options)
    missing = set(module.KEYS) - set(scores.measures)
    if missing:
        raise AssertionError(f"{task} did not measure {sorted(missing)}")
    return scores


def _read(path: Path, required: tuple[str, ...]) -> pd.DataFrame:
    """LABELLED as text cells; JSON lines keep their lists."""
    if path.suffix.lower() == ".jsonl":
        return _read_lists(path, required)
    table = reading.read_table(path)
    columns.require(table.frame, required, table.name)
    if table.frame.empty:
        raise InputError(f"{table.name} has no rows: give at least one labelled text.")
    return table.frame


def _read_lists(path: Path, required: tuple[str, ...]) -> pd.DataFrame:
    reading.read_table(path)  # refuses what is no file of JSON objects, naming the row
    with path.open(encoding="utf-8-sig") as lines:
        records: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    frame = pd.DataFrame(records)
    columns.require(frame, required, path.name)
    return frame
