"""The process that opens projects from elsewhere: ``python -m consultation.findings.exports.qdpx``.

It has the limits of ``consultation.responses.intake``, and like that gets one line of JSON and the
bytes of the file, and answers in JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from consultation.findings.exports.qdpx.project import NotAProject
from consultation.findings.exports.qdpx.reading import read
from consultation.responses.intake.__main__ import MEGABYTE, forbid, limit

MEMORY, PROCESSOR_SECONDS = 1536 * MEGABYTE, 60
#: Characters of all its texts: what is answered is read by the web server.
MOST_TEXT = 50_000_000
TOO_MUCH = (
    "This project has more than 50 million characters of text: export fewer sources at a time."
)


def answer(content: bytes) -> dict[str, Any]:
    """The project, or why it is none."""
    try:
        project = read(content)
    except NotAProject as error:
        return {"refused": str(error)}
    if sum(len(source.text) for source in project.sources) > MOST_TEXT:
        return {"refused": TOO_MUCH}
    return {"project": asdict(project)}


def main() -> None:
    """Answer one question and end."""
    sys.stdin.buffer.readline()
    limit(MEMORY, PROCESSOR_SECONDS)
    sys.addaudithook(forbid)
    given = answer(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(given, default=str))


if __name__ == "__main__":
    main()
