"""Verifying a seal or a publication when somebody asks, and handing the sealed package out."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django_tasks import task
from wagtail.log_actions import log

from consultation import clock
from consultation.dataset import seals
from consultation.outcome.exports.files import FORMS
from consultation.outcome.models import PublishedOutcome, Seal, Verification

logger = logging.getLogger(__name__)

VERIFY = "consultation.verify_seal"
DOWNLOAD = "consultation.download_seal"

#: Files of a publication that are verified beside the sealed package; the names of its tables are
#: those of sealed files.
BESIDE_THE_SEAL = (*FORMS, "places.csv")
#: Forms that are held against the HTML, once, among the public files: reading a long PDF again takes
#: as long as all else.
COPIES = ("outcome.docx", "outcome.odt", "outcome.pdf")


def start_verifying(
    seal: Seal,
    user: User,
    now: datetime,
    *,
    publication: PublishedOutcome | None = None,
    enqueue: bool = True,
) -> Verification:
    """Ask for a verification of a seal, and of a publication bound to it; the background worker does
    it once this is committed."""
    with transaction.atomic():
        asked = Verification.objects.create(
            seal=seal, publication=publication, asked_at=now, asked_by=user
        )
        log(seal.consultation, VERIFY, user=user, data={"seal": seal.number})
        if enqueue:
            transaction.on_commit(partial(verify_later.enqueue, asked.pk))
    return asked


@task()
def verify_later(verification_id: int) -> None:
    """What the background worker does of a verification: the number is all it is told."""
    carry_out_verification(verification_id)


def carry_out_verification(verification_id: int) -> Verification:
    """Verify the package as it is stored, and keep what differs, by name and without words."""
    asked = Verification.objects.select_related("seal").get(pk=verification_id)
    try:
        found = _checked(asked)
    except Exception as error:
        logger.exception("Seal %s could not be verified", asked.seal_id)
        asked.error = f"An error in the program: {type(error).__name__}."
    else:
        asked.checks, asked.notes = found.checks, found.notes
        asked.differences = [without_values(each) for each in found.differences]
    asked.ended_at = clock.now()
    asked.save()
    return asked


def _checked(asked: Verification) -> seals.Checked:
    sealed = asked.seal.files.all().contents()
    if asked.publication is None:
        return seals.checked(sealed)
    files = asked.publication.files
    return verified(sealed, files.all().contents(), set(files.filter(public=True).names()))


def verified(
    sealed: Mapping[str, bytes],
    published: Mapping[str, bytes],
    public: Collection[str],
    told: Callable[[str], None] = lambda stage: None,
) -> seals.Checked:
    """What ``verify`` says of a publication: beside the sealed package, of which its document must
    say what that says, and alone, as anybody can ask it of the files for download. ``told`` is told of
    each before it begins."""
    beside = set(BESIDE_THE_SEAL).difference(COPIES)
    document = {name: file for name, file in published.items() if name in beside}
    told("Verifying it beside the sealed package")
    both = seals.checked({**sealed, **document})
    told("Verifying it as the public can")
    alone = seals.checked({name: published[name] for name in public})
    return seals.Checked(
        both.checks + alone.checks,
        both.differences + [f"As the public can verify it: {one}" for one in alone.differences],
        both.notes + [f"As the public can verify it: {one}" for one in alone.notes],
    )


def without_values(difference: str) -> str:
    """A difference by its name: what was written and what was recomputed may repeat words.

    >>> without_values("text of A/0: written 'Six', recomputed 'Ten'.")
    'text of A/0'
    """
    return difference.partition(": written ")[0]


def download(seal: Seal, user: User) -> bytes:
    """The package as a ZIP file, for those who may have it; that they did is logged.

    Files have the seal's own time, so that the same package is the same bytes.
    """
    log(seal.consultation, DOWNLOAD, user=user, data={"seal": seal.number})
    at = seal.made_at.timetuple()[:6]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in sorted(seal.files.all().contents().items()):
            package.writestr(zipfile.ZipInfo(f"seal-{seal.number}/{name}", at), content)
    return packed.getvalue()
