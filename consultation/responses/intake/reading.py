"""The way in for the site: a file is checked and read in a process of its own, with limits.

Whatever a file does there, the server goes on: at the limit the process is killed, and the file
waits for a person. No word of a file is written to a log, an argument or a temporary file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

from consultation.responses.intake.checking import EMPTY, MOST_BYTES, TOO_LARGE
from consultation.responses.intake.text import Attached, ReadText, Refused, gettext_noop

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m"]
MODULE = "consultation.responses.intake"
CHECKING_SECONDS, READING_SECONDS = 10, 180
NOT_CHECKED = gettext_noop(
    "This file could not be checked, so it was not taken. Save it anew as PDF"
)
NO_TABLE = "This spreadsheet could not be read. Save it anew as .xlsx or .csv, and load that"


class Unreadable(Exception):
    """The file is kept, and no machine can read it: a person types what it says."""


def check(name: str, content: bytes) -> str:
    """The kind of the file: docx, odt, pdf, eml, msg or txt. Raises Refused, in plain words."""
    if not content or len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE if content else EMPTY)
    try:
        found = ask("check", name, content, CHECKING_SECONDS)
    except Unreadable as error:
        raise Refused(NOT_CHECKED) from error
    if "refused" in found:
        raise refusal(found)
    return str(found["kind"])


def read(name: str, content: bytes, seconds: float = READING_SECONDS) -> ReadText:
    """The text of the file. Raises Unreadable, with the reason for the person who will type it."""
    found = ask("read", name, content, seconds)
    if "read" not in found:
        raise Unreadable(refusal(found) if "refused" in found else found.get("unreadable"))
    attached = [Attached(one["name"], b64decode(one["content"])) for one in found["attachments"]]
    return ReadText.from_json(found["read"], attached)


def table(name: str, content: bytes) -> dict[str, Any]:
    """The rows of a spreadsheet, as ``intake.table.Rows`` has them. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    try:
        found = ask("table", name, content, READING_SECONDS)
    except Unreadable as error:
        raise Refused(NO_TABLE) from error
    if "refused" in found:
        raise refusal(found)
    rows: dict[str, Any] = found["table"]
    return rows


def refusal(found: dict[str, Any]) -> Refused:
    """Why the process does not take the file."""
    return Refused(found["refused"], **found["given"])


def ask(
    task: str, name: str, content: bytes, seconds: float, module: str = MODULE
) -> dict[str, Any]:
    """What the process of that module answers. Raises Unreadable when it was stopped or fell."""
    question = json.dumps({"do": task, "name": name}).encode() + b"\n"
    try:
        done = subprocess.run(  # noqa: S603
            [*COMMAND, module],
            input=question + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may hold words
            timeout=seconds,
            check=False,
            cwd=ROOT,
            env={"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"Reading it took longer than {seconds:.0f} seconds.") from error
    if done.returncode:
        raise Unreadable("It could not be read: it is damaged, or needs too much memory or time.")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
