"""Draw the proposals made of one clause as that clause marked up once."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Piece:
    """A run of words in the marked-up clause.

    ``change`` is ``kept``, ``deleted`` or ``inserted``; ``responses`` how many ask for it.
    """

    change: str
    text: str
    group: str = ""
    responses: int = 0


@dataclass(frozen=True)
class MarkedUp:
    """The clause as ``pieces``, and the ``groups`` not drawn: they overlap a commoner one,
    or name no place in the clause."""

    pieces: tuple[Piece, ...]
    not_drawn: tuple[str, ...]


def marked_up(clause: str, amendments: pd.DataFrame) -> MarkedUp:
    """``clause`` with every proposal that can be drawn, the most asked for first.

    ``amendments`` are rows of one clause from :func:`analysis.amendments.find`. Kept and
    deleted pieces, joined, are ``clause`` itself.
    """
    drawn: list[Change] = []
    left: list[str] = []
    for kind, change in _ranked(amendments):
        if change.start < 0 or kind in ("move", "other") or _clashes(change, drawn):
            left.append(change.group)
        else:
            drawn.append(change)
    return MarkedUp(tuple(_pieces(clause, sorted(drawn))), tuple(left))


@dataclass(frozen=True, order=True)
class Change:
    """Put ``new_words`` in place of characters ``[start, end)`` of the clause."""

    start: int
    end: int
    new_words: str
    group: str
    responses: int


def _ranked(amendments: pd.DataFrame) -> list[tuple[str, Change]]:
    """Kind and change of each group, the one asked for by most responses first."""
    counted = amendments.groupby("group", as_index=False).agg(
        responses=("response_id", "nunique"),
        start=("clause_start", "max"),
        end=("clause_end", "max"),
        new_words=("new_words", "min"),
        kind=("kind", "min"),
    )
    order = ["responses", "start", "group"]
    ranked = counted.sort_values(order, ascending=[False, True, True])
    names = ("start", "end", "new_words", "group", "responses")
    changes = zip(*(ranked[name] for name in names), strict=True)
    return list(zip(ranked["kind"], (Change(*change) for change in changes), strict=True))


def _clashes(change: Change, drawn: list[Change]) -> bool:
    return any(
        (change.start < other.end and other.start < change.end)
        or (change.start, change.end) == (other.start, other.end)
        for other in drawn
    )


def _pieces(clause: str, drawn: list[Change]) -> list[Piece]:
    pieces, place = [], 0
    for change in drawn:
        pieces.append(Piece("kept", clause[place : change.start]))
        old = clause[change.start : change.end]
        pieces.append(Piece("deleted", old, change.group, change.responses))
        pieces.append(Piece("inserted", change.new_words, change.group, change.responses))
        place = change.end
    pieces.append(Piece("kept", clause[place:]))
    return [piece for piece in pieces if piece.text]
