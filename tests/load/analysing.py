"""How long the analysis takes for as many long letters as a consultation like this one brings."""

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from consultation.responses.examples import example_responses
from tests.load.figures import Figure
from tests.load.server import ROOT

LONG = 300
"""Fewest words of a long letter."""


def letters(count: int, goal: float = 60.0) -> Figure:
    """Seconds that `python -m analysis analyse` takes for `count` letters of different words."""
    with tempfile.TemporaryDirectory(prefix="redraft-load-") as folder:
        source = Path(folder) / "letters.csv"
        words = write(source, count)
        command = [
            sys.executable,
            "-m",
            "analysis",
            "analyse",
            source,
            "--out",
            Path(folder) / "out",
            "--workers",
            "2",
        ]
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        elapsed = time.monotonic() - began
    errors = int(done.returncode != 0)
    note = f"{words / count:.0f} words each on average"
    if errors:
        note = done.stderr.strip().splitlines()[-1]
    return Figure(
        f"{count} letters analysed", elapsed, "s", goal, note, lower_is_better=True, errors=errors
    )


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
