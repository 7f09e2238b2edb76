"""The form by which officials choose whose proposals for a clause to see."""

from __future__ import annotations

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

    def lets(self, respondent_type: str, campaign: str) -> bool:
        """Whether a respondent of this type and campaign ("" for none) is chosen."""
        wanted: dict[str, Any] = self.wanted
        asked = wanted.get("campaign", "")
        taking_part = {"": True, "in": bool(campaign), "out": not campaign}
        return wanted.get("type") in (None, respondent_type or NOT_GIVEN) and taking_part.get(
            asked, campaign == asked
        )
