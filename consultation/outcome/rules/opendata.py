"""The open data of an outcome: which tables there are, what each column means, and their rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from consultation.outcome.rules.document import Document, Said
from consultation.outcome.rules.figures import POSITIONS
from consultation.outcome.rules.notation import Quotation
from consultation.outcome.rules.suppression import ALL, suppressed

Row = Mapping[str, Any]

SUPPRESSED = "suppressed"
NOT_GIVEN = "not given"

#: Table, column, what is in it, what it means. The tables hold these columns and no others.
DICTIONARY: tuple[tuple[str, str, str, str], ...] = (
    ("positions", "row", "number", "The place of the row in this table. It stands for nobody."),
    ("positions", "clause", "text", "The number of the clause commented on."),
    ("positions", "position", "text",
     "Where one response stands on the clause: support, support with changes, oppose, not sure, "
     "unclear."),
    ("positions", "campaign", "text", "“yes” where the response shares a template with others."),
    ("received", "status", "text", "Counted, or set aside (set_aside)."),
    ("received", "reason", "text", "Why the responses were set aside. Empty where counted."),
    ("received", "responses", "number", "How many responses."),
    ("figures", "key", "text", "The place of the figure in what was sealed."),
    ("figures", "value", "number", "The figure."),
    ("figures", "base_key", "text", "The place of what it is a part of. Empty where of nothing."),
    ("figures", "base", "text", "What it is a part of, as a number. Empty where of nothing."),
    ("figures", "text", "text", "The figure as the document says it."),
    ("types", "clause", "text", "The number of the clause commented on."),
    ("types", "respondent_type", "text", "What kind of respondent they say they are."),
    ("types", "position", "text", "The position, or “all” for everybody of that kind."),
    ("types", "responses", "text",
     "How many responses, or “suppressed”: under five, or such that a number under five could be "
     "worked out from it."),
    ("responses", "response_id", "text",
     "A name made for publication. It is no reference and tells nothing of who or when."),
    ("responses", "part", "number", "The place of the text among those of the response."),
    ("responses", "called", "text",
     "The name of the respondent or organisation. Empty where they gave no leave to publish it."),
    ("responses", "respondent_type", "text",
     "What kind of respondent they say they are. Empty where few others are of that kind."),
    ("responses", "about", "text", "The clause or question. Empty for a letter."),
    ("responses", "kind", "text", "A letter, or other wording proposed. Empty for a comment."),
    ("responses", "answer", "text", "The closed answer given beside the words."),
    ("responses", "text", "text", "The words. “[redacted]” stands for words not published."),
    ("seal", "number", "number", "The place in the chain of the seal."),
    ("seal", "kind", "text", "What is bound: ledger, text, coding, redaction, sample, figure, method."),
    ("seal", "key", "text", "Which one. Empty where it would name a response."),
    ("seal", "digest", "text", "Its SHA-256. Empty where it would name a response."),
    ("seal", "chain", "text", "SHA-256 of the link before it, kind, key and digest."),
)  # fmt: skip


class Standing(NamedTuple):
    """Where one response stands on one clause."""

    clause: str
    position: str
    campaign: bool
    respondent_type: str


def columns(table: str) -> list[str]:
    """The columns of a table, in order."""
    return [column for name, column, _, _ in DICTIONARY if name == table]


def positions(standings: Iterable[Standing]) -> list[Row]:
    """A row for each response and clause; in an order that tells nothing of any response."""
    listed = sorted((one.clause, one.position, one.campaign) for one in standings)
    return [
        {"row": n, "clause": clause, "position": position, "campaign": "yes" if campaign else ""}
        for n, (clause, position, campaign) in enumerate(listed, 1)
    ]


def received(ledger: Iterable[Row]) -> list[Row]:
    """Counts by status and reason. What an official added to a reason, after the colon, is left out."""
    counts = Counter(
        (row["status"], row["reason"].partition(":")[0] if row["status"] != "counted" else "")
        for row in ledger
    )
    return [
        {"status": status, "reason": reason, "responses": counts[status, reason]}
        for status, reason in sorted(counts)
    ]


def figures(document: Document) -> list[Row]:
    """Every figure of the document, once for each way it is said."""
    found = {(one.key, one.base_key, one.text): one for one in document.figures()}
    return [
        {
            "key": one.key,
            "value": one.value,
            "base_key": one.base_key,
            "base": "" if one.base is None else str(one.base),
            "text": one.text,
        }
        for one in found.values()
    ]


def types(standings: Iterable[Standing], kinds: Mapping[str, str]) -> list[Row]:
    """Positions by kind of respondent for each clause, small cells and what gives them away left out.

    ``kinds``: the label of every kind there is by its key, so that a kind is listed whether or not
    anybody of it commented. With fewer than two there is nothing to compare.
    """
    labels = {**kinds, NOT_GIVEN: "Not given"}
    by_clause: dict[str, dict[str, Counter[str]]] = defaultdict(
        lambda: {label: Counter() for label in labels.values()}
    )
    for one in standings:
        label = labels.get(one.respondent_type, labels[NOT_GIVEN])
        by_clause[one.clause][label][one.position] += 1
    if len(labels) < 2:
        return []
    return [row for clause in sorted(by_clause) for row in _types(clause, by_clause[clause])]


def _types(clause: str, counts: Mapping[str, Counter[str]]) -> Iterator[Row]:
    hidden = suppressed(counts, POSITIONS)
    for label, cells in counts.items():
        for position in (*POSITIONS, ALL):
            count = cells.total() if position == ALL else cells[position]
            shown = SUPPRESSED if (label, position) in hidden else str(count)
            yield {
                "clause": clause, "respondent_type": label, "position": position,
                "responses": shown,
            }  # fmt: skip


def seal(chain: Sequence[Row]) -> list[Row]:
    """The chain without what names a response.

    Policy: digests of the ledger are of short things, which could be found by trying. So of each
    run of links that name responses only the last stands, with nothing but its chain; from there
    on everybody can make the chain again.
    """
    kept: list[Row] = []
    for link, after in zip(chain, [*chain[1:], None], strict=True):
        if link["kind"] in ("figure", "method"):
            kept.append(dict(link))
        elif after is None or after["kind"] in ("figure", "method"):
            kept.append({**link, "key": "", "digest": ""})
    return kept


def disguised(document: Document, name: Callable[[str, bool], str]) -> Document:
    """The document with each identity of words as ``name`` (identity, whether quoted) gives it."""
    changed: Document = _disguised(document, name)
    return changed


def _disguised(value: Any, name: Callable[[str, bool], str]) -> Any:
    if isinstance(value, Quotation):
        return replace(value, source=name(value.source, True))
    if isinstance(value, Said):
        value = replace(value, sources=tuple(name(one, False) for one in value.sources))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_disguised(one, name) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        inside = {one.name: _disguised(getattr(value, one.name), name) for one in fields(value)}
        return replace(value, **inside)
    return value
