"""What of a coding project is exchanged: who coded, with what codes, which places of which texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class NotAProject(Exception):
    """The file is no project that can be read; a plain sentence says why and what to do."""


class User(NamedTuple):
    """Somebody who coded."""

    guid: UUID
    name: str


@dataclass(frozen=True)
class Code:
    """A code with those under it; only one that is ``codable`` is put on passages."""

    guid: UUID
    name: str
    description: str = ""
    codable: bool = True
    under: tuple[Code, ...] = ()


class Coding(NamedTuple):
    """A code on the characters from ``start`` up to ``end`` of a source, and what was noted."""

    guid: UUID
    start: int
    end: int
    code: UUID
    user: UUID | None = None
    made_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Source:
    """A text and the codings on it; ``variables`` by name tell of its respondent."""

    guid: UUID
    name: str
    text: str
    codings: tuple[Coding, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Project:
    """Everything of a file that this program writes and reads."""

    name: str
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()

    def all_codes(self) -> Iterator[Code]:
        """Every code, those under others too."""
        waiting = list(self.codes)
        while waiting:
            code = waiting.pop(0)
            yield code
            waiting[:0] = code.under

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Project:
        """The project that ``json.dumps(asdict(project), default=str)`` wrote."""
        return cls(
            found["name"],
            tuple(User(UUID(guid), name) for guid, name in found["users"]),
            tuple(_code(one) for one in found["codes"]),
            tuple(
                Source(
                    UUID(one["guid"]), one["name"], one["text"],
                    tuple(_coding(*coding) for coding in one["codings"]), one["variables"],
                )
                for one in found["sources"]
            ),
        )  # fmt: skip


def _code(found: dict[str, Any]) -> Code:
    under = tuple(map(_code, found["under"]))
    return Code(UUID(found["guid"]), found["name"], found["description"], found["codable"], under)


def _coding(
    guid: str, start: int, end: int, code: str, user: str | None, made_at: str | None, note: str
) -> Coding:
    return Coding(
        UUID(guid), start, end, UUID(code), UUID(user) if user else None,
        datetime.fromisoformat(made_at) if made_at else None, note,
    )  # fmt: skip
