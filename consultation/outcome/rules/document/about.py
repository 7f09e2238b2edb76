"""What the document says of the consultation itself, beside the draft and the seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Asked(NamedTuple):
    """A question as it was put: its key, its words, and the clauses it asks about."""

    key: str
    words: str
    about: str


class Recommended(NamedTuple):
    """A recommendation that the text answers, and the clauses that answer it, by number."""

    key: str
    gist: str
    addressed_to: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """``labels``: words for kinds of respondents and channels, by their keys. ``organisations``:
    those that agreed to be named. ``themes``: names of themes by their place in the seal; one that may
    not be shown has none."""

    opens: datetime | None = None
    closes: datetime | None = None
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    questions: Sequence[Asked] = ()
    recommendations: Sequence[Recommended] = ()
    organisations: Sequence[str] = ()
    themes: Mapping[int, str] = field(default_factory=dict)
    method_version: str = ""


NOTHING_KNOWN = About()
