"""What must be done before the outcome is signed off, each with how much of it is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from consultation.outcome.rules import figures
from consultation.outcome.rules.changes import called
from consultation.outcome.rules.document import Resolved
from consultation.outcome.rules.draft import (
    ClauseDraft,
    Decision,
    Draft,
    Standing,
    standing,
)
from consultation.outcome.rules.flagged import flagged, flagged_beside
from consultation.outcome.rules.notation import QUOTE, Quotation, names, quote_numbers

#: Decisions after which a popular proposal needs no answer of its own: it is taken up.
TAKES_UP = (Decision.ACCEPT,)


@dataclass(frozen=True)
class Missing:
    """One thing missing: of which clause ("" for none), and what in words."""

    clause: str
    what: str


@dataclass(frozen=True)
class Gate:
    """A condition of signing off. ``missing`` is empty once it is met; ``link`` names the page where
    it is met, for the views to find."""

    name: str
    says: str
    link: str
    missing: tuple[Missing, ...] = ()

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def count(self) -> int:
        """How much is missing."""
        return len(self.missing)


@dataclass(frozen=True)
class Facts:
    """What the database says, as counts and references, beside the draft itself.

    ``unread``: responses with words nobody has said to have read. ``held``: with words on which
    nobody has decided. ``waiting``: with letters or files to be typed, split or read. ``late``:
    late ones nobody has decided on. ``uncoded``: with words no person has coded. ``alone``: points
    one respondent alone makes that nobody has marked as considered, as (clause, response).
    ``since``: what has changed since the seal, as (kind, response or clause). ``drafted``: digests
    of sentences that the program wrote. ``accepted``: by clause (its identity), words of proposed
    changes that officials took up.
    """

    unread: Sequence[str] = ()
    held: Sequence[str] = ()
    waiting: Sequence[str] = ()
    late: Sequence[str] = ()
    uncoded: Sequence[str] = ()
    alone: Sequence[tuple[str, str]] = ()
    since: Sequence[tuple[str, str]] = ()
    drafted: Collection[str] = frozenset()
    accepted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    coding_promised: bool = False
    popular_share: int = 10


@dataclass(frozen=True)
class _Checked:
    draft: Draft
    resolved: Resolved
    facts: Facts
    named: Mapping[str, figures.Named] = field(default_factory=dict)


def gates(draft: Draft, resolved: Resolved, facts: Facts) -> list[Gate]:
    """Every gate, met or not, in the order in which the work is done.

    Policy: nobody signs off a response to words that nobody has read, or while anything it says is
    not borne out by the seal, is not decided, or may not be published. The same gates hold at every
    signature and again at publication; there is no way round them.
    """
    on = {one.clause: resolved.named(one.clause) for one in draft.clauses}
    it = _Checked(draft, resolved, facts, on)
    return [
        *_read(facts),
        Gate("decided", "Every clause has a decision and a reason", "clause", tuple(_decided(it))),
        Gate("popular", "What many proposed and was not taken up is answered", "clause",
             tuple(_unanswered(it))),
        Gate("names", "Every name in braces names something", "clause", tuple(_unknown(it))),
        Gate("quotations", "Every quotation may be published", "clause", tuple(_withheld(it))),
        Gate("numbers", "Every number typed is one of the seal, or a person says that it is meant",
             "clause", tuple(_typed(it))),
        Gate("confirmed", "A person has confirmed every edited sentence", "clause",
             tuple(_edited(it))),
    ]  # fmt: skip


def _read(facts: Facts) -> Iterator[Gate]:
    def of(name: str, says: str, link: str, missing: Iterable[str]) -> Gate:
        return Gate(name, says, link, tuple(Missing("", what) for what in missing))

    yield of("waiting", "Every letter and file is typed, split and read", "waiting", facts.waiting)
    yield of("late", "Every late response is decided on", "late", facts.late)
    yield of("held", "No words are held", "held", facts.held)
    yield of("unread", "A person has read every response", "unread", facts.unread)
    if facts.coding_promised:
        yield of("uncoded", "People have coded what they promised to", "unread", facts.uncoded)
    alone = tuple(Missing(clause, response) for clause, response in facts.alone)
    yield Gate("alone", "Every point made by one respondent is considered", "findings", alone)
    since = (f"{kind}: {what}" for kind, what in facts.since)
    yield of("since", "Nothing has changed since the seal", "differences", since)


def _decided(it: _Checked) -> Iterator[Missing]:
    for one in it.draft.clauses:
        if one.decision is Decision.NOT_YET:
            yield Missing(one.clause, "no decision")
        elif not one.reason.strip():
            yield Missing(one.clause, "no reason")
        if not one.final.strip() and one.decision is not Decision.NOT_YET:
            yield Missing(one.clause, "no final wording")


def _unanswered(it: _Checked) -> Iterator[Missing]:
    for one in it.draft.clauses:
        for name, what, count in popular(it.resolved.tree, one, it.facts.popular_share):
            if not one.answers.get(name, "").strip():
                yield Missing(one.clause, f"{name} ({what}; {count})")


def popular(
    tree: Mapping[str, Any], one: ClauseDraft, share: int
) -> Iterator[tuple[str, str, int]]:
    """(name, what it is, how many) of each popular proposal on a clause that is not taken up.

    Policy: popular is what at least ``share`` per cent of those who commented propose, two at least.
    A change of wording is taken up when the final wording has it; a theme, when what people asked
    for was accepted. A theme of which more support the clause as it is than would change it asks
    for nothing.
    """
    if one.clause not in tree:
        return
    base = tree[one.clause]["bases"]["commenting"]
    amendments = tree[one.clause]["amendments"]
    asked = [
        (n, amendment["responses"])
        for n, amendment in enumerate(amendments, 1)
        if _popular(amendment["responses"], base, share)
        and not taken_up(amendment, one.redraft, one.final)
    ]
    names = called(amendments, one.redraft) if asked else []
    for n, count in asked:
        yield f"change {n}", names[n - 1], count
    for n, _place, theme in figures.themes(tree, one.clause):
        if (
            _popular(theme["responses"], base, share)
            and _asks(theme["positions"])
            and one.decision not in TAKES_UP
        ):
            yield f"theme {n}", "a theme", theme["responses"]


def _popular(count: int, base: int, share: int) -> bool:
    return count >= 2 and count * 100 >= base * share


def _asks(positions: Mapping[str, int]) -> bool:
    for_change = positions.get("oppose", 0) + positions.get("support with changes", 0)
    return for_change > positions.get("support", 0)


def taken_up(amendment: Mapping[str, Any], redraft: str, final: str) -> bool:
    """Whether the final wording has what an amendment proposes."""
    now = " ".join(final.lower().split())
    new = " ".join(amendment["new_words"].lower().split())
    start, end = amendment["clause_start"], amendment["clause_end"]
    old = " ".join(redraft[start:end].lower().split()) if 0 <= start < end else ""
    if new:
        return new in now and (not old or old in new or old not in now)
    return bool(old) and old not in now


def _unknown(it: _Checked) -> Iterator[Missing]:
    for one in it.draft.clauses:
        for where, text in _texts(one):
            for name in names(text):
                if name not in it.named[one.clause] and not QUOTE.match(name):
                    yield Missing(one.clause, f"{{{name}}} in {where}")
        for about in one.answers:
            if about not in it.named[one.clause]:
                yield Missing(one.clause, f"answer on {about}, which the seal does not have")
    whole = it.resolved.named()
    for section, text in it.draft.prose.items():
        for name in names(text):
            if name not in whole:
                yield Missing("", f"{{{name}}} in {section.replace('_', ' ')}")


def _withheld(it: _Checked) -> Iterator[Missing]:
    for one in it.draft.clauses:
        known = it.resolved.quotations.get(one.clause, {})
        numbers_used = dict.fromkeys(n for _, text in _texts(one) for n in quote_numbers(text))
        for n in numbers_used:
            quotation = known.get(n) or Quotation(
                n, "", "", withheld="no quotation has this number"
            )
            if quotation.withheld:
                yield Missing(one.clause, f"quotation {n}: {quotation.withheld}")
        used = {name for _, text in _texts(one) for name in names(text)}
        for name, label in it.named[one.clause].items():
            if name in used and isinstance(label, figures.Label) and label.withheld:
                yield Missing(one.clause, f"{name}: {label.withheld}")


def _typed(it: _Checked) -> Iterator[Missing]:
    vouched = it.resolved.vouched
    for one in it.draft.clauses:
        accepted = it.facts.accepted.get(one.identity, ())
        here = (it.draft.digest, it.named[one.clause], it.facts.drafted, vouched, accepted)
        for where, found in flagged(one, *here):
            yield Missing(one.clause, f"{where}: “{found.words}” ({found.why})")
    for where, found in flagged_beside(it.draft, it.resolved.named(), vouched):
        yield Missing("", f"{where}: “{found.words}” ({found.why})")


def _edited(it: _Checked) -> Iterator[Missing]:
    for one in it.draft.clauses:
        for n, sentence in enumerate(one.said, 1):
            kind = standing(it.draft.digest, one.clause, sentence, it.resolved.vouched)
            if kind is Standing.EDITED:
                yield Missing(one.clause, f"sentence {n}")


def _texts(one: ClauseDraft) -> Iterator[tuple[str, str]]:
    for n, sentence in enumerate(one.said, 1):
        yield f"sentence {n}", sentence.text
    yield from one.written.items()
