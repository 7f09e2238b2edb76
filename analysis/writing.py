"""Write an analysis to a folder: all of it, or nothing."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import columns, report
from analysis.errors import InputError
from analysis.pipeline import Analysis
from analysis.run import digest_of

# A cell beginning so is run as a formula by spreadsheets; an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def write(result: Analysis, directory: Path | str) -> None:
    """Write the files of design's DIR into ``directory``, which may exist already.

    The files are made in a folder beside it and moved in at the end, run.json last, so that a
    folder with a run.json is whole. Raises InputError where the folder cannot be written.
    """
    directory = Path(directory)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".analysis-", dir=directory.parent))
    except OSError as error:
        raise InputError(
            f"{directory} cannot be written ({error.strerror}): choose another folder."
        ) from None
    try:
        _make(result, making)
        _move(making, directory)
    except OSError as error:
        raise InputError(
            f"{directory} cannot be written ({error.strerror}): choose another folder."
        ) from None
    finally:
        shutil.rmtree(making, ignore_errors=True)


def write_masked(
    frames: Mapping[str, pd.DataFrame],
    findings: dict[str, Any],
    run: dict[str, Any],
    directory: Path | str,
) -> None:
    """Write an analysis again of which words were masked since: its tables by name, clauses.json
    and run.json as they now are. The digests in ``run`` become those of what is written."""
    source = run["input"] | {"responses": digest_of(frames["responses"])}
    kept = {key: value for key, value in run.items() if key != "output"} | {"input": source}
    write(
        Analysis(
            **frames, clauses=None, findings=findings, members=pd.DataFrame(),
            flags=pd.DataFrame(), run=kept,
        ),
        directory,
    )  # fmt: skip


def _make(result: Analysis, making: Path) -> None:
    # One written before a column was known has none of it.
    known = [name for name in columns.RESPONSES if name in result.responses.columns]
    _parquet(result.responses[known], making / "responses.parquet")
    _parquet(result.passages, making / "passages.parquet")
    _parquet(result.comments, making / "comments.parquet")
    _json(result.findings, making / "clauses.json")
    for name in ("themes", "campaigns", "amendments", "holds", "ledger"):
        _csv(getattr(result, name), making / f"{name}.csv")
    (making / "report.html").write_text(report.html(result), "utf-8")
    outputs = {path.name: _digest(path) for path in sorted(making.iterdir())}
    _json(result.run | {"output": outputs}, making / "run.json")


def _move(making: Path, directory: Path) -> None:
    directory.mkdir(exist_ok=True)
    (directory / "run.json").unlink(missing_ok=True)
    for path in sorted(making.iterdir(), key=lambda path: (path.name == "run.json", path.name)):
        os.replace(path, directory / path.name)


def _parquet(frame: pd.DataFrame, path: Path) -> None:
    rounded(frame).to_parquet(path, engine="pyarrow", compression="zstd", index=False)


def _csv(frame: pd.DataFrame, path: Path) -> None:
    safe = rounded(frame).map(_safe)
    safe.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _safe(cell: Any) -> Any:
    """Text that a spreadsheet would run as a formula, behind an apostrophe."""
    formula = isinstance(cell, str) and cell.lstrip("'").startswith(_FORMULA)
    return f"'{cell}" if formula else cell


def _json(found: Any, path: Path) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", "utf-8")


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Floats to columns.PLACES, so that no machine's last digit shows."""
    floats = [name for name in frame.columns if pd.api.types.is_float_dtype(frame[name])]
    return frame.assign(**{name: frame[name].round(columns.PLACES) for name in floats})


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
