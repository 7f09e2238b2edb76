"""Putting a form into a draft, beside what was written in it already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from consultation.guidance.models import ClauseVersion, Question
from consultation.responses.actions.drafts import save_answer, save_comment, save_details
from consultation.responses.actions.filling.understanding import Form, fits
from consultation.responses.models import Draft

#: The choices on who is answering are kept only where all of these were made.
NEEDED = ("kind", "confidential", "publish")


def put_in(draft: Draft, form: Form, now: datetime) -> bool:
    """Put a form into a draft; whether all of it is there now. Nothing written is overwritten."""
    whole = [not form.rest]
    whole += [*_put_in_comments(draft, form, now), *_put_in_answers(draft, form, now)]
    whole.append(_put_in_details(draft, form.details, now))
    return all(whole)


def _put_in_comments(draft: Draft, form: Form, now: datetime) -> Iterator[bool]:
    known = {row.clause_version.clause_id: row for row in draft.comments.all()}
    for one in form.comments:
        assert isinstance(one.on, ClauseVersion)
        row = known.get(one.on.clause_id)
        before = (row.position, row.text, row.proposed) if row else ("", "", "")
        given = (one.get("position"), one.get("comment"), one.get("wording"))
        # Words on another wording of the clause are not mixed with these.
        other = row is not None and row.clause_version_id != one.on.pk
        kept, whole = (before, False) if other else _beside(before, given)
        if kept != before:
            save_comment(draft, one.on, kept[0], kept[1], now, kept[2])
        yield whole


def _put_in_answers(draft: Draft, form: Form, now: datetime) -> Iterator[bool]:
    known = {row.question_id: row for row in draft.answers.all()}
    for one in form.answers:
        assert isinstance(one.on, Question)
        row = known.get(one.on.pk)
        before = (row.choice, row.text) if row else ("", "")
        kept, whole = _beside(before, (one.get("choice"), one.get("answer")))
        if kept != before:
            save_answer(draft, one.on, kept[0], kept[1], now)
        yield whole


def _beside(before: tuple[str, ...], given: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Field by field what was there, else what is given; and whether all that is given is there."""
    kept = tuple(old or new for old, new in zip(before, given, strict=True))
    return kept, all(not new or new == old for new, old in zip(given, kept, strict=True))


def _put_in_details(draft: Draft, details: Mapping[str, Any], now: datetime) -> bool:
    """A choice that nobody made must not look made: choices only where the needed ones were."""
    typed = {
        name: value
        for name, value in details.items()
        if isinstance(value, str) and fits(name, value)
    }
    chosen = not draft.kind and all(name in details for name in NEEDED)
    wanted = dict(details) if chosen else typed
    given = {name: value for name, value in wanted.items() if not getattr(draft, name)}
    if given:
        save_details(draft, given, now)
    return all(getattr(draft, name) == value for name, value in details.items())
