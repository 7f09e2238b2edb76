"""What a spreadsheet of responses may hold, and the values that its understanding is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

REQUIRED = ("response_id", "text")
#: What a row says of the respondent and the response; each row of a response has it, or leaves it.
OF_RESPONSE = ("channel", "received_at", "respondent_type", "kind", "name", "organisation", "email",
               "represents", "region", "confidential", "confidentiality_reason", "publish")  # fmt: skip
OF_ROW = ("clause", "question", "position", "choice", "proposed")
COLUMNS = (*REQUIRED, *OF_ROW, *OF_RESPONSE)
LONGEST = {"response_id": 200, "name": 200, "organisation": 300, "region": 50}
YES, NO = ("yes", "true", "1"), ("no", "false", "0", "")
TIMES = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")
A_TIME = "a date and a UK time such as 2027-08-31 10:30, or one with its offset"
#: A cell is shown so far in an error. The words of a response are never shown in one.
SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell, and what to do. ``row`` as the spreadsheet program counts."""

    row: int
    column: str
    found: str
    expected: str
    remedy: str = "Correct the cell"


@dataclass(frozen=True)
class Asked:
    """A question: the choices it gives, and the one clause it asks about, if it is one."""

    choices: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True)
class Known:
    """What the consultation has that a row can name."""

    clauses: Collection[str]
    questions: Mapping[str, Asked]
    #: Keys of respondent types, by key and by label in small letters.
    types: Mapping[str, str]


@dataclass
class Sheet:
    """The responses a spreadsheet holds, as ``Recorder.record`` takes them, and what is wrong."""

    responses: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    #: Columns that nothing is done with.
    unused: tuple[str, ...] = ()
