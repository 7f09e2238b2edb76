"""Whatever people type, every form of a table of open data reads the same to who verifies it."""

import json
from pathlib import Path

import pandas as pd

from analysis.verify.comparing import Comparison
from analysis.verify.published import tables
from consultation.dataset.exports import written

HOSTILE = [
    "a\tb", "  two  spaces ", "=1+1", "'=x", "line\nbreak", "\u2028sep", "nul\x07bell", "x" * 70_000,
    "tab\t\tend\t", "_x0041_ ␛ sign", "-3", "\ufeffbom", "r\rn", "a\u00a0c", "trail\n", "\nlead",
    "family 👩\u200d👩\u200d👧", "é" * 40_000, "", "0042", "1e5", "TRUE",
]  # fmt: skip


def forms(folder: Path) -> None:
    numbers = [str(number) for number in range(len(HOSTILE))]
    frame = pd.DataFrame({"response_id": numbers, "text": HOSTILE}, dtype="str")
    for kind in ("csv", "ods", "parquet"):
        (folder / f"responses.{kind}").write_bytes(written(frame, kind, "responses"))
    (folder / "responses.json").write_text(json.dumps(frame.to_dict("records")))


def differences(folder: Path) -> list[str]:
    compare = Comparison()
    tables.forms(folder, "responses", compare)
    return compare.differences


def test_every_form_reads_the_same(tmp_path: Path) -> None:
    forms(tmp_path)
    assert differences(tmp_path) == []
    said = json.loads((tmp_path / "responses.json").read_text())
    said[4]["text"] = "line break"
    (tmp_path / "responses.json").write_text(json.dumps(said))
    (difference,) = differences(tmp_path)
    assert difference.startswith("row 5 of responses.json")
