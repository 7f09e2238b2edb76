"""The editor's forms of a consultation and of a section: the rules, said beside the field.

A draft may be unfinished, so what concerns the whole text is asked only on the way to publication.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from consultation.guidance.rules.checking import (
    CONSULTATION_ADDRESSES_TAKEN,
    SECTION_ADDRESSES_TAKEN,
    address_problem,
    number_problems,
    recommendation_problem,
    summary_problem,
)
from consultation.guidance.rules.deadline import uk_time_problem


class UKTimeField(forms.DateTimeField):
    """A date and time in the United Kingdom; one that is no single instant is refused in words."""

    def to_python(self, value: Any) -> datetime | None:
        # Django's own message for such a time speaks of time zones: so it is asked before.
        local = self._local(value) if isinstance(value, str) else None
        if local and (problem := uk_time_problem(local)):
            raise ValidationError(problem)
        instant: datetime | None = super().to_python(value)
        return instant

    def _local(self, value: str) -> datetime | None:
        for form in self.input_formats or ():
            with suppress(ValueError, TypeError):
                return self.strptime(value.strip(), form)
        return None


class ConsultationForm(WagtailAdminPageForm):
    """Edits a consultation. Once it has opened, its dates are shown and moved elsewhere."""

    opens = UKTimeField(widget=AdminDateTimeInput, help_text="UK time.")
    closes = UKTimeField(
        widget=AdminDateTimeInput,
        help_text="UK time. The first instant at which a response is late: for “closes at "
        "11:59pm on 23 October” enter 24 October 00:00.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.dates_stand:
            return
        for name in ("opens", "closes", "grace_seconds"):
            self.fields[name].disabled = True
        self.fields["closes"].help_text = format_html(
            'It has opened, so its dates stand. <a href="{}">Move the closing date</a>',
            reverse("move_closing_date", args=[self.instance.pk]),
        )

    def clean_slug(self) -> str:
        return free_address(self.cleaned_data["slug"], CONSULTATION_ADDRESSES_TAKEN)

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        if problem := summary_problem(summary):
            raise ValidationError(problem)
        return summary


class MoveForm(forms.Form):
    """When a consultation that has opened is to close, and why. Confirmed in a second step."""

    closes = UKTimeField(
        label="New closing date and time",
        widget=AdminDateTimeInput,
        help_text="UK time. The first instant at which a response is late: for “closes at "
        "11:59pm on 23 October” enter 24 October 00:00.",
        error_messages={"required": "Enter a date and a time, such as 2009-10-31 00:00."},
    )
    reason = forms.CharField(
        label="Why it is moved",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown to the public with both dates.",
        error_messages={"required": "Say why: the reason is shown to the public."},
    )


class SectionForm(WagtailAdminPageForm):
    """Edits a section."""

    concerns = forms.MultipleChoiceField(
        label="Whom it concerns",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Readers who say that they are one of these are shown this section first.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        concerns = self.fields["concerns"]
        assert isinstance(concerns, forms.MultipleChoiceField)
        types = self.parent_page.specific.respondent_types.all()
        concerns.choices = [(one.key, one.label) for one in types]
        # A type an editor took away since concerns nobody: it must not keep a section from being saved.
        offered = {one.key for one in types}
        kept = [key for key in self.initial.get("concerns") or [] if key in offered]
        self.initial["concerns"] = kept

    def clean_slug(self) -> str:
        return free_address(self.cleaned_data["slug"], SECTION_ADDRESSES_TAKEN)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and "body" in cleaned:
            problems = self._clause_problems(cleaned["body"])
            if problems:
                self.add_error("body", StreamBlockValidationError(block_errors=problems))
        return cleaned

    def _clause_problems(self, body: Any) -> dict[int, StructBlockValidationError]:
        """By place of the block in ``body``."""
        consultation = self.parent_page.specific
        known = [recommendation.key for recommendation in consultation.recommendations.all()]
        clauses = [(i, block.value) for i, block in enumerate(body) if block.block_type == "clause"]
        numbers = number_problems(
            [clause["number"] for _, clause in clauses],
            consultation.numbers_outside(self.instance.pk),
        )
        problems = {}
        for order, (place, clause) in enumerate(clauses):
            found = {
                "number": numbers.get(order, ""),
                "recommendations": recommendation_problem(clause["recommendations"], known),
            }
            errors = {name: ValidationError(problem) for name, problem in found.items() if problem}
            if errors:
                problems[place] = StructBlockValidationError(block_errors=errors)
        return problems


def free_address(slug: str, taken: frozenset[str]) -> str:
    if problem := address_problem(slug, taken):
        raise ValidationError(problem)
    return slug
