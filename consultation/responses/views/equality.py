"""The equality questions: optional, on a page of their own, kept apart from the response."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from consultation.responses.actions.equality import save_equality
from consultation.responses.forms.equality import EqualityForm, equality_form
from consultation.responses.models import DraftEqualityAnswer
from consultation.responses.views.handing_back import HandsBack, RespondentView
from consultation.responses.views.showing import answered_of, row, started


class EqualityView(HandsBack):
    """Asked once: not of those who change a response, whose answers were made numbers before."""

    template = "responses/equality.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.questions = list(self.consultation.equality_questions.order_by("sort_order"))
        if not self.questions or replacing(self):
            raise Http404

    def form(self, data: Any = None) -> EqualityForm:
        return equality_form(self.questions, answers(self), data)

    def save(self, form: EqualityForm) -> None:
        given = form.answers()
        if not self.respondent.draft and not any(given.values()):
            return
        save_equality(self.respondent.writing(self.received_at), given)

    def next(self) -> str:
        return self.address("tasks")


def equality_task(view: RespondentView) -> list[dict[str, Any]]:
    """The row in the task list, where there are such questions."""
    asked = view.consultation.equality_questions.count()
    if not asked or replacing(view):
        return []
    status = started(answered_of(len(answers(view)), asked))
    return [row(_("Equality questions (optional)"), view.address("equality"), status)]


def replacing(view: RespondentView) -> bool:
    """Whether the draft takes the place of a response that was sent."""
    draft = view.respondent.draft
    return draft is not None and draft.replaces_id is not None


def answers(view: RespondentView) -> list[DraftEqualityAnswer]:
    """What the draft holds so far."""
    draft = view.respondent.draft
    return list(draft.equality_answers.all()) if draft else []
