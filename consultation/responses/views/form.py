"""The form of the whole consultation: to fill in with Word or LibreOffice, or to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.rich_text import get_text_for_indexing

from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules import closing_time
from consultation.guidance.views.pages import consultation_context
from consultation.responses.forms.about import OTHER, AboutForm
from consultation.responses.models import Kind, Position, Publish
from consultation.responses.models.choices import REGIONS
from consultation.responses.rules.form import Box, Heading, Words, field, outline
from consultation.responses.rules.form.outline import Part, Piece
from consultation.responses.views.word import word

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class FormView(View):
    """What both ways of the form have: the consultation, and all that stands in it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.consultation = get_object_or_404(ConsultationPage, slug=kwargs["consultation"])
        if not self.consultation.live:
            raise Http404

    def pieces(self) -> list[Piece]:
        """The text with its clauses and questions, and who is answering."""
        shown = consultation_context(self.consultation, self.request)
        parts = [Part(one.page.titled, one.clauses, one.questions) for one in shown["sections"]]
        if general := list(shown["questions_on_the_whole"]):
            parts.append(Part(_("The whole text"), (), general))
        return list(outline(parts, about(self.consultation), [*map(str, Position.labels)]))

    def notices(self) -> Iterator[Piece]:
        """What has to be said before anybody writes."""
        page = self.consultation
        yield Heading(_("If you are worried about a child"), 2)
        yield Words(get_text_for_indexing(page.safeguarding_notice))
        yield Heading(_("How we use what you tell us"), 2)
        yield Words(get_text_for_indexing(page.privacy_notice))

    def sending(self) -> str:
        """Until when, and to whom."""
        page = self.consultation
        return _(
            "It has to reach us by {time}. If you have a question, or need an address to post it to, "
            "write to {name} at {email}."
        ).format(time=closing_time(page.closes), name=page.contact_name, email=page.contact_email)


class WordFormView(FormView):
    """The form as a Word document. What is written in its boxes is read back, box by box."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page = self.consultation
        files = reverse("respond:files", kwargs={"consultation": page.slug})
        here = request.build_absolute_uri(files)
        how = _(
            "Write in the boxes, as much as you like: they grow. Leave empty what you have nothing "
            "to say about. To choose, click the small box before your choice, or put an X in its "
            "place. You do not have to write anything about every clause."
        )
        send = _(
            "Then attach this file to your response at {address}, or send it to {email}."
        ).format(address=here, email=page.contact_email)
        pieces = [
            Heading(page.title, 1),
            *([Words(page.label)] if page.label else []),
            Words(page.summary),
            Heading(_("How to use this form"), 2),
            *(Words(words) for words in (how, send, self.sending())),
            *self.notices(),
            *self.pieces(),
        ]
        answer = HttpResponse(word(page.title, pieces), content_type=DOCX)
        answer["Content-Disposition"] = f'attachment; filename="{page.slug}-form.docx"'
        return answer


class PrintView(FormView):
    """The form as one page to print and fill in by hand."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        context = {
            "consultation": self.consultation,
            "sending": self.sending(),
            "pieces": self.pieces(),
        }
        return render(request, "responses/print.html", context)


def about(consultation: ConsultationPage) -> Iterator[Box]:
    """Who is answering: the questions of the page "About you", in its words."""
    types = consultation.respondent_types.exclude(key=OTHER).values_list("label", flat=True)
    other = consultation.respondent_types.filter(key=OTHER).values_list("label", flat=True)
    choices: dict[str, list[str]] = {
        "kind": [*map(str, Kind.labels)],
        "respondent_type": [*types, *other],
        "region": [*map(_, REGIONS)],
        "confidential": [_("No"), _("Yes")],
        "publish": [*map(str, Publish.labels)],
    }
    for name, one in AboutForm.base_fields.items():
        if name in ABOUT:
            yield Box(field("about", name), str(one.label), tuple(choices.get(name, ())))


#: Not every field of the page's form is a question.
ABOUT = (
    "kind",
    "organisation",
    "represents",
    "respondent_type",
    "respondent_type_other",
    "name",
    "region",
    "email",
    "confidential",
    "confidentiality_reason",
    "publish",
)
