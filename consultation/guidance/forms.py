"""The editor's forms of a consultation and of a section: the rules, said beside the field.

A draft may be unfinished, so what concerns the whole text is asked only on the way to publication.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from consultation.guidance.rules.checking import (
    CONSULTATION_ADDRESSES_TAKEN,
    SECTION_ADDRESSES_TAKEN,
    address_problem,
    number_problems,
    recommendation_problem,
    summary_problem,
)


class ConsultationForm(WagtailAdminPageForm):
    """Edits a consultation."""

    def clean_slug(self) -> str:
        return free_address(self.cleaned_data["slug"], CONSULTATION_ADDRESSES_TAKEN)

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        if problem := summary_problem(summary):
            raise ValidationError(problem)
        return summary


class SectionForm(WagtailAdminPageForm):
    """Edits a section."""

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
