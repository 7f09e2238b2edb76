"""The chain of digests that a seal is.

Each link names a thing, gives its digest, and the digest of the chain up to it. So nothing can be
changed, dropped, added or moved without changing every link after it, and the last link, which is
printed in the published document, stands for the whole.

Every digest is made with a secret of its own, the salt. Words that are erased or redacted later are
masked, and the salts of all links that bound them are destroyed with them: the chain stands, and
nobody can try words until one fits. What took their place is a line of ``erased.csv``, which is a
chain too and goes on from the last link of the seal.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

#: Keys under which findings repeat words, or what was made of words.
WORDS = frozenset(
    {"quote", "text", "name", "template", "new_words", "old_words", "themes_left_out", "heading"}
)

Row = Mapping[str, Any]
#: The kind and the key of a link.
Name = tuple[str, str]


class Bound(Protocol):
    """What a seal binds: see ``dataset.seals.Contents``."""

    @property
    def ledger(self) -> Sequence[Row]: ...
    @property
    def responses(self) -> Sequence[Row]: ...
    @property
    def codings(self) -> Sequence[Row]: ...
    @property
    def redactions(self) -> Sequence[Row]: ...
    @property
    def samples(self) -> Sequence[Row]: ...
    @property
    def findings(self) -> dict[str, Any]: ...
    @property
    def documents(self) -> dict[str, bytes]: ...


class Link(NamedTuple):
    """A row of seal.csv: ``chain`` is SHA-256 of the link before it, kind, key and digest."""

    number: int
    kind: str
    key: str
    digest: str
    chain: str


class Erased(NamedTuple):
    """A row of erased.csv: whose digest is another now, what was masked in it, why and when.

    ``spans``: the characters masked, "0-40; 52-60"; empty where only what repeated them was.
    """

    number: int
    kind: str
    key: str
    spans: str
    why: str
    at: str
    digest: str
    chain: str


def links(entries: Iterable[tuple[str, str, str]], before: str = "") -> Iterator[Link]:
    """The entries (kind, key, digest) as a chain that goes on from ``before``, an earlier seal."""
    chain = before
    for number, (kind, key, digest) in enumerate(entries, 1):
        chain = _sha256("\x1f".join((chain, kind, key, digest)))
        yield Link(number, kind, key, digest, chain)


def erasures(
    changed: Iterable[tuple[Name, str]],
    spans: Mapping[Name, str],
    why: str,
    at: str,
    last: tuple[int, str],
) -> Iterator[Erased]:
    """A line for each (name, new digest), that goes on from the ``last`` number and chain."""
    number, chain = last
    for name, digest in changed:
        number += 1
        row = (*name, spans.get(name, ""), why, at, digest)
        chain = _sha256("\x1f".join((chain, *row)))
        yield Erased(number, *row, chain)


def leaves(bound: Bound) -> Iterator[tuple[Name, Any]]:
    """The name and the value of everything that a seal binds, in the order of its links.

    Of the findings only numbers and places are bound, for their words are those of the texts.
    """
    for row in bound.ledger:
        yield ("ledger", row["response_id"]), dict(row)
    for row in bound.responses:
        yield ("text", f"{row['response_id']}/{row['row']}"), _cells(row)
    listed = (("coding", bound.codings), ("redaction", bound.redactions), ("sample", bound.samples))
    for kind, rows in listed:
        for number, row in enumerate(rows, 1):
            yield (kind, str(number)), _cells(row)
    for name in ("bases", "questions", "whole_text"):
        yield ("figure", name), without_words(bound.findings[name])
    for finding in bound.findings["clauses"]:
        yield ("figure", f"clause {finding['clause']}"), without_words(finding)
    for name in sorted(bound.documents):
        yield ("method", name), hashlib.sha256(bound.documents[name]).hexdigest()


def salt() -> str:
    """A secret of 128 bits, for one digest."""
    return secrets.token_hex(16)


def without_words(value: Any) -> Any:
    """A finding's numbers and places, without any words: erasing those leaves its digest as it is."""
    if isinstance(value, Mapping):
        return {key: without_words(item) for key, item in value.items() if key not in WORDS}
    if isinstance(value, list):
        return [without_words(item) for item in value]
    return value


def digest_of(value: Any, salt: str) -> str:
    """SHA-256 (hexadecimal) of ``value`` as JSON, keys in order, with its salt."""
    return _sha256(json.dumps([salt, value], ensure_ascii=False, sort_keys=True))


def _cells(row: Row) -> dict[str, str]:
    return {key: str(value) for key, value in row.items()}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
