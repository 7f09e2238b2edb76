"""No small cell of a published table can be seen, or worked out from what can be seen."""

import random
from itertools import product

from consultation.outcome.rules.suppression import ALL, SMALL, suppressed

COLUMNS = ("support", "oppose")


def test_a_table_without_small_cells_is_published_whole() -> None:
    counts = {"gp": {"support": 5, "oppose": 9}, "nurse": {"support": 12, "oppose": 7}}
    assert suppressed(counts, COLUMNS) == set()


def test_a_small_cell_takes_others_with_it() -> None:
    """One cell left out in each row and column, totals shown, would tell it; so would a pair."""
    counts = {
        "gp": {"support": 1, "oppose": 9},
        "nurse": {"support": 12, "oppose": 7},
        "police": {"support": 30, "oppose": 20},
    }
    hidden = suppressed(counts, COLUMNS)
    assert ("gp", "support") in hidden
    assert len([cell for cell in hidden if cell[1] == "support"]) >= 2
    assert len([cell for cell in hidden if cell[0] == "gp"]) >= 2


def test_nought_is_small_but_for_a_column_of_nobody() -> None:
    counts = {"gp": {"support": 0, "oppose": 0}, "nurse": {"support": 50, "oppose": 0}}
    hidden = suppressed(counts, COLUMNS)
    assert ("gp", "support") in hidden
    assert not [cell for cell in hidden if cell[1] == "oppose"]


def test_everybody_of_one_kind_is_not_told() -> None:
    """Else "all five who oppose are nurses" could be read off a column with one cell."""
    counts = {"gp": {"oppose": 0}, "nurse": {"oppose": 6}}
    hidden = suppressed(counts, ["oppose"])
    assert {("gp", "oppose"), ("nurse", "oppose")} <= hidden


def fits(counts: dict[str, dict[str, int]], columns: list[str], hidden: set) -> dict:
    """Every number that fits each hidden cell, by trying every table with the public totals."""
    rows = list(counts)
    sums = {c: sum(counts[r][c] for r in rows) for c in columns}
    found: dict[tuple[str, str], set[int]] = {cell: set() for cell in hidden}
    for values in product(*(_columns(sums[c], len(rows)) for c in columns)):
        table = {(r, c): values[j][i] for i, r in enumerate(rows) for j, c in enumerate(columns)}
        for r in rows:
            table[r, ALL] = sum(table[r, c] for c in columns)
        true = {(r, c): counts[r][c] for r in rows for c in columns}
        true |= {(r, ALL): sum(counts[r].values()) for r in rows}
        if all(table[cell] == true[cell] for cell in table if cell not in hidden):
            for cell in hidden:
                found[cell].add(table[cell])
    return found


def _columns(total: int, rows: int) -> list[tuple[int, ...]]:
    """Every way to share a total out among rows."""
    if rows == 1:
        return [(total,)]
    return [(n, *rest) for n in range(total + 1) for rest in _columns(total - n, rows - 1)]


def test_no_hidden_cell_can_be_worked_out() -> None:
    """By brute force, which shares nothing with the rule: at least two numbers fit each of them."""
    chance = random.Random(8)
    for _ in range(60):
        columns = ["support", "oppose"][: chance.randint(1, 2)]
        rows = [f"kind {n}" for n in range(chance.randint(2, 3))]
        counts = {r: {c: chance.choice([0, 1, 2, 5, 6]) for c in columns} for r in rows}
        hidden = suppressed(counts, columns)
        small = {
            (r, c) for r in rows for c in columns
            if counts[r][c] < SMALL and any(counts[one][c] for one in rows)
        }  # fmt: skip
        assert small <= hidden
        alone = {cell for cell, values in fits(counts, columns, hidden).items() if len(values) < 2}
        assert alone == set(), (counts, hidden)
