"""The process that opens files from strangers: ``python -m consultation.responses.intake``.

It gives up, before it looks at anything, all that it does not need: memory, time, files, the network,
other programs. On standard input: one line of JSON (``do``: "check" or "read"; ``name``), then the
bytes of the file. On standard output: JSON. To "do" a "table" gives the rows of a spreadsheet.
"""

from __future__ import annotations

import json
import resource
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from consultation.responses.intake import ReadText, Refused
from consultation.responses.intake.checking import check

MEGABYTE = 1024 * 1024
MEMORY = {"check": 320 * MEGABYTE, "read": 768 * MEGABYTE, "table": 1024 * MEGABYTE}
PROCESSOR_SECONDS = {"check": 10, "read": 120, "table": 60}
MOST_TEXT = 20 * MEGABYTE
READERS = {
    "docx": ("docx", "read"),
    "odt": ("odt", "read"),
    "pdf": ("pdf", "read"),
    "eml": ("mail", "read_eml"),
    "msg": ("mail", "read_msg"),
    "txt": ("plain", "read"),
}
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ctypes.",
)


def limit(memory: int, seconds: int) -> None:
    """Take away what a file could misuse; bytes of memory and seconds of the processor are left."""
    most = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, amount in most.items():
        resource.setrlimit(what, (amount, amount))


def forbid(event: str, _: object) -> None:
    """An audit hook: no network, no other program."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


def answer(task: str, name: str, content: bytes) -> dict[str, Any]:
    """What the file is; and what it says, where that was asked."""
    try:
        kind = check(name, content)
    except Refused as refused:
        return {"refused": refused.words, "given": refused.given}
    if task == "check":
        return {"kind": kind}
    text = reader(kind)(content)
    if len(text.text) > MOST_TEXT:
        return {"unreadable": "It holds more text than can be read by machine."}
    attached = [
        {"name": one.name, "content": b64encode(one.content).decode()} for one in text.attachments
    ]
    return {"read": text.as_json(), "attachments": attached}


def table(name: str, content: bytes) -> dict[str, Any]:
    """The rows of a spreadsheet, or why it is not taken."""
    module = import_module("consultation.responses.intake.table")
    sys.addaudithook(forbid)
    try:
        return {"table": asdict(module.read(name, content))}
    except Refused as refused:
        return {"refused": refused.words, "given": refused.given}


def reader(kind: str) -> Callable[[bytes], ReadText]:
    """The reader for a kind; its libraries are loaded only now, and then nothing more may start."""
    module, function = READERS[kind]
    found: Callable[[bytes], ReadText] = getattr(
        import_module(f"consultation.responses.intake.{module}"), function
    )
    if kind == "msg":
        import_module("oxmsg")
    sys.addaudithook(forbid)
    return found


def main() -> None:
    """Answer one question and end."""
    asked = json.loads(sys.stdin.buffer.readline())
    limit(MEMORY[asked["do"]], PROCESSOR_SECONDS[asked["do"]])
    content = sys.stdin.buffer.read()
    if asked["do"] == "table":
        given = table(asked["name"], content)
    else:
        given = answer(asked["do"], asked["name"], content)
    sys.stdout.write(json.dumps(given))


if __name__ == "__main__":
    main()
