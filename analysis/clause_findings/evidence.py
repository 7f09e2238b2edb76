"""What the findings are drawn from, and the part of it that concerns one clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import comments, quotations


@dataclass(frozen=True)
class Evidence:
    """The frames of one analysis; ``counted`` are the rows of counted responses."""

    responses: pd.DataFrame
    counted: pd.DataFrame
    clauses: pd.DataFrame | None
    passages: pd.DataFrame
    comments: pd.DataFrame
    amendments: pd.DataFrame
    flags: pd.DataFrame
    holds: pd.DataFrame
    themes: pd.DataFrame
    campaigns: pd.DataFrame
    ledger: pd.DataFrame

    @cached_property
    def texts(self) -> dict[tuple[str, int], str]:
        """The text of every counted row."""
        return quotations.texts_of(self.counted)

    @cached_property
    def counted_ids(self) -> frozenset[str]:
        """The responses that count."""
        return frozenset(self.ledger.loc[self.ledger["status"] == "counted", "response_id"])

    @cached_property
    def campaign_of(self) -> dict[str, str]:
        """The campaign each response takes part in, of those in one."""
        inside = self.passages[self.passages["campaign"] != ""]
        return dict(zip(inside["response_id"], inside["campaign"], strict=True))

    @cached_property
    def type_of(self) -> dict[str, str]:
        """Each response's type of respondent, "not given" where it is blank."""
        given = self.counted.groupby("response_id")["respondent_type"].max()
        return {str(key): value or "not given" for key, value in given.items()}

    def about(self) -> Iterator["About"]:
        """The evidence on each clause in the text's order, then on no clause at all."""
        on = comments.on_clauses(self.passages)
        passages = dict(iter(on.groupby("clause")))
        said = dict(iter(self.comments.groupby("clause")))
        amended = _amended(self.amendments, on)
        flagged = _joined(self.flags, on)
        for clause, heading, text in [*self._clauses(), ("", "", "")]:
            yield About(
                self,
                clause,
                heading,
                text,
                passages.get(clause, on.iloc[:0]),
                said.get(clause, self.comments.iloc[:0]),
                amended[amended["clause"] == clause],
                flagged[flagged["clause"] == clause],
            )

    def _clauses(self) -> list[tuple[str, str, str]]:
        if self.clauses is not None:
            return list(self.clauses.itertuples(index=False, name=None))
        found = {clause for clause in self.counted["clause"] if clause}
        return [(clause, "", "") for clause in sorted(found, key=_natural)]


@dataclass(frozen=True)
class About:
    """The evidence on one clause: its passages (marked with all that was read of them),
    comments, amendments and flags."""

    whole: Evidence
    clause: str
    heading: str
    text: str
    passages: pd.DataFrame
    comments: pd.DataFrame
    amendments: pd.DataFrame
    flags: pd.DataFrame

    @cached_property
    def position_of(self) -> dict[str, str]:
        """Each response's position on this clause."""
        return dict(zip(self.comments["response_id"], self.comments["position"], strict=True))

    @cached_property
    def quotable(self) -> pd.DataFrame:
        """Passages that nothing holds: only these are offered for quotation."""
        return self.passages[self.passages["hold"] == ""]


def _natural(clause: str) -> list[tuple[int, int, str]]:
    """8.9 before 8.10, and names in the order of the alphabet."""
    parts = re.findall(r"\d+|\D+", clause)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def _joined(found: pd.DataFrame, on: pd.DataFrame) -> pd.DataFrame:
    """Flags with the clause and the hold of the passage they stand in."""
    keys = ["response_id", "row"]
    spans = on[[*keys, "start", "end", "clause", "hold"]]
    pairs = found.merge(spans, on=keys, suffixes=("", "_passage"))
    inside = (pairs["start"] >= pairs["start_passage"]) & (pairs["start"] < pairs["end_passage"])
    return pairs[inside]


def _amended(amendments: pd.DataFrame, on: pd.DataFrame) -> pd.DataFrame:
    """Amendments with the hold of their passage; they know their own clause."""
    keys = ["response_id", "row", "start"]
    holds = on.drop_duplicates(keys)[[*keys, "hold"]]
    return amendments.merge(holds, on=keys, how="left").fillna({"hold": ""})
