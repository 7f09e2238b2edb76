"""Changing the code frame: each change makes a new version, and can be undone by another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from analysis import columns
from consultation.findings.actions.coding import Kind, NotDecided, Place, correct
from consultation.findings.models import FrameChange, Passage, Run, Theme
from consultation.guidance.models import Clause, ConsultationPage

CHANGE_FRAME = "consultation.change_frame"

Verb = FrameChange.Verb

#: Names of the themes that are always there: what no other theme holds.
LEFT_OVER = columns.LEFT_OVER

#: What a change may change of a theme, and so what is kept of it before and after.
COLUMNS = ("name", "description", "clause_id", "merged_into_id", "retired_at")


def _state(theme: Theme) -> dict[str, Any]:
    kept = {name: getattr(theme, name) for name in COLUMNS}
    stamps = ("clause_id", "retired_at")
    return kept | {name: str(kept[name]) if kept[name] else None for name in stamps}


def _changed(
    themes: Iterable[Theme],
    before: Mapping[str, Any],
    verb: str,
    user: User,
    now: datetime,
    why: str = "",
    undoes: FrameChange | None = None,
) -> FrameChange:
    """Keep themes as they are now, as the next version of their frame."""
    listed = list(themes)
    for theme in listed:
        theme.save()
    consultation = listed[0].consultation
    version = consultation.frame_changes.aggregate(n=Max("version"))["n"] or 0
    change = FrameChange.objects.create(
        consultation=consultation,
        version=version + 1,
        verb=verb,
        before=before,
        after={str(theme.pk): _state(theme) for theme in listed},
        why=why,
        made_at=now,
        made_by=user,
        undoes=undoes,
    )
    log(consultation, CHANGE_FRAME, user=user, data={"version": change.version, "verb": verb})
    return change


def version_of(consultation: ConsultationPage) -> int:
    """The number of the frame's latest version; 0 where there is none."""
    return consultation.frame_changes.aggregate(n=Max("version"))["n"] or 0


def _locked(consultation: ConsultationPage) -> None:
    """Changes of one frame come one after the other."""
    ConsultationPage.objects.select_for_update().get(pk=consultation.pk)


def _new(
    consultation: ConsultationPage,
    name: str,
    origin: str,
    clause: Clause | None = None,
    description: str = "",
    proposed_as: str = "",
) -> Theme:
    """A theme not yet kept in a change. Raises NotDecided for a name that is taken or unfit."""
    name = _fit(consultation, name, clause)
    number = consultation.themes.aggregate(n=Max("number"))["n"] or 0
    return Theme.objects.create(
        consultation=consultation,
        number=number + 1,
        clause=clause,
        name=name,
        description=description,
        origin=origin,
        proposed_as=proposed_as,
    )


def _fit(
    consultation: ConsultationPage, name: str, clause: Clause | None, own: Theme | None = None
) -> str:
    """The name as it is kept. Two themes a passage could have cannot have the same."""
    name = " ".join(name.replace(";", ",").split())
    if not name:
        raise NotDecided("Give the theme a name.")
    taken = consultation.themes.filter(name__iexact=name, merged_into=None, retired_at=None)
    if clause is not None:
        taken = taken.filter(clause=None) | taken.filter(clause=clause)
    if taken.exclude(pk=own.pk if own else None).exists():
        raise NotDecided(f"There is a theme “{name}” already: merge, or choose another name.")
    return name


def make_theme(
    consultation: ConsultationPage,
    name: str,
    user: User,
    now: datetime,
    *,
    clause: Clause | None = None,
    description: str = "",
) -> Theme:
    """Add a theme that a person made. Raises NotDecided for a name that is taken."""
    with transaction.atomic():
        _locked(consultation)
        _begin(consultation, user, now)
        theme = _new(consultation, name, Theme.Origin.PERSON, clause, description)
        _changed([theme], {str(theme.pk): None}, Verb.MADE, user, now)
    return theme


def _begin(consultation: ConsultationPage, user: User, now: datetime) -> None:
    """The first change of a frame brings in the themes that are always there."""
    if consultation.themes.exists():
        return
    standing = [_new(consultation, name, Theme.Origin.STANDING) for name in LEFT_OVER]
    _changed(standing, {str(theme.pk): None for theme in standing}, Verb.MADE, user, now)


def accept_theme(
    consultation: ConsultationPage,
    name: str,
    clause: Clause | None,
    proposed_as: str,
    examples: Iterable[Passage],
    run: Run,
    user: User,
    now: datetime,
) -> Theme:
    """Take a theme the machine proposes into the frame, with the passages shown for examples."""
    with transaction.atomic():
        _locked(consultation)
        _begin(consultation, user, now)
        theme = _new(consultation, name, Theme.Origin.MACHINE, clause, proposed_as=proposed_as)
        _changed([theme], {str(theme.pk): None}, Verb.ACCEPTED, user, now)
        for passage in examples:
            correct(_place(passage), Kind.EXAMPLE, user, now, value="on", theme=theme, run=run)
    return theme


def _place(passage: Passage) -> Place:
    source = passage.comment or passage.answer or passage.letter
    assert source is not None, "a passage lies in one of the three"
    return Place(passage.response, source, passage.start, passage.end)


def rename_theme(
    theme: Theme, name: str, description: str, user: User, now: datetime, why: str = ""
) -> FrameChange:
    """Give a theme another name or description. Raises NotDecided for a name that is taken."""
    with transaction.atomic():
        _locked(theme.consultation)
        before = {str(theme.pk): _state(theme)}
        theme.name = _fit(theme.consultation, name, theme.clause, theme)
        theme.description = description.strip()
        return _changed([theme], before, Verb.RENAMED, user, now, why)


def merge_themes(
    theme: Theme, into: Theme, user: User, now: datetime, why: str = ""
) -> FrameChange:
    """Let everything coded with ``theme`` count as ``into``. Raises NotDecided."""
    if theme.pk == into.pk or not into.in_force or not theme.in_force:
        raise NotDecided("Choose another theme of the frame to merge it into.")
    if theme.origin == Theme.Origin.STANDING:
        raise NotDecided(f"“{theme.name}” is always there: merge others into it.")
    with transaction.atomic():
        _locked(theme.consultation)
        before = {str(theme.pk): _state(theme)}
        theme.merged_into = into
        return _changed([theme], before, Verb.MERGED, user, now, why)


def split_theme(
    theme: Theme, names: Iterable[str], user: User, now: datetime, why: str = ""
) -> list[Theme]:
    """Retire a theme for several new ones; what was coded with it waits to be coded again.

    Nobody but a reader can say which passage goes where. Raises NotDecided for fewer than two.
    """
    wanted = [name for name in names if name.strip()]
    if len(wanted) < 2:
        raise NotDecided("Give at least two names to split it into, each on its own line.")
    _refuse_standing(theme)
    with transaction.atomic():
        _locked(theme.consultation)
        before: dict[str, Any] = {str(theme.pk): _state(theme)}
        theme.retired_at = now
        theme.save()
        new = [_new(theme.consultation, n, Theme.Origin.PERSON, theme.clause) for n in wanted]
        before |= {str(one.pk): None for one in new}
        _changed([theme, *new], before, Verb.SPLIT, user, now, why)
    return new


def retire_theme(theme: Theme, user: User, now: datetime, why: str = "") -> FrameChange:
    """Code nothing with a theme any more; its history stays. Raises NotDecided."""
    _refuse_standing(theme)
    if not theme.in_force:
        raise NotDecided("This theme is not in force already.")
    with transaction.atomic():
        _locked(theme.consultation)
        before = {str(theme.pk): _state(theme)}
        theme.retired_at = now
        return _changed([theme], before, Verb.RETIRED, user, now, why)


def _refuse_standing(theme: Theme) -> None:
    if theme.origin == Theme.Origin.STANDING:
        raise NotDecided(f"“{theme.name}” is always there.")


def undo_change(change: FrameChange, user: User, now: datetime) -> FrameChange:
    """Put back what a change replaced, as a new version. Raises NotDecided where others built on it.

    A theme that the change made is retired: what was coded with it stays in the history.
    """
    later = FrameChange.objects.filter(
        consultation=change.consultation_id, version__gt=change.version
    )
    with transaction.atomic():
        _locked(change.consultation)
        if FrameChange.objects.filter(undoes=change).exists():
            raise NotDecided("This change was undone already.")
        if any(set(one.after) & set(change.after) for one in later):
            raise NotDecided("A later change is of the same theme: undo that one first.")
        themes = list(Theme.objects.filter(pk__in=change.after))
        before = {str(theme.pk): _state(theme) for theme in themes}
        for theme in themes:
            _refuse_standing(theme)
            _put_back(theme, change.before[str(theme.pk)], now)
        return _changed(themes, before, Verb.UNDONE, user, now, undoes=change)


def _put_back(theme: Theme, state: Mapping[str, Any] | None, now: datetime) -> None:
    for name, value in (state or {"retired_at": now}).items():
        setattr(theme, name, value)
