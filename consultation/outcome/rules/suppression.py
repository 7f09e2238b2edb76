"""Small cells of a published table, and whatever would give them away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

#: A cell of fewer respondents is not published beside what kind of respondent they are.
SMALL = 5

#: The column of the total of each row.
ALL = "all"

Cell = tuple[str, str]
Counts = Mapping[str, Mapping[str, int]]


def suppressed(counts: Counts, columns: Sequence[str]) -> set[Cell]:
    """The cells (row, column) of a table that are not published; ``ALL`` is the total of a row.

    ``counts``: by row and column, how many. The total of every column is taken to be public.

    Policy: no cell of fewer than five is published, none included, or the kind of a respondent
    would tell where one of few stands. And no cell left out can be worked out from the others and
    the totals, given that nobody is counted less than nought times: as long as one can, the
    smallest cell beside it in its row or its column is left out too. In a column without anybody
    there is nothing to hide.
    """
    table = _with_totals(counts, columns)
    totals = {column: sum(row[column] for row in table.values()) for column in (*columns, ALL)}
    hidden = {
        (row, column)
        for row, cells in table.items()
        for column, count in cells.items()
        if count < SMALL and totals[column]
    }
    while given_away := sorted(worked_out(table, hidden)):
        beside = {
            cell
            for row, column in given_away
            for cell in _beside(table, row, column)
            if cell not in hidden and totals[cell[1]]
        }
        if not beside:
            break
        hidden.add(min(beside, key=lambda cell: (table[cell[0]][cell[1]], cell)))
    return hidden


def worked_out(table: Counts, hidden: set[Cell]) -> Iterator[Cell]:
    """The hidden cells that only one number fits, with the rest of the table and its totals known.

    ``table`` has the totals of rows under ``ALL``. It is read as a flow: a total runs into its row,
    a cell from its row to its column. A cell can be another number if one more, or one fewer, can
    run in a circle through it: any cell can have one more, and one that is not nought one fewer.
    """
    onward: dict[str, set[str]] = defaultdict(set)
    for row, column in hidden:
        start, end = _ends(row, column)
        onward[start].add(end)
        if table[row][column]:
            onward[end].add(start)
    for row, column in hidden:
        start, end = _ends(row, column)
        more = _reaches(onward, end, start)
        fewer = table[row][column] > 0 and _reaches(onward, start, end)
        if not (more or fewer):
            yield row, column


def _with_totals(counts: Counts, columns: Sequence[str]) -> dict[str, dict[str, int]]:
    table = {row: {column: cells.get(column, 0) for column in columns}
             for row, cells in counts.items()}  # fmt: skip
    return {row: cells | {ALL: sum(cells.values())} for row, cells in table.items()}


def _beside(table: Counts, row: str, column: str) -> Iterator[Cell]:
    yield from ((row, other) for other in table[row] if other != column)
    yield from ((other, column) for other in table if other != row)


def _ends(row: str, column: str) -> tuple[str, str]:
    """From where to where a cell runs: the names of rows and columns are kept apart."""
    return (f"column {ALL}", f"row {row}") if column == ALL else (f"row {row}", f"column {column}")


def _reaches(onward: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Whether one comes from ``start`` to ``goal`` by another way than straight."""
    seen, waiting = {start}, [one for one in onward.get(start, ()) if one != goal]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            waiting += onward.get(here, ())
    return False
