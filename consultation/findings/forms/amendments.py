"""The form by which officials choose whose proposals for a clause to see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from consultation.findings.forms.people import NOT_GIVEN, PeopleFilter


class AmendmentFilter(PeopleFilter):
    """Who proposes, and by how many at least; a filter is an address that can be shared."""

    channel = region = kind = confidential = None  # type: ignore[assignment]
    least = forms.IntegerField(label="Proposed by at least", required=False, min_value=1)

    @property
    def least_number(self) -> int:
        """How many must propose a change for it to be listed."""
        return int(self.wanted.get("least", 1))

    def letting(self) -> Callable[[str, str], bool]:
        """Whether a respondent of a type and a campaign ("" for none) is chosen."""
        # Worked out once: it is asked of everybody who proposes something.
        wanted: dict[str, Any] = self.wanted
        type_asked, asked = wanted.get("type"), wanted.get("campaign", "")

        def lets(respondent_type: str, campaign: str) -> bool:
            if type_asked is not None and type_asked != (respondent_type or NOT_GIVEN):
                return False
            taking_part = {"": True, "in": bool(campaign), "out": not campaign}
            return taking_part.get(asked, campaign == asked)

        return lets
