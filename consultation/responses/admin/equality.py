"""Who answered, by the equality questions: numbers alone, and no small ones."""

from __future__ import annotations

from typing import Any

from consultation import clock
from consultation.guidance.models import EqualityQuestion
from consultation.responses.admin.pages import StaffPage
from consultation.responses.rules.equality import choices_of, suppressed, tallies_are_shown


class Equality(StaffPage):
    """How often each choice was made, once nothing can be sent in time any more."""

    page_title = "Equality questions"
    template_name = "responses/admin/equality.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = tallies_are_shown(self.consultation, clock.now())
        questions = self.consultation.equality_questions.order_by("sort_order")
        return super().get_context_data(
            shown=shown,
            questions=[self._counts(question) for question in questions] if shown else [],
            **kwargs,
        )

    def _counts(self, question: EqualityQuestion) -> dict[str, Any]:
        tallies = self.consultation.equality_tallies.filter(question_key=question.key)
        known = dict(tallies.values_list("choice", "number"))
        # Choices that an editor has taken out since were still made.
        choices = dict.fromkeys([*choices_of(question.choices), *sorted(known)])
        counts = suppressed({choice: known.get(choice, 0) for choice in choices})
        return {"label": question.label, "counts": list(counts.items())}
