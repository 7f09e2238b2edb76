"""The questions on a section, or on the whole consultation."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from consultation.guidance.models import Question, SectionPage
from consultation.responses.actions import save_answer
from consultation.responses.forms import QuestionsForm, questions_form
from consultation.responses.forms.questions import Reply
from consultation.responses.models import DraftAnswer
from consultation.responses.views.handing_back import HandsBack


class QuestionsView(HandsBack):
    """A form of the questions an editor attached to one page."""

    template = "responses/questions.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.section = None
        page: Page = self.consultation
        if "section" in kwargs:
            sections = SectionPage.objects.child_of(self.consultation)
            page = self.section = get_object_or_404(sections, slug=kwargs["section"])
        self.questions = list(Question.objects.filter(page=page).order_by("sort_order"))
        if not self.questions:
            raise Http404

    def form(self, data: Any = None) -> QuestionsForm:
        return questions_form(self.questions, self.respondent.answers, data)

    def context(self, form: Any) -> dict[str, Any]:
        return {"section": self.section}

    def save(self, form: QuestionsForm) -> None:
        before = {answer.question_id: answer for answer in self.respondent.answers}
        for reply in form.replies():
            if changed(reply, before.get(reply.question.pk)):
                draft = self.respondent.writing(self.received_at)
                save_answer(draft, reply.question, reply.choice, reply.text, self.received_at)

    def next(self) -> str:
        return self.address("tasks")


def changed(reply: Reply, before: DraftAnswer | None) -> bool:
    """Whether the reply says anything other than what is saved."""
    saved = (before.choice, before.text) if before else ("", "")
    return (reply.choice, reply.text) != saved
