"""How long the analysis takes for as many long letters as a consultation like this one brings."""

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from consultation.responses.examples import example_responses
from tests.load.figures import Figure
from tests.load.server import ROOT

COMMENTS_IN_A_LETTER = 12


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
    """Put comments of the examples together to letters; return how many words they have in all."""
    comments: list[str] = []
    seed = 0
    while len(comments) < count * COMMENTS_IN_A_LETTER:
        comments += [
            said["text"] for one in example_responses(seed=seed) for said in one["comments"]
        ]
        seed += 1
    texts = ["\n\n".join(comments[number::count][:COMMENTS_IN_A_LETTER]) for number in range(count)]
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["response_id", "text"])
        rows.writerows([f"L{number:04}", text] for number, text in enumerate(texts))
    return sum(len(text.split()) for text in texts)
