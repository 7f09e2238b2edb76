"""The form by which officials choose which clauses to see, and in which order."""

from __future__ import annotations

from typing import Any

from django import forms

from consultation.findings.forms.people import ANY
from consultation.findings.rules.figures import POSITIONS
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules import ClauseStatus

IN_ORDER = "order"

SORTS = (
    (IN_ORDER, "In the order of the text"),
    ("commenting", "Most commented on"),
    *((name, f"Largest share: {label.lower()}") for name, _position, label in POSITIONS),
    ("amendments", "Most who propose a change"),
    ("strong", "Most in strong words"),
    ("recent", "Most new since last week"),
    ("unread", "Most unread"),
)


class ClauseFilter(forms.Form):
    """Which clauses to list and in which order; a filter is an address that can be shared."""

    status = forms.ChoiceField(
        label="Text",
        required=False,
        choices=[ANY, *((s.value, s.value.capitalize()) for s in ClauseStatus)],
    )
    position = forms.ChoiceField(
        label="Position taken",
        required=False,
        choices=[ANY, *((name, label) for name, _position, label in POSITIONS)],
    )
    share = forms.IntegerField(
        label="Position taken by at least, %", required=False, min_value=0, max_value=100
    )
    commenting = forms.IntegerField(label="Commenting, at least", required=False, min_value=0)
    amendments = forms.BooleanField(label="With changes proposed", required=False)
    sort = forms.ChoiceField(label="Order", required=False, choices=SORTS)

    def __init__(self, *args: Any, consultation: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = consultation.get_children().live().values_list("slug", "title")
        self.fields["section"] = forms.ChoiceField(
            label="Section", required=False, choices=[ANY, *sections]
        )
        self.order_fields(["section"])

    def wanted(self) -> dict[str, Any]:
        """The values that were understood; one that was not filters nothing, and is said so."""
        self.is_valid()
        return self.cleaned_data
