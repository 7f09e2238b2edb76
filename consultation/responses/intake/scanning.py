"""Asking a virus scanner (ClamAV's clamd, command INSTREAM) about a file; a scanner that fails is a no."""

from __future__ import annotations

import socket
import struct

from consultation.responses.intake.text import Refused, gettext_noop

PIECE = 64 * 1024
#: More than a verdict has; what goes on and on is none.
LONGEST = 4096
FOUND = gettext_noop("Our virus scanner found something in this file, so it was not taken")
NOT_SCANNED = gettext_noop(
    "We could not check this file for viruses just now. Try again in a few minutes"
)


def scan(content: bytes, host: str, port: int = 3310, seconds: float = 30) -> None:
    """Return when the scanner calls the file clean; raise Refused when it does not, or is silent."""
    try:
        verdict = asked(content, host, port, seconds)
    except OSError as error:
        raise Refused(NOT_SCANNED) from error
    if verdict.endswith(b"FOUND"):
        raise Refused(FOUND)
    if verdict != b"stream: OK":
        raise Refused(NOT_SCANNED)


def asked(content: bytes, host: str, port: int, seconds: float) -> bytes:
    """What clamd answers of the content, sent in pieces that each say their length."""
    with socket.create_connection((host, port), timeout=seconds) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while len(answer) < LONGEST and not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
    return answer.rstrip(b"\0").strip()
