"""What has been held since a run, and so was not kept from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from consultation.findings.models import Passage, Run
from consultation.responses.models import Hold

#: A hold and a passage on some of the same characters of the same source.
OVERLAPPING = Q(start__lt=OuterRef("end"), end__gt=OuterRef("start")) & (
    Q(comment=OuterRef("comment")) | Q(answer=OuterRef("answer")) | Q(letter=OuterRef("letter"))
)


def waiting(run: Run) -> QuerySet[Hold]:
    """The holds of the run's consultation that are not released."""
    return Hold.objects.filter(response__consultation=run.consultation_id, released_at=None)


#: A hold may bear a time this much before others could see it: that of the request that raised it.
LATE = timedelta(hours=1)


def held_since(run: Run) -> QuerySet[Passage]:
    """Passages of ``run`` whose words it read, and which are held now.

    Holds that it knew of are in ``held``, so only those raised since are looked at.
    """
    holds = waiting(run).filter(raised_at__gte=(run.started_at or run.requested_at) - LATE)
    return run.passages.filter(
        Exists(holds.filter(OVERLAPPING)), held=False, response__in=holds.values("response")
    )


def held_labels(run: Run, clause: Any, detail: dict[str, Any]) -> set[str]:
    """Names of the finding's themes that words held since may stand in.

    ``clause``: its identity, None for no clause. What cites several is listed on each.
    """
    on_it = Q(clause=clause) | ~Q(cited="")
    listed = held_since(run).filter(on_it).values_list("themes", flat=True)
    keys = {key for themes in listed for key in themes.split("; ")}
    # What is left over ("other") is called by its key, which is no respondent's.
    named = [theme for theme in detail["themes"] if theme["name"] != theme["theme"]]
    return {theme["name"] for theme in named if theme["theme"] in keys}
