"""Words an official must not miss in a passage, whatever position it takes.

Questions asked of the department, practical problems, costs, legal points, effects on people the
equality law protects, evidence offered, clauses set against one another, and points outside the
scope of the text. A flag points; it does not judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from analysis import patterns

QUESTION = "question"
COST = "cost"
LEGAL = "legal point"
EQUALITY = "equality effect"
EVIDENCE = "evidence"
PRACTICAL = "practical problem"
CONFLICT = "conflict"
SCOPE = "outside scope"
KINDS = (QUESTION, COST, LEGAL, EQUALITY, EVIDENCE, PRACTICAL, CONFLICT, SCOPE)
FLAGS = ("response_id", "row", "start", "end", "kind")

#: The expressions of each kind: those read as written, and those read in lower case.
PATTERNS = {
    kind: tuple(
        tuple(re.compile(form, re.MULTILINE) for form in forms.get(cased, ()))
        for cased in ("cased", "uncased")
    )
    for kind, forms in patterns.table(__package__, "flags.toml").items()
}


def of_text(text: str) -> Iterator[tuple[int, int, str]]:
    """``(start, end, kind)`` of the first words of each kind in ``text``."""
    pieces = [(offset, piece, patterns.lowered(piece)) for offset, piece in patterns.pieces(text)]
    for kind, (cased, uncased) in PATTERNS.items():
        for offset, piece, low in pieces:
            found = [match.span() for form in cased if (match := form.search(piece))]
            found += [match.span() for form in uncased if (match := form.search(low))]
            if found:
                start, end = min(found)
                lead = end - start - len(piece[start:end].lstrip())
                yield (offset + start + lead, offset + end, kind)
                break


def find(passages: pd.DataFrame) -> pd.DataFrame:
    """The flags of every passage: columns ``FLAGS``, offsets in the response.

    ``passages`` needs ``response_id``, ``row``, ``start``, ``text``. At most one flag a kind.
    """
    columns = (passages[name].tolist() for name in ("response_id", "row", "start", "text"))
    flagged = {text: tuple(of_text(text)) for text in passages["text"].unique()}
    rows = [
        (response, row, place + start, place + end, kind)
        for response, row, place, text in zip(*columns, strict=True)
        for start, end, kind in flagged[text]
    ]
    return pd.DataFrame(rows, columns=list(FLAGS))
