"""What of the words of responses is held or redacted: read once for a page, then asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from consultation.guidance.models import ConsultationPage
from consultation.responses.models.holds import Hold
from consultation.responses.models.placed import SOURCES, Source, named, source_of
from consultation.responses.models.received import WRITTEN_DETAILS, Response
from consultation.responses.models.redactions import Redaction
from consultation.responses.rules.masking import (
    NOTHING_RESTRICTED,
    Kind,
    Restriction,
    Sight,
    Stretch,
    label,
    shown,
    stretches,
)

#: The columns of a place.
PLACE = ("start", "end", "response_id", *(f"{kind}_id" for kind in SOURCES))


class Restricted:
    """The holds that wait and the redactions that stand on some sources, in two queries."""

    def __init__(self, among: Q) -> None:
        self.places: dict[str, list[Restriction]] = defaultdict(list)
        self.masked_emails: dict[int, str] = {}
        # Without a model for each: there may be thousands.
        held = Hold.objects.filter(among, released_at=None).order_by()
        for hold in held.values_list(*PLACE, "why", named=True):
            self._add(hold, Kind.HELD, Hold.Why(hold.why).label)
        for one in Redaction.objects.filter(among, lifted_at=None):
            if one.in_email:
                self.masked_emails[one.response_id] = one.get_reason_display()
            else:
                self._add(one, Kind.REDACTED, one.get_reason_display())

    def _add(self, row: Any, kind: Kind, why: str) -> None:
        self.places[source_of(row)].append(Restriction(row.start, row.end, kind, why))

    @classmethod
    def of_responses(cls, responses: Iterable[Response]) -> Restricted:
        """Those on any source of these responses."""
        return cls(Q(response__in=list(responses)))

    @classmethod
    def of_consultation(cls, consultation: ConsultationPage) -> Restricted:
        """Those on any source of a consultation."""
        return cls(Q(response__consultation=consultation))

    @classmethod
    def of_sources(cls, wanted: Mapping[str, Iterable[int]]) -> Restricted:
        """Those on these comments, answers, letters and proposals: numbers, by kind."""
        of_them = Q(pk__in=[])
        for kind, numbers in wanted.items():
            if kind in SOURCES:
                of_them |= Q(**{f"{kind}__in": list(numbers)})
        return cls(of_them)

    def on(self, source: Source | str) -> list[Restriction]:
        """The restrictions on a source, or on the one of that name."""
        return self.places.get(source if isinstance(source, str) else named(source), [])

    def stretches(
        self,
        source: Source,
        sight: Sight = NOTHING_RESTRICTED,
        start: int = 0,
        end: int | None = None,
    ) -> list[Stretch]:
        """The source's words, or some of them, as ``sight`` may see them."""
        return stretches(source.text, self.on(source), sight, start, end)

    def shown(
        self,
        source: Source,
        sight: Sight = NOTHING_RESTRICTED,
        start: int = 0,
        end: int | None = None,
    ) -> str:
        """The same as one string."""
        return shown(source.text, self.on(source), sight, start, end)

    def details(self, response: Response, sight: Sight = NOTHING_RESTRICTED) -> dict[str, str]:
        """What the respondent wrote of themself, by field, and their e-mail address.

        ``held`` says why all of it is held, if it is: one hold covers the whole.
        """
        over = self.on(response)
        held = next((one.why for one in over if one.kind == Kind.HELD), "")
        if held and not sight.held:
            withheld = label(Kind.HELD, held)
            given = {field: withheld for field in WRITTEN_DETAILS if getattr(response, field)}
            return dict.fromkeys(WRITTEN_DETAILS, "") | given | {"held": held, "email": withheld}
        found, at = dict.fromkeys([*WRITTEN_DETAILS, "held"], ""), 0
        for field in WRITTEN_DETAILS:
            if length := len(getattr(response, field)):
                found[field] = shown(response.text, over, sight, at, at + length)
                at += length + len("\n\n")
        reason = self.masked_emails.get(response.pk, "")
        hidden = reason and not sight.redacted
        found["email"] = label(Kind.REDACTED, reason) if hidden else response.email
        return found

    def called(self, response: Response, sight: Sight = NOTHING_RESTRICTED) -> str:
        """By what a list calls the respondent: the organisation, else the name, else ""."""
        said = self.details(response, sight)
        return said["organisation"] or said["name"]
