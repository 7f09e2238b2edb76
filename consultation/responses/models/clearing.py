"""What may be published once it is cleared: the sources, and the responses of which all are."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce, Length

from consultation.guidance.models import ConsultationPage
from consultation.responses.models.files import ReceivedFile
from consultation.responses.models.holds import Hold
from consultation.responses.models.placed import SOURCES
from consultation.responses.models.received import Letter, Response
from consultation.responses.rules.publishing import LETS

#: The kinds of source, as they are read.
KINDS = list(SOURCES)

#: What holds of a response of which anything may be published.
GIVEN = {"set_aside": "", "confidential": False, "publish__in": LETS}


def to_clear(consultation: ConsultationPage, kind: str) -> QuerySet[Any]:
    """The sources of one kind of which anything may be published once they are cleared.

    Policy: nobody need clear what its respondent does not let be published, or asked to be kept in
    confidence, or what is not counted. Of a letter the newest version alone is read.
    """
    given = {f"response__{name}": value for name, value in GIVEN.items()}
    rows = _texts(kind).filter(response__consultation=consultation, **given)
    holds = Hold.objects.filter(**{kind: OuterRef("pk")}, released_at=None)
    return rows.annotate(length=Length("text"), is_held=Exists(holds))


def publishable(consultation: ConsultationPage) -> QuerySet[Response]:
    """The responses that may be published now, whole or not at all.

    Policy: counted, neither confidential nor kept back by its respondent, every text of it cleared
    and nothing of it held, what its respondent wrote of themself included. A response of which one
    text is not cleared yet waits: a part of an argument can say the opposite of the whole.
    """
    texts = [_texts(kind).filter(response=OuterRef("pk")) for kind in KINDS]
    said = reduce(or_, map(Exists, texts))
    held = Hold.objects.filter(response=OuterRef("pk"), released_at=None)
    found: QuerySet[Response] = consultation.responses.filter(said, ~Exists(held), **GIVEN)
    for rows in texts:
        found = found.exclude(Exists(rows.filter(cleared_at=None)))
    return found


def _texts(kind: str) -> QuerySet[Any]:
    """The sources of one kind that have words; of letters the newest version."""
    rows: QuerySet[Any] = SOURCES[kind]._default_manager.exclude(text="")
    if kind == "letter":
        rows = _newest(rows.exclude(file__state=ReceivedFile.State.NOTHING))
    return rows


def _newest(letters: QuerySet[Any]) -> QuerySet[Any]:
    """The newest version of each letter; one that staff typed has no file."""
    file = Coalesce("file_id", Value(UUID(int=0), UUIDField()))
    same = Letter.objects.annotate(of=file).filter(
        response=OuterRef("response"), of=OuterRef("of"), version__gt=OuterRef("version")
    )
    return letters.annotate(of=file).exclude(Exists(same))
