"""From a draft and its seal to the document: one pure function."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from consultation.dataset.rules import SCALE_IN_WORDS
from consultation.guidance.rules import anchor
from consultation.guidance.rules.changes import compared
from consultation.outcome.rules import figures
from consultation.outcome.rules.document import sections
from consultation.outcome.rules.document.about import NOTHING_KNOWN, About
from consultation.outcome.rules.document.structure import (
    ClauseAnswer,
    Document,
    Part,
    Prose,
    Said,
    Section,
    Table,
    Tracked,
)
from consultation.outcome.rules.draft import DECISIONS, ClauseDraft, Draft, standing
from consultation.outcome.rules.figures import POSITIONS, WITH, WITHOUT, Named
from consultation.outcome.rules.notation import Piece, Quotation, pieces, plain

#: The sections of prose after the clauses, with their headings.
AFTER = (("equality", "Equality"), ("next_steps", "Next steps"))

Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Resolved:
    """What the rows and files behind a draft say now.

    ``tree``: what ``figures.tree`` gives of the seal. ``quotations``: by clause and number, with
    their words or why these may not be shown. ``hidden``: by clause, names of themes that may
    repeat words restricted since. ``vouched``: digests of sentences somebody vouches for.
    ``about``: what the document says of the consultation itself.
    """

    tree: Mapping[str, Any]
    quotations: Mapping[str, Mapping[int, Quotation]] = field(default_factory=dict)
    hidden: Mapping[str, Collection[str]] = field(default_factory=dict)
    vouched: Collection[str] = frozenset()
    about: About = NOTHING_KNOWN

    def named(self, clause: str = "") -> Named:
        """Everything that may be written by name in the block of a clause, or outside of any."""
        whole = figures.of_all(self.tree)
        if clause not in self.tree:
            return whole
        return whole | figures.of_clause(self.tree, clause, self.hidden.get(clause, ()))


def document(draft: Draft, resolved: Resolved) -> Document:
    """The outcome as it is read: sections, figures with their keys, quotations, tracked changes."""
    return Document(
        title=draft.title,
        consultation=draft.consultation,
        slug=draft.slug,
        seal=draft.seal,
        digest=draft.digest,
        sealed_at=draft.sealed_at,
        sections=tuple(_sections(draft, resolved)),
        signed=tuple(draft.signed),
        scale=SCALE_IN_WORDS,
    )


def answer(draft: ClauseDraft, seal: str, resolved: Resolved) -> ClauseAnswer:
    """One clause of the document. ``seal``: the digest of the seal."""
    named = resolved.named(draft.clause)
    quotations = resolved.quotations.get(draft.clause, {})

    def read(text: str) -> Pieces:
        return pieces(text, named, quotations)

    return ClauseAnswer(
        anchor=anchor(draft.number),
        identity=draft.identity,
        clause=draft.clause,
        number=draft.number,
        heading=draft.heading,
        proposed=tracked(draft.old, draft.redraft),
        positions=positions(resolved.tree, draft.clause),
        said=tuple(
            Said(
                read(one.text),
                tuple(map(str, one.sources)),
                standing(seal, draft.clause, one, resolved.vouched),
            )
            for one in draft.said
        ),
        decision=draft.decision,
        decided=DECISIONS[draft.decision],
        reason=tuple(read(text) for text in paragraphs(draft.reason)),
        answers=tuple(
            (read(f"{{{about}}}"), read(text)) for about, text in draft.answers.items() if text
        ),
        final=tracked(draft.redraft, draft.final),
        whole=tracked(draft.old, draft.final),
    )


def tracked(old: str, new: str) -> Tracked:
    """Both wordings and what changes between them."""
    return Tracked(old, new, compared(old, new))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text: blank lines part them."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def positions(tree: Mapping[str, Any], clause: str) -> Table:
    """Where people stand on a clause; with campaigns, and without them where there are any."""
    named = figures.of_clause(tree, clause)
    without = "commenting without campaigns" in named
    columns = ["Position", "Number", "Of those who commented"]
    columns += ["Without campaigns", "Of those"] if without else []
    return Table(
        f"Where those who commented on clause {clause} stand",
        tuple(columns),
        (
            *(_stand(named, position, without) for position in POSITIONS),
            _commented(tree, clause, without),
        ),
        chart=True,
    )


def _stand(named: Named, position: str, without: bool) -> tuple[Any, ...]:
    names = [position, f"{position} %"]
    if without:
        names += [f"{position} without campaigns", f"{position} without campaigns %"]
    return (position.capitalize(), *(named[name] for name in names))


def _commented(tree: Mapping[str, Any], clause: str, without: bool) -> tuple[Any, ...]:
    row: tuple[Any, ...] = (
        "All who commented", figures.number(tree, f"{clause}/{WITH}/commenting"), "",
    )  # fmt: skip
    more = (figures.number(tree, f"{clause}/{WITHOUT}/commenting"), "") if without else ()
    return row + more


def _sections(draft: Draft, resolved: Resolved) -> Iterator[Section]:
    tree, about = resolved.tree, resolved.about
    yield from _prose(draft, resolved, "foreword", "Foreword")
    ran = (*sections.when(about), _ledger(resolved))
    yield from _prose(draft, resolved, "process", "How the consultation ran", ran)
    yield from sections.respondents(tree, about)
    yield sections.method(tree, about)
    yield from sections.questions(tree, about)
    answers = tuple(answer(one, draft.digest, resolved) for one in draft.clauses)
    yield Section("clauses", "Clause by clause", answers)
    for name, heading in AFTER:
        yield from _prose(draft, resolved, name, heading)
    yield from sections.annexes(draft, tree, about)


def _prose(
    draft: Draft, resolved: Resolved, name: str, heading: str, parts: tuple[Part, ...] = ()
) -> Iterator[Section]:
    html = draft.prose.get(name, "")
    # Lists and breaks without a word are what an empty editor leaves behind.
    written = re.sub(r"<[^>]*>|&nbsp;|\s", "", html)
    read = (Prose(pieces(html, resolved.named(), {})),) if written else ()
    if read or parts:
        yield Section(name.replace("_", "-"), heading, (*read, *parts))


def _ledger(resolved: Resolved) -> Table:
    """Received = counted + set aside, with each reason."""
    tree = resolved.tree
    counts = ("received", "counted", "set_aside")
    rows = [(name.capitalize().replace("_", " "), f"ledger/{name}") for name in counts]
    rows += [
        (f"Set aside: {reason}", f"ledger/reasons/{reason}") for reason in tree["ledger"]["reasons"]
    ]
    return Table(
        "Responses: received = counted + set aside",
        ("", "Responses"),
        tuple((label, figures.number(tree, key)) for label, key in rows),
    )


def read_as_words(said: Said) -> str:
    """A sentence as it is read, in one string."""
    return plain(said.pieces)
