"""How long the analysis takes for as many long letters as a consultation like this one brings, and
how many passages a second it reads beside the script that an analyst would write."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import pandas as pd

from consultation.responses.examples import example_responses
from tests.load import naive
from tests.load.figures import Figure
from tests.load.server import ROOT

LONG = 300
"""Fewest words of a long letter."""
PATIENCE = 240
"""Seconds after which an analysis is given up: ten times what it takes."""

COMPARED = 200
"""Letters that both the analysis and the naive script read."""


def letters(count: int, goal: float = 60.0) -> Figure:
    """Seconds that `python -m analysis analyse` takes for `count` letters of different words."""
    with tempfile.TemporaryDirectory(prefix="redraft-load-") as folder:
        source = Path(folder) / "letters.csv"
        words = write(source, count)
        done, elapsed = shipped(source, Path(folder) / "out")
    errors = int(done.returncode != 0)
    note = f"{words / count:.0f} words each on average"
    if errors:
        note = done.stderr.strip().splitlines()[-1]
    return Figure(
        f"{count} letters analysed", elapsed, "s", goal, note, lower_is_better=True, errors=errors
    )


def against_the_naive_script(count: int = COMPARED) -> list[Figure]:
    """Passages a second of the same letters, by one process each, starting up included."""
    with tempfile.TemporaryDirectory(prefix="redraft-load-") as folder:
        source = Path(folder) / "letters.csv"
        write(source, count)
        done, ours = shipped(source, Path(folder) / "out", workers=1)
        if done.returncode:
            note = done.stderr.strip().splitlines()[-1]
            return [Figure("passages read by the analysis", 0, "/s", 0, note, errors=1)]
        passages = len(pd.read_parquet(Path(folder) / "out" / "passages.parquet"))
        began = time.monotonic()
        scored = naive.analyse(pd.read_csv(source)["text"], Path(folder))
        theirs = time.monotonic() - began
    naively = scored / theirs
    note = f"{passages / ours / naively:.1f} times the naive script, on {count} letters"
    return [
        Figure("passages read by the naive script", naively, "/s", 0, "VADER, sumy, datasketch"),
        Figure("passages read by the analysis", passages / ours, "/s", naively, note),
    ]  # fmt: skip


def shipped(
    source: Path, out: Path, workers: int = 2
) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run the command as an analyst would, and time it; by one hash seed, so that every run of
    the benchmark does the same."""
    command = [sys.executable, "-m", "analysis", "analyse", source, "--out", out]
    began = time.monotonic()
    try:
        done = subprocess.run(
            [*command, "--workers", str(workers)],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        # A machine that is busy with other things is no reason to lose the rest of the table.
        done = subprocess.CompletedProcess(command, 1, "", f"not done in {PATIENCE} seconds")
    return done, time.monotonic() - began


def write(path: Path, count: int) -> int:
    """Make letters of shuffled paragraphs of the examples' long ones; return their words in all."""
    random = Random(0)
    sent = [one["letter"] for one in example_responses(seed=0)]
    long = [letter.split("\n\n") for letter in sent if len(letter.split()) >= LONG]
    paragraphs = [paragraph for letter in long for paragraph in letter]
    texts = ["\n\n".join(random.sample(paragraphs, len(random.choice(long)))) for _ in range(count)]
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["response_id", "text"])
        rows.writerows([f"L{number:04}", text] for number, text in enumerate(texts))
    return sum(len(text.split()) for text in texts)
