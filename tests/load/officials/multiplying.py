"""Many responses from few: each row copied in PostgreSQL with an identity of its own.

The rows come from the example responses, by the real analysis and the real keeping, so that the
shape of the many is that of the few, position by position and page by page. To analyse as many would take
the benchmark an hour and would measure the analysis, which has a benchmark of its own.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import psycopg

#: Between the number of a row and that of its copy; more than there are rows to copy.
STRIDE = 10_000_000

SOURCES = ("comment_id", "answer_id", "letter_id")


class Table(NamedTuple):
    """A table whose rows are copied: columns that point at other copies, and what else differs."""

    name: str
    pointing: tuple[str, ...] = ("response_id",)
    differing: dict[str, str] = {}


#: The places of a member, in the copies of its sources.
PLACES = (
    "(SELECT jsonb_agg(jsonb_set(place, '{0}', to_jsonb(split_part(place->>0, ':', 1) || ':' || "
    f"(split_part(place->>0, ':', 2)::bigint + n::bigint * {STRIDE})))) "
    "FROM jsonb_array_elements(places) AS place)"
)

TABLES = (
    Table(
        "response",
        (),
        {
            "reference": "reference || '-' || n",
            "submission_key": "md5(reference || '-' || n)::uuid",
            "receipt_digest": "md5(receipt_digest || n) || md5(reference || n)",
            "received_at": "received_at - make_interval(secs => n)",
            "replaces_id": "NULL",
        },
    ),
    Table("comment"),
    Table("answer"),
    Table("letter"),
    Table("proposal"),
    Table("ledgerentry"),
    Table("hold", ("response_id", *SOURCES, "proposal_id")),
    Table("passage", ("response_id", *SOURCES)),
    Table("proposer", ("response_id", *SOURCES, "proposal_id")),
    Table("clauseposition"),
    Table("campaignmember", differing={"copies": "0", "places": PLACES}),
)

#: What grows with the responses, by table and column. Lists in a finding's detail do not: they are cut
#: to what is shown when they are kept.
GROWING = (
    ("clausefinding", "detail"), ("clausefinding", "counts"), ("clausefinding", "made_by_one"),
    ("run", "whole_text"), ("run", "whole_counts"), ("run", "bases"),
    ("campaign", "themes"), ("campaign", "clauses"),
)  # fmt: skip
#: Numbers of a finding that are shares, or places, and so stay as they are.
STAYING = ("percent", "start", "end", "clause_start", "clause_end")


def multiply(address: str, times: int) -> None:
    """Make every response of the database at ``address`` stand ``times`` times in it."""
    with psycopg.connect(address) as connection:
        # A copy points where the copied rows do, or at copies of them: nothing needs checking.
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in TABLES:
            _copy(connection, table, times - 1)
        _grow(connection, times)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _copy(connection: psycopg.Connection[Any], table: Table, copies: int) -> None:
    name = f"consultation_{table.name}"
    known = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [name]
    ).fetchall()
    chosen = {
        column: table.differing.get(column, f'"{column}"')
        for (column,) in known
        if column != "id" and column not in table.pointing
    }
    chosen |= {column: f"{column} + n::bigint * {STRIDE}" for column in ("id", *table.pointing)}
    named = ", ".join(f'"{column}"' for column in chosen)
    connection.execute(
        f"INSERT INTO {name} ({named}) SELECT {', '.join(chosen.values())} "
        f"FROM {name}, generate_series(1, {copies}) AS n WHERE id < {STRIDE}"
    )
    connection.execute(
        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"
    )


def _grow(connection: psycopg.Connection[Any], times: int) -> None:
    """Let the run and its findings say what they would of as many."""
    columns = ("commenting", "support", "support_with_changes", "oppose", "not_sure", "unclear")
    grown = ", ".join(f"{column} = {column} * {times}" for column in (*columns, "amendments"))
    connection.execute(f"UPDATE consultation_clausefinding SET {grown}")
    for column in ("submissions", "with_own_words"):
        connection.execute(f"UPDATE consultation_campaign SET {column} = {column} * {times}")
    connection.execute(f"UPDATE consultation_campaignmember SET copies = copies * {times}")
    for table, kept in GROWING:
        grow = _repeated if kept == "made_by_one" else _grown
        name = f"consultation_{table}"
        rows = connection.execute(f"SELECT id, {kept} FROM {name}").fetchall()
        for pk, value in rows:
            connection.execute(
                f"UPDATE {name} SET {kept} = %s WHERE id = %s", [json.dumps(grow(value, times)), pk]
            )
    connection.execute(
        f"UPDATE consultation_run SET received = received * {times}, counted = counted * {times}"
    )


def _grown(value: Any, times: int, name: str = "") -> Any:
    if isinstance(value, dict) and "source" not in value:
        return {key: _grown(item, times, key) for key, item in value.items()}
    if isinstance(value, list):
        if value and isinstance(value[0], list):
            return [[_grown(item, times, name) for item in row] for row in value]
        return value
    if type(value) is int and not any(word in name for word in STAYING):
        return value * times
    return value


def _repeated(places: list[Any], times: int) -> list[Any]:
    return [_copied(place, copy) for copy in range(times) for place in places]


def _copied(place: dict[str, Any], copy: int) -> dict[str, Any]:
    kind, _, number = place["source"].partition(":")
    return place | {"source": f"{kind}:{int(number) + copy * STRIDE}"}
