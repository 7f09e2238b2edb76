"""The forms by which it is said how long responses are kept, and what is erased."""

from __future__ import annotations

from typing import Any

from django import forms

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import DeletionHold, ErasureDecision, Response
from consultation.responses.rules.erasing import FEWEST_MONTHS

NO_WORDS = "It stands in the record for good: name nobody, and do not repeat what a response says."


def _reason(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_WORDS,
        error_messages={"required": "Say why."},
    )


class _OfResponse(forms.Form):
    """A form with the reference of one response of a consultation."""

    def __init__(self, *args: Any, consultation: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consultation = consultation

    def clean_reference(self) -> Response | None:
        """The response of that reference, or None where none is given."""
        given = self.cleaned_data["reference"].strip().upper()
        if not given:
            return None
        found: Response | None = self.consultation.responses.filter(reference=given).first()
        if found is None:
            raise forms.ValidationError("No response to this consultation has that reference.")
        return found


class RetentionForm(forms.Form):
    """For how long, and why."""

    months = forms.IntegerField(
        label="Months after closing",
        min_value=FEWEST_MONTHS,
        max_value=1200,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=f"What the privacy notice says; at least {FEWEST_MONTHS}. A common time is 24.",
        error_messages={"required": "Say how many months."},
    )
    reason = _reason("Why so long")


class HoldForm(_OfResponse):
    """What is kept from being erased, and why."""

    reference = forms.CharField(
        label="Reference (optional)",
        required=False,
        help_text="Leave it empty to keep every response to this consultation.",
    )
    why = forms.ChoiceField(label="What for", choices=DeletionHold.Why.choices)
    reason = _reason("Why it must be kept")


class LiftForm(forms.Form):
    """Why a hold is lifted."""

    reason = _reason("Why it need not be kept any more")


class EraseForm(_OfResponse):
    """Which response is erased, and why: the time for which they are kept has a form of its own."""

    reference = forms.CharField(label="Reference")
    ground = forms.ChoiceField(
        label="On what ground",
        choices=[one for one in ErasureDecision.Ground.choices if one[0] != "period"],
    )
    reason = _reason("Why it is erased")


class DueForm(forms.Form):
    """Why the responses whose time is over are erased now."""

    reason = _reason("Why they are erased now")
