"""A person arranges the parts of a letter and confirms what each is on; then the response counts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.responses.actions.deciding import decide
from consultation.responses.actions.letters import add_letter
from consultation.responses.actions.splitting import Places
from consultation.responses.models import Allocation, Letter, ReceivedFile, Response, SetAside
from consultation.responses.rules.places import Place
from consultation.responses.rules.waiting import Waits, waits_for

CONFIRM = "consultation.confirm_letter"
CONFIRMED = "A person confirmed what every part of it is on."
NOTHING = "A person read it: it says nothing on this consultation."


class Changed(Exception):
    """Somebody else arranged the parts of the letter meanwhile."""


def arrangement(parts: Iterable[Allocation]) -> str:
    """A short name of how a letter is arranged at present: two people at once are told apart."""
    told = [
        (part.pk, part.start, part.end, str(place_of(part)), bool(part.confirmed_at))
        for part in parts
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def place_of(part: Allocation) -> Place:
    """What a part is on at present."""
    if part.question:
        return Place(question=part.question.key)
    versions = sorted(part.clause_versions.all(), key=lambda version: version.clause.order)
    return Place(clauses=tuple(version.number for version in versions))


def parts_of(letter: Letter) -> list[Allocation]:
    """The parts of a letter in order, with what each is on."""
    parts = letter.allocations.select_related("question", "confirmed_by").order_by("start")
    return list(parts.prefetch_related("clause_versions__clause"))


@transaction.atomic
def arrange(
    letter: Letter, seen: str, places: Mapping[int, Place], possible: Places, by: User
) -> list[Allocation]:
    """Put parts (by their numbers) on other places. Raises Changed unless ``seen`` is as it stands.

    A part put elsewhere than the machine proposed was placed by a person. The log says who moved one
    that was confirmed: the findings may rest on it.
    """
    parts = _locked(letter, seen)
    moved = 0
    for part in parts:
        wanted = places.get(part.pk)
        if wanted is None or str(wanted) == str(place_of(part)):
            continue
        part.question = possible.questions[wanted.question] if wanted.question else None
        part.clause_versions.set(possible.versions[number] for number in wanted.clauses)
        part.why, part.confidence = Allocation.Why.PERSON, 1
        part.save()
        moved += part.confirmed_at is not None
    if moved:
        log(letter.response, CONFIRM, user=by, data={"letter": letter.pk, "moved": moved})
    return parts_of(letter)


@transaction.atomic
def join(letter: Letter, seen: str, part_id: int) -> None:
    """Join a part with the one before it; the whole is on what that one was, not yet confirmed."""
    parts = _locked(letter, seen)
    place = next((n for n, part in enumerate(parts) if part.pk == part_id), 0)
    if place == 0:
        return
    before, part = parts[place - 1], parts[place]
    before.end, before.confirmed_at, before.confirmed_by = part.end, None, None
    before.why, before.confidence = Allocation.Why.PERSON, 1
    part.delete()
    before.save()


@transaction.atomic
def split_at(letter: Letter, seen: str, at: int) -> None:
    """Cut the part that ``at`` stands in, there; both are on what it was on, not yet confirmed."""
    for part in _locked(letter, seen):
        if part.start < at < part.end:
            after = Allocation.objects.create(
                letter=letter,
                start=at,
                end=part.end,
                question=part.question,
                why=Allocation.Why.PERSON,
                confidence=1,
            )
            after.clause_versions.set(part.clause_versions.all())
            part.end, part.confirmed_at, part.confirmed_by = at, None, None
            part.save()


@transaction.atomic
def confirm(letter: Letter, seen: str, ids: Iterable[int] | None, by: User, now: datetime) -> bool:
    """Confirm these parts, or every one; whether the response waits for nothing any more."""
    parts = _locked(letter, seen)
    wanted = {part.pk for part in parts} if ids is None else {*ids}
    for part in parts:
        if part.pk in wanted and part.confirmed_at is None:
            part.confirmed_at, part.confirmed_by = now, by
            part.save(update_fields=["confirmed_at", "confirmed_by"])
    if all(part.confirmed_at for part in parts) and letter.file:
        _set_state(letter.file, ReceivedFile.State.CONFIRMED, by)
    log(letter.response, CONFIRM, user=by, data={"letter": letter.pk, "parts": len(wanted)})
    return settle(letter.response, by, now)


@transaction.atomic
def set_nothing(file: ReceivedFile, by: User, now: datetime) -> bool:
    """A person read the file and it says nothing on this consultation; as ``confirm``."""
    _set_state(file, ReceivedFile.State.NOTHING, by)
    Allocation.objects.filter(letter__file=file, confirmed_at=None).update(
        confirmed_at=now, confirmed_by=by
    )
    assert file.response is not None
    log(file.response, CONFIRM, user=by, data={"file": str(file.pk), "parts": 0})
    return settle(file.response, by, now)


def type_in(file: ReceivedFile, text: str, by: User, now: datetime) -> Letter:
    """Keep what a person typed of a file that no machine could read; it is then split as others."""
    assert file.response is not None
    with transaction.atomic():
        _set_state(file, ReceivedFile.State.READ, by)
        log(file.response, CONFIRM, user=by, data={"file": str(file.pk), "typed": len(text)})
    return add_letter(file.response, text, now, file)


def settle(response: Response, by: User, now: datetime) -> bool:
    """Count a response that was waiting and waits for nothing any more; whether it waits for none.

    One that says nothing at all is set aside as blank.
    """
    if still_waits(response) is not Waits.NOTHING:
        return False
    response.refresh_from_db(fields=["set_aside"])
    if response.set_aside == SetAside.WAITING:
        says = _says_something(response)
        aside, why = ("", CONFIRMED) if says else (SetAside.BLANK, NOTHING)
        decide(response, aside, why, now, by)
    return True


def still_waits(response: Response) -> Waits:
    """What the response waits for before it can be counted."""
    unconfirmed = Allocation.objects.filter(
        letter__in=newest_letters(response), confirmed_at=None
    ).count()
    return waits_for(response.files.values_list("state", flat=True), unconfirmed)


def newest_letters(response: Response) -> list[Letter]:
    """The newest version of what staff typed and of the text of each file."""
    newest: dict[object, Letter] = {}
    for letter in response.letters.select_related("file").order_by("version"):
        newest[letter.file_id] = letter
    return list(newest.values())


def _says_something(response: Response) -> bool:
    rows = (response.comments, response.answers, response.proposals)
    said = any(some.exists() for some in rows)
    nothing = ReceivedFile.State.NOTHING
    return said or any(
        letter.text.strip() and not (letter.file and letter.file.state == nothing)
        for letter in newest_letters(response)
    )


def _locked(letter: Letter, seen: str) -> list[Allocation]:
    Letter.objects.select_for_update().get(pk=letter.pk)
    parts = parts_of(letter)
    if arrangement(parts) != seen:
        raise Changed
    return parts


def _set_state(file: ReceivedFile, state: str, by: User) -> None:
    file.state, file.decided_by = state, by
    file.save(update_fields=["state", "decided_by"])
