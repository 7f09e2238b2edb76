"""Numbers and claims that somebody typed into a draft, where they stand, and that nothing bears out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from consultation.outcome.rules import figures, numbers
from consultation.outcome.rules.draft import ClauseDraft, Draft, Sentence, digest_of

#: Where a number stands that is new in the final wording.
FINAL = "final wording"


def flagged(
    one: ClauseDraft,
    seal: str,
    named: figures.Named,
    drafted: Collection[str],
    vouched: Collection[str],
    accepted: Iterable[str] = (),
) -> Iterator[tuple[str, numbers.Typed]]:
    """(where, what) of every number and claim typed in a clause that nothing supports, and of every
    number that is new in its final wording. ``accepted``: words of changes officials took up.

    Sentences that the program wrote are its own count; a text of which a person has said that its
    numbers are meant, and count no respondents, is left alone until it is changed.
    """
    for n, sentence in enumerate(one.said, 1):
        if digest_of(seal, one.clause, sentence) not in drafted:
            yield from _in(f"sentence {n}", sentence.text, seal, one.clause, named, vouched)
    for where, text in {"heading": one.heading, **one.written}.items():
        yield from _in(where, text, seal, one.clause, named, vouched)
    if _allowed(seal, one.clause, one.final) not in vouched:
        known = (one.old, one.redraft, *accepted)
        yield from ((FINAL, found) for found in numbers.new_in_wording(one.final, known))


def flagged_beside(
    draft: Draft, named: figures.Named, vouched: Collection[str]
) -> Iterator[tuple[str, numbers.Typed]]:
    """(where, what) of the same in the title and in the parts beside the clauses."""
    for where, text in draft.beside.items():
        yield from _in(where, text, draft.digest, "", named, vouched)


def _in(
    where: str,
    text: str,
    seal: str,
    clause: str,
    named: figures.Named,
    vouched: Collection[str],
) -> Iterator[tuple[str, numbers.Typed]]:
    if _allowed(seal, clause, text) not in vouched:
        yield from ((where, found) for found in numbers.typed(text, named.values()))


def _allowed(seal: str, clause: str, text: str) -> str:
    """The digest by which a person says that the numbers in a text are meant and count nobody."""
    return digest_of(seal, clause, counts_nobody(text))


def counts_nobody(text: str) -> Sentence:
    """What is vouched for when somebody says so of ``text``."""
    return Sentence(f"counts no respondents: {text}")
