"""Packs that are handed out on request: subject access and freedom of information."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset import frames
from consultation.findings.actions.packs import (
    INFORMATION,
    SUBJECT,
    make_information_pack,
    make_subject_pack,
)
from consultation.findings.exports.packs.information import Asked, in_confidence, sources
from consultation.findings.views.exports import attached
from consultation.guidance.models import ConsultationPage
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Answer, Response, Restricted
from consultation.responses.models.due import same_person
from consultation.responses.rules.masking import Kind

ZIP = "application/zip"


class SubjectAccess(StaffPage):
    """What is held of one respondent, what of it is masked, and the pack."""

    permission = SUBJECT
    template_name = "findings/packs/subject.html"

    @cached_property
    def response(self) -> Response:
        """The response the address names. Raises Http404."""
        responses = Response.objects.filter(consultation=self.consultation)
        return get_object_or_404(responses, reference=self.kwargs["reference"])

    def get_page_title(self) -> str:
        return f"Subject access: {self.response.reference}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pack = make_subject_pack(self.response, self.reader, clock.now())
        return attached(pack.content, ZIP, f"subject-access-{self.response.reference}.zip")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = same_person([self.response])
        places = [one for each in Restricted.of_responses(named).places.values() for one in each]
        held = sum(one.kind == Kind.HELD for one in places)
        return super().get_context_data(
            response=self.response,
            named=named,
            held=held,
            redacted=len(places) - held,
            **kwargs,
        )


class AskedForm(forms.Form):
    """What somebody asks for: a clause, a question, or one response."""

    clause = forms.ChoiceField(label="What was said of a clause", required=False)
    question = forms.ChoiceField(label="What was answered to a question", required=False)
    reference = forms.CharField(label="One response, by its reference", required=False)

    def __init__(self, *args: Any, consultation: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = [(name, f"Clause {name}") for name in frames.keys(consultation).values()]
        answers = Answer.objects.filter(response__consultation=consultation)
        questions = answers.values_list("question_key", "question_label").order_by("question_key")
        self.fields["clause"].choices = [("", "None"), *clauses]  # type: ignore[attr-defined]
        self.fields["question"].choices = [  # type: ignore[attr-defined]
            ("", "None"), *dict(questions).items(),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Exactly one of them."""
        given = {name: str(value).strip() for name, value in self.cleaned_data.items()}
        if sum(bool(value) for value in given.values()) != 1:
            raise forms.ValidationError("Choose a clause, a question or one response: one of them.")
        return given

    @property
    def asked(self) -> Asked:
        """What is asked for, of a form that is valid."""
        reference = self.cleaned_data["reference"].upper()
        return Asked(self.cleaned_data["clause"], self.cleaned_data["question"], reference)


class InformationRequest(StaffPage):
    """What is asked for; then who asked for confidence in it, decided one by one; then the pack."""

    permission = INFORMATION
    page_title = "Freedom of information"
    template_name = "findings/packs/information.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AskedForm(request.POST, consultation=self.consultation)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        listed = sources(self.consultation, form.asked)
        asking = in_confidence(listed)
        if not listed:
            form.add_error(None, "Nothing is held of that.")
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if "make" not in request.POST:
            return self.render_to_response(self._decided(form, len(listed), asking))
        disclosed = set(request.POST.getlist("disclose")) & {one.reference for one in asking}
        content = make_information_pack(
            self.consultation, form.asked, disclosed, self.reader, clock.now()
        )
        return attached(content, ZIP, f"{self.consultation.slug}-information.zip")

    def _decided(self, form: AskedForm, texts: int, asking: list[Response]) -> dict[str, Any]:
        restricted = Restricted.of_responses(asking)
        reasons = [(one, restricted.details(one, self.sight)) for one in asking]
        return self.get_context_data(form=form, texts=texts, asking=reasons, chosen=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AskedForm(consultation=self.consultation))
        return super().get_context_data(**kwargs)
