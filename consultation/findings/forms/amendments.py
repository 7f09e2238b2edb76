"""The form by which officials choose whose proposals for a clause to see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from consultation.findings.forms.people import PeopleFilter


class AmendmentFilter(PeopleFilter):
    """Who proposes, and by how many at least; a filter is an address that can be shared."""

    channel = region = kind = confidential = None  # type: ignore[assignment]
    least = forms.IntegerField(label="Proposed by at least", required=False, min_value=1)

    @property
    def least_number(self) -> int:
        """How many must propose a change for it to be listed."""
        return int(self.wanted.get("least", 1))

    def narrowing(self, name: str, value: Any) -> Q:
        # How many propose a change is no matter of one who does.
        return Q() if name == "least" else super().narrowing(name, value)
