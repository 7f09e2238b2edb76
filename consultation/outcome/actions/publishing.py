"""Publishing a government response: its package is made once, verified, and then stands."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils.translation import override
from django_tasks import task
from wagtail.log_actions import log

from consultation import clock
from consultation.dataset import publishing, seals
from consultation.findings.rules import is_dead
from consultation.outcome.actions.progress import Progress
from consultation.outcome.actions.signing import NotSignedOff, refuse_unless_signed
from consultation.outcome.actions.verifying import verified, without_values
from consultation.outcome.exports.files import FORMS
from consultation.outcome.exports.package import digest, package
from consultation.outcome.models import OutcomePage, PublishedFile, PublishedOutcome
from consultation.outcome.models.about import named_organisations
from consultation.outcome.models.package import READ, Package
from consultation.outcome.models.reading import document_of
from consultation.outcome.models.standing import (
    NAMED,
    NAMED_COLUMNS,
    PLACE_COLUMNS,
    PLACES,
    response_rows,
)
from consultation.outcome.rules import opendata
from consultation.outcome.rules.document import Document
from consultation.outcome.rules.notation import Place, Unknown
from consultation.responses.actions.mail import post
from consultation.responses.models import Mail, SetAside

logger = logging.getLogger(__name__)

PUBLISH = "consultation.publish_outcome"
TABLES = (*READ, "seal.csv", "comments.parquet", "passages.parquet", "responses.parquet")
#: The draft, each form, the open data, both verifications, and the publication itself.
STEPS = 1 + len(FORMS) + 1 + 2 + 1
#: How often a publication is taken up again after its worker was killed.
MOST_RESUMED = 3
#: The document as the public page shows it. Like ``PLACES`` it is not for download.
BODY = "body.html"


class NotPublished(PermissionDenied):
    """It cannot be published; the message says why and what to do."""


def publish(
    page: OutcomePage,
    user: User,
    now: datetime,
    correction: str = "",
    *,
    enqueue: bool = True,
) -> PublishedOutcome:
    """Ask for the publication of the latest draft; the background worker makes it.

    ``correction`` says what a later publication corrects and why. Raises NotPublished where the
    person may not, where it is not said, where the draft is not signed off or a gate is not met.
    """
    if not user.has_perm(PUBLISH):
        raise NotPublished("Only people who may publish the government response can do this.")
    with transaction.atomic():
        page = OutcomePage.objects.select_for_update().get(pk=page.pk)
        if PublishedOutcome.standing(page.consultation) and not correction.strip():
            raise NotPublished("Say what is corrected, and why: the public reads it.")
        _refuse(page)
        publication = _ask(page, user, now, correction.strip())
        log(page, PUBLISH, user=user, data={"publication": publication.number})
        if enqueue:
            transaction.on_commit(partial(publish_later.enqueue, publication.pk))
    return publication


def _refuse(page: OutcomePage) -> None:
    try:
        refuse_unless_signed(page, page.get_latest_revision())
    except NotSignedOff as refused:
        raise NotPublished(str(refused)) from None


def _ask(page: OutcomePage, user: User, now: datetime, correction: str) -> PublishedOutcome:
    latest = page.get_latest_revision_as_object()
    earlier = PublishedOutcome.objects.filter(consultation=page.consultation)
    try:
        with transaction.atomic():
            return PublishedOutcome.objects.create(
                consultation=page.consultation,
                page=page,
                revision=page.get_latest_revision(),
                seal=latest.seal,
                number=(earlier.aggregate(n=Max("number"))["n"] or 0) + 1,
                title=latest.title,
                licence=latest.licence,
                correction=correction,
                asked_at=now,
                heard_at=now,
                asked_by=user,
            )
    except IntegrityError:
        raise NotPublished("A publication is being made already: wait until it is.") from None


@task()
def publish_later(publication_id: int) -> None:
    """What the background worker does of a publication: the number is all it is told."""
    carry_out_publication(publication_id)


def carry_out_publication(publication_id: int) -> PublishedOutcome:
    """Make a waiting publication, or keep the reason why there is none. Made twice, it stays."""
    publication = PublishedOutcome.objects.select_related("page", "seal", "consultation").get(
        pk=publication_id
    )
    if publication.state != PublishedOutcome.State.WAITING:
        return publication
    try:
        # It is a document: the same, whoever presses the button.
        with override(settings.LANGUAGE_CODE):
            _make(publication)
    except NotPublished as error:
        _fail(publication, str(error))
    except Exception as error:
        # Only its kind is kept and shown: a message may repeat what a respondent wrote.
        logger.exception("Publication %s could not be made", publication_id)
        _fail(publication, f"An error in the program: {type(error).__name__}.")
    return publication


def resume_stopped_publications(now: datetime) -> int:
    """Make again, from the beginning, what a killed worker left; how many were published.

    Policy: nothing of a publication stands before all of it does, so it can be made again. One that
    stopped several times would stop again: it is given up, and says so, and another can be asked for.
    """
    waiting = PublishedOutcome.objects.filter(state=PublishedOutcome.State.WAITING)
    published = 0
    for one in waiting:
        if not is_dead(one.heard_at or one.asked_at, now):
            continue
        if one.resumed >= MOST_RESUMED:
            _fail(one, "It stopped several times on the way: tell whoever runs this site.")
            continue
        waiting.filter(pk=one.pk).update(heard_at=now, resumed=one.resumed + 1)
        made = carry_out_publication(one.pk)
        published += made.state == PublishedOutcome.State.PUBLISHED
    return published


class _Steps:
    """Tells a publication's row which step it is at."""

    def __init__(self, publication: PublishedOutcome) -> None:
        waiting = PublishedOutcome.objects.filter(
            pk=publication.pk, state=PublishedOutcome.State.WAITING
        )
        self.progress, self.done = Progress(waiting), 0

    def __call__(self, stage: str) -> None:
        self.progress(stage, self.done, STEPS)
        self.done += 1


@dataclass(frozen=True)
class _Made:
    public: Mapping[str, bytes]
    kept: Mapping[str, bytes]


def _make(publication: PublishedOutcome) -> None:
    """Make and verify the files, then publish them in one step; the gates are asked once more."""
    told = _Steps(publication)
    told("Reading the draft")
    made = _files(publication, told)
    sealed = publication.seal.files.all().contents()
    found = verified(sealed, {**made.public, **made.kept}, made.public, told)
    if found.differences:
        named = "; ".join(without_values(one) for one in found.differences[:3])
        raise NotPublished(
            f"The package was made and did not verify ({len(found.differences)} differences: "
            f"{named}). Tell whoever runs this site."
        )
    told("Publishing it")
    with transaction.atomic():
        page = OutcomePage.objects.select_for_update().get(pk=publication.page_id)
        publication.refresh_from_db()
        if publication.state != PublishedOutcome.State.WAITING:
            # Taken for dead, it was made by another worker meanwhile.
            return
        if page.latest_revision_id != publication.revision_id:
            raise NotPublished("The draft was changed meanwhile: have it signed off again.")
        _refuse(page)
        _store(publication, made)
        publication.state = PublishedOutcome.State.PUBLISHED
        publication.published_at = clock.now()
        publication.save()
        _tell(publication)


def _files(publication: PublishedOutcome, told: Callable[[str], None]) -> _Made:
    page: OutcomePage = publication.revision.as_object()
    package_ = Package(publication.seal, TABLES)
    document, places = _document(page, package_)
    standings = [opendata.Standing(*one) for one in seals.standings(package_.files)]
    kinds = dict(publication.consultation.respondent_types.values_list("key", "label"))
    tables: dict[str, Sequence[Mapping[str, Any]]] = {
        "positions": opendata.positions(standings),
        "received": opendata.received(package_.table("received.csv")),
        "figures": opendata.figures(document),
        "types": opendata.types(standings, kinds),
        "responses": response_rows(publication.consultation),
    }
    public = package(document, tables, package_.table("seal.csv"), publication.licence, told)
    body = render_to_string("outcome/document/body.html", {"document": document})
    organisations = (
        dict(zip(NAMED_COLUMNS, one, strict=True))
        for one in named_organisations(publication.consultation)
    )
    kept = {
        BODY: body.encode(),
        PLACES: seals.table(places, PLACE_COLUMNS),
        NAMED: seals.table(organisations, NAMED_COLUMNS),
    }
    return _Made(public, kept)


def _document(page: OutcomePage, package_: Package) -> tuple[Document, list[Mapping[str, Any]]]:
    """The document with identities made for this publication, and what each stands for.

    Policy: no reference of a response is published. Words of a response that can be read whole in
    the open data are named by its public number there; all others by a name that is made of a
    secret nobody keeps, another for each place, so that none can be put together.
    """
    document, key = document_of(page), secrets.token_bytes(32)
    if any(isinstance(one, Unknown) or getattr(one, "withheld", "") for one in document.pieces()):
        raise NotPublished("The document has a name or words that cannot be shown: read the draft.")
    shown = publishing.now_published(page.consultation)
    numbers = {one.reference: publishing.number_of(one) for one in shown}
    places: dict[str, Mapping[str, Any]] = {}

    def name(identity: str, quoted: bool) -> str:
        place = Place.read(identity)
        public = blake2b(f"{quoted}{identity}".encode(), key=key, digest_size=8).hexdigest()
        if quoted and place.response in numbers:
            public = str(place._replace(response=numbers[place.response]))
        found = package_.source_of(place) or ("", 0, 0)
        row = (public, identity, "yes" if quoted else "", *found)
        places[public] = dict(zip(PLACE_COLUMNS, row, strict=True))
        return public

    return opendata.disguised(document, name), [places[one] for one in sorted(places)]


def _store(publication: PublishedOutcome, made: _Made) -> None:
    PublishedFile.objects.bulk_create(
        PublishedFile(
            publication=publication,
            name=name,
            content=content,
            sha256=digest(content),
            size=len(content),
            public=name in made.public,
        )
        for name, content in {**made.public, **made.kept}.items()
    )


def _tell(publication: PublishedOutcome) -> None:
    """Write to those who gave an address with their response and asked for a receipt: once, however
    often it is corrected."""
    asked = publication.consultation.responses.filter(
        mails__kind=Mail.Kind.RECEIPT, set_aside__in=["", SetAside.LATE]
    ).exclude(email="")
    for response in asked.distinct():
        post(Mail.Kind.OUTCOME, response.email, response=response, now=clock.now())


def _fail(publication: PublishedOutcome, error: str) -> None:
    waiting = PublishedOutcome.objects.filter(
        pk=publication.pk, state=PublishedOutcome.State.WAITING
    )
    waiting.update(state=PublishedOutcome.State.FAILED, error=error)
    publication.refresh_from_db()
