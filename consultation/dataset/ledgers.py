"""Received = counted + set aside: how many responses there are, and the ledger of them all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pandas as pd
from django.core.cache import cache
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce

from consultation.dataset import rules
from consultation.dataset.rules import Counts
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import (
    Answer,
    Comment,
    Letter,
    Proposal,
    ReceivedFile,
    Response,
    SetAside,
)

#: What the ledger says a line of.
LEDGER = ("reference", "set_aside", "set_aside_reason", "said")
#: The newest responses are always looked at: one may be committed after one with a later number.
RECENT = 1000


def ledger(consultation: ConsultationPage) -> pd.DataFrame:
    """One row for every response received: response_id, status (counted, set_aside), reason."""
    rows = [_ledger_line(*row) for row in received(consultation).values_list(*LEDGER)]
    return pd.DataFrame(rows, columns=["response_id", "status", "reason"], dtype="str")


def _ledger_line(reference: str, aside: str, why: str, said: bool) -> tuple[str, str, str]:
    label = SetAside(aside).label if aside else ""
    reason = ": ".join(filter(None, [label, why]))
    return reference, *rules.ledger_line(aside, reason, said)


def set_aside(consultation: ConsultationPage) -> list[dict[str, str]]:
    """The lines of the ledger that are not counted: response_id and reason, in their order.

    Those counted are never read: of a hundred thousand responses few are set aside.
    """
    aside = consultation.responses.filter(~Q(set_aside="") | Q(pk__in=silent(consultation)))
    # Those among them that nobody set aside are the silent ones.
    rows = aside.order_by("reference").values_list(*LEDGER[:3])
    lines = (_ledger_line(reference, state, why, False) for reference, state, why in rows)
    return [{"response_id": reference, "reason": reason} for reference, _status, reason in lines]


def received(consultation: ConsultationPage) -> QuerySet[Any]:
    """Every response received, with ``said``: whether anything at all was said in it."""
    of_it = {"response": OuterRef("pk")}
    words = Q(text__regex=r"\S")
    none = Value(UUID(int=0), UUIDField())
    letters = Letter.objects.annotate(of=Coalesce("file_id", none))
    newer = letters.filter(
        response=OuterRef("response"), of=OuterRef("of"), version__gt=OuterRef("version")
    )
    letters = letters.exclude(file__state=ReceivedFile.State.NOTHING)
    said = (
        Exists(Comment.objects.filter(words | ~Q(position=""), **of_it))
        | Exists(Proposal.objects.filter(words, **of_it))
        | Exists(Answer.objects.filter(words | ~Q(choice=""), **of_it))
        | Exists(letters.filter(words, ~Exists(newer), **of_it))
    )
    return consultation.responses.annotate(said=said).order_by("reference")


def counted(consultation: ConsultationPage) -> QuerySet[Response]:
    """The responses that are counted, in no order."""
    responses = consultation.responses.filter(set_aside="").order_by()
    return responses.exclude(pk__in=silent(consultation))


def counts(consultation: ConsultationPage) -> Counts:
    """How many responses were received, and how many of them are counted, as in the ledger."""
    figures = consultation.responses.order_by().aggregate(
        received=Count("pk"),
        counted=Count("pk", filter=Q(set_aside="") & ~Q(pk__in=silent(consultation))),
    )
    return Counts(**figures)


def silent(consultation: ConsultationPage) -> set[int]:
    """The numbers of responses without a word or a choice, be they set aside or not.

    To look for words in a hundred thousand responses takes a second, and every page tells how many
    are counted. What was said stays: comments, answers and proposals come with their response and are
    never changed. So a response in which something was found is not looked at again, until a new
    letter or a file without text could change that. Nothing is kept but numbers.
    """
    nothing = consultation.received_files.filter(state=ReceivedFile.State.NOTHING)
    newest = Letter.objects.aggregate(newest=Max("pk"))["newest"]
    key = f"silent:{consultation.pk}:{newest}:{nothing.count()}"
    known: tuple[int, set[int]] = cache.get(key, (0, set()))
    upto, found = known
    responses = received(consultation).order_by()
    looked_at = responses.filter(Q(pk__gt=upto - RECENT) | Q(pk__in=found))
    said = dict(looked_at.values_list("pk", "said"))
    quiet = {pk for pk, anything in said.items() if not anything}
    cache.set(key, (max([upto, *said]), quiet), timeout=None)
    return quiet
