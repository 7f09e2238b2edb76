"""Taking the archive package: for those who may, once everything in it may be handed out."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from wagtail.log_actions import log

from consultation.dataset import seals
from consultation.guidance.models import ConsultationPage
from consultation.outcome.actions.verifying import BESIDE_THE_SEAL
from consultation.outcome.exports.archive import Record, archive
from consultation.outcome.models import PublishedOutcome
from consultation.outcome.models.standing import (
    emptied,
    quotations_taken_back,
    responses_taken_back,
)
from consultation.outcome.models.withheld import still_there

ARCHIVE = "consultation.archive_record"


class NotArchived(PermissionDenied):
    """There is no package to take; the message says why and what to do."""


def take_archive(consultation: ConsultationPage, user: User, now: datetime) -> bytes:
    """The record of a published response: what was sealed, what was published, and how to read it.

    Raises NotArchived where the person may not have it, nothing is published, what is published
    repeats words taken back since, or words redacted or erased are not masked in the seal yet.
    """
    if not user.has_perm(ARCHIVE):
        raise NotArchived("Only people who may archive the record can do this.")
    standing = PublishedOutcome.standing(consultation)
    if standing is None:
        raise NotArchived("Nothing is published yet: the record is archived after publication.")
    if any(one.whole or one.spans for one in still_there(standing.seal)):
        raise NotArchived("Words are being masked in the seal: try again in a minute.")
    if _taken_back(standing):
        raise NotArchived(
            "What is published repeats words taken back since: publish a correction, and archive that."
        )
    content = archive(_record(standing), f"{consultation.slug}-record", now)
    log(consultation, ARCHIVE, user=user, data={"publication": standing.number})
    return content


def _taken_back(publication: PublishedOutcome) -> bool:
    """Whether a publication repeats words that may not be published any more, or lacks files."""
    return (
        emptied(publication)
        or quotations_taken_back(publication) > 0
        or responses_taken_back(publication) > 0
    )


def _record(standing: PublishedOutcome) -> Record:
    made = PublishedOutcome.objects.filter(
        consultation=standing.consultation, state=PublishedOutcome.State.PUBLISHED
    ).order_by("number")
    kept = standing.files.all().contents()
    whole = {one.number: one for one in made if one == standing or not _taken_back(one)}
    sealed = standing.seal.files.all().contents()
    erased = seals.rows(sealed["erased.csv"]) if "erased.csv" in sealed else []
    return Record(
        standing.title,
        standing.consultation.title,
        standing.seal.digest,
        sealed | {name: file for name, file in kept.items() if name in BESIDE_THE_SEAL},
        {number: one.files.filter(public=True).contents() for number, one in whole.items()},
        [one.number for one in made if one.number not in whole],
        len(erased),
    )
