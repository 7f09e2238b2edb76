"""A log that says what went wrong and where, and nothing about who.

An address can hold a draft's token, and the message of an exception can quote what somebody typed
(a database refusing a value repeats it). So a line about a request names the address pattern, and
a traceback keeps its places in the code and drops its messages. There is no mail to administrators.
"""

import logging
import logging.config
from traceback import extract_tb
from types import TracebackType
from typing import Any

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def configure(settings: dict[str, Any]) -> None:
    """In place of Django's own set-up, which would mail and print more than this."""
    logging.config.dictConfig(settings)


class Impersonal(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The line, with what a request or an exception said replaced by where it happened."""
        impersonal = logging.makeLogRecord(record.__dict__)
        if hasattr(record, "request"):
            impersonal.msg, impersonal.args = about_request(record), ()
        impersonal.exc_text = None
        return " ".join(super().format(impersonal).splitlines())

    def formatException(self, ei: ExceptionInfo) -> str:
        """The kinds of exception, outermost last, each with its places in the code."""
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            frames = [
                f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)
            ]
            told.insert(0, f"{type(error).__name__} at {' > '.join(frames) or 'unknown'}")
            error = error.__cause__ or error.__context__
        return "; then ".join(told)


def about_request(record: logging.LogRecord) -> str:
    request = record.__dict__["request"]
    match = getattr(request, "resolver_match", None)
    route = match.route if match else "an address that matches no pattern"
    status = record.__dict__.get("status_code", "")
    return f"{status} {getattr(request, 'method', '')} {route}"
