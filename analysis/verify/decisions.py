"""What people decided, read again from the responses: it stands wherever it should."""

from collections import defaultdict
from collections.abc import Iterator

from analysis.verify.folder import Folder, Row

Place = tuple[int, int]


def positions(folder: Folder) -> dict[tuple[str, str], str]:
    """The decided position of each response and clause."""
    found = {}
    for row in folder.tables["responses"]:
        counts = row["response_id"] in folder.counted and not row["set_aside"].strip()
        for entry in _cell(row, "decided_position") if counts else ():
            at = entry.rfind(": ")
            clause = entry[:at] if at >= 0 else row["clause"]
            found[row["response_id"], clause] = entry[at + 2 :] if at >= 0 else entry
    return found


def on(passage: Row, row: Row, kind: str) -> Iterator[str]:
    """Every value of ``decided_<kind>`` of a row that a passage of it takes, in their order.

    It takes one if the middle of either lies in the other.
    """
    for entry in _cell(row, f"decided_{kind}"):
        begin, stop, value = _placed(entry, len(row["text"]))
        start, end = passage["start"], passage["end"]
        if 2 * begin <= start + end < 2 * stop or 2 * start <= begin + stop < 2 * end:
            yield value


def last(passage: Row, row: Row, kind: str) -> str:
    """The value that holds; "" where nobody decided."""
    found = ""
    for value in on(passage, row, kind):
        found = value
    return found


def themes(passage: Row, row: Row) -> tuple[set[str], set[str]]:
    """The themes that must be on the passage, and those that must not."""
    stand: dict[str, str] = defaultdict(str)
    for value in on(passage, row, "themes"):
        stand[value[1:]] = value[0]
    put = {name for name, sign in stand.items() if sign == "+"}
    return put, set(stand) - put


def campaigns(folder: Folder) -> dict[str, str]:
    """The campaign decided of each counted response; "none" for none."""
    found = {}
    for row in folder.tables["responses"]:
        if row["response_id"] in folder.counted and not row["set_aside"].strip():
            for entry in _cell(row, "decided_campaign"):
                found[row["response_id"]] = entry
    return found


def _cell(row: Row, column: str) -> list[str]:
    # A folder written before people could decide has no such column.
    return [entry for entry in str(row.get(column, "")).split("; ") if entry]


def _placed(entry: str, length: int) -> tuple[int, int, str]:
    place, colon, value = entry.partition(":")
    begin, dash, stop = place.partition("-")
    if colon and dash and begin.isdecimal() and stop.isdecimal():
        return int(begin), int(stop), value.strip()
    return 0, length, entry.strip()
