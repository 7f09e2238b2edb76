"""The chain of digests that a seal is.

Each link names a thing, gives its digest, and the digest of the chain up to it. So nothing can be
changed, dropped, added or moved without changing every link after it, and the last link, which is
printed in the published document, stands for the whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

#: Keys under which findings repeat words, or what was made of words.
WORDS = frozenset(
    {"quote", "text", "name", "template", "new_words", "old_words", "themes_left_out", "heading"}
)

Row = Mapping[str, Any]


class Link(NamedTuple):
    """A row of seal.csv: ``chain`` is SHA-256 of the link before it, kind, key and digest."""

    number: int
    kind: str
    key: str
    digest: str
    chain: str


def links(entries: Iterable[tuple[str, str, str]], before: str = "") -> Iterator[Link]:
    """The entries (kind, key, digest) as a chain that goes on from ``before``, an earlier seal."""
    chain = before
    for number, (kind, key, digest) in enumerate(entries, 1):
        chain = _sha256("\x1f".join((chain, kind, key, digest)))
        yield Link(number, kind, key, digest, chain)


def entries(
    ledger: Sequence[Row],
    responses: Sequence[Row],
    salts: Mapping[str, str],
    codings: Sequence[Row],
    findings: Row,
    documents: Mapping[str, bytes],
) -> Iterator[tuple[str, str, str]]:
    """(kind, key, digest) of everything that a seal binds.

    ``ledger``: every response received, by response_id. ``responses``: the rows analysed. ``salts``:
    a secret for each response_id; a text is digested with it, so that once the salt is erased with
    the text, nobody can try texts until one fits. ``findings``: clauses.json; only its numbers and
    places are bound, for its words are those of the texts. ``documents``: files bound whole.
    """
    for row in ledger:
        yield "ledger", row["response_id"], digest_of(dict(row))
    for row in responses:
        key = f"{row['response_id']}/{row['row']}"
        yield "text", key, digest_of([salts[row["response_id"]], _cells(row)])
    for number, row in enumerate(codings, 1):
        yield "coding", str(number), digest_of(_cells(row))
    for name in ("bases", "questions", "whole_text"):
        yield "figure", name, digest_of(without_words(findings[name]))
    for finding in findings["clauses"]:
        yield "figure", f"clause {finding['clause']}", digest_of(without_words(finding))
    for name in sorted(documents):
        yield "method", name, hashlib.sha256(documents[name]).hexdigest()


def without_words(value: Any) -> Any:
    """A finding's numbers and places, without any words: erasing those leaves its digest as it is."""
    if isinstance(value, Mapping):
        return {key: without_words(item) for key, item in value.items() if key not in WORDS}
    if isinstance(value, list):
        return [without_words(item) for item in value]
    return value


def digest_of(value: Any) -> str:
    """SHA-256 (hexadecimal) of ``value`` as JSON, keys in order."""
    return _sha256(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _cells(row: Row) -> dict[str, str]:
    return {key: str(value) for key, value in row.items()}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
