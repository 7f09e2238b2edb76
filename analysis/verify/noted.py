"""The counts in the method note of a sealed package, made again from the rows it was made of."""

import json
from collections import Counter
from typing import Any

from analysis.verify.comparing import Comparison
from analysis.verify.folder import Folder, Row


def noted(folder: Folder, compare: Comparison) -> None:
    """Kinds of respondents, channels and closed answers are as the rows have them.

    Regions, and what was removed, are bound by the seal and stand in no row. Once a response was
    erased its rows tell nothing any more, and the counts stand on the seal alone.
    """
    path = folder.path / "method.json"
    if not path.is_file() or folder.erased:
        return
    note = json.loads(path.read_text("utf-8"))
    rows = folder.tables["responses"]
    for name, column in (("type", "respondent_type"), ("channel", "channel")):
        if name in note.get("who", {}):
            each = {row["response_id"]: row[column] for row in rows}
            compare.same(f"responses by {name}", note["who"][name], _listed(Counter(each.values())))
    for one in note.get("asked", ()):
        mine = [row for row in rows if row["question"] == one["question"]]
        compare.same(f"answers to {one['question']}", one, _asked(one["question"], mine))


def _asked(question: str, rows: list[Row]) -> dict[str, Any]:
    chosen = {row["response_id"]: row["choice"] for row in rows if row["choice"]}
    words = {row["response_id"] for row in rows if row["text"].strip()}
    return {
        "question": question,
        "answering": len(chosen),
        "choices": _listed(Counter(chosen.values())),
        "words": len(words),
    }


def _listed(tally: Counter[str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "number": tally[name]}
        for name in sorted(tally, key=lambda each: (-tally[each], each))
    ]
