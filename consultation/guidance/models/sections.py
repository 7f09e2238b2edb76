"""A section of the text and the questions put in it."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.fields import StreamField
from wagtail.models import Page

from consultation.guidance.blocks import (
    BODY_BLOCKS,
    clause_blocks,
    give_identities,
    identity_of,
)
from consultation.guidance.forms import SectionForm
from consultation.guidance.models.clauses import Clause
from consultation.guidance.models.consultations import ConsultationPage
from consultation.guidance.models.shown import shown_by_views


class SectionPage(Page):
    """A section of the guidance: headings, paragraphs and numbered clauses."""

    letter = models.CharField(max_length=3, blank=True)
    introduction = models.TextField(blank=True)
    body = StreamField(BODY_BLOCKS, blank=True)
    concerns = models.JSONField(
        "whom it concerns",
        default=list,
        blank=True,
        help_text="Readers who say that they are one of these are shown this section first. Keys "
        "of the consultation’s respondent types.",
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("letter"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("concerns"),
        InlinePanel("questions", heading="Questions on this section", label="Question"),
    ]
    parent_page_types: ClassVar[list[str]] = ["consultation.ConsultationPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "guidance/section.html"
    base_form_class = SectionForm

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = shown_by_views().section_context(self, request)
        return super().get_context(request, *args, **kwargs) | shown

    @property
    def titled(self) -> str:
        """Its title after its letter: "A. Purpose"."""
        return f"{self.letter}. {self.title}" if self.letter else self.title

    @property
    def consultation(self) -> ConsultationPage:
        """The consultation this section belongs to."""
        page: ConsultationPage = self.get_parent().specific
        return page

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._give_identities()
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        # An editor saves revisions, not the page: identities are needed from the first draft on.
        self._give_identities()
        return super().save_revision(*args, **kwargs)

    def _give_identities(self) -> None:
        consultation = self.get_parent().pk
        elsewhere = Clause.objects.exclude(section=self.pk).select_related("section")
        carried = set(self.identities())
        known = elsewhere.in_bulk(carried)

        def foreign(identity: UUID) -> bool:
            clause = (
                known.get(identity)
                if identity in carried
                else elsewhere.filter(pk=identity).first()
            )
            return clause is not None and not self._may_take(clause, consultation)

        give_identities(self.body, self.translation_key, foreign)

    def _may_take(self, clause: Clause, consultation: int) -> bool:
        """A clause taken out of another section of the same text may move here with its comments."""
        if clause.withdrawn_at is None or clause.consultation_id != consultation:
            return False
        return clause.section is None or clause.pk not in clause.section.identities()

    def identities(self) -> list[UUID]:
        """The identities that the clause blocks of the body carry."""
        return [found for block in clause_blocks(self.body) if (found := identity_of(block))]


class Question(AbstractFormField):
    """A closed or open question on a section or on the whole consultation.

    Closed: ``field_type`` is "radio" and the choices are one a line; the respondent may always
    add words. Open: "multiline". ``about`` names the clauses it asks about ("8.14" or
    "8.1 to 8.6"): a question on several clauses gives no clause a position.
    """

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=50, help_text="For example q7; shown in tables and exports.")
    about = models.CharField(
        max_length=100,
        blank=True,
        help_text="The clauses it asks about: 8.14, or 8.1 to 8.6. A question on several clauses "
        "gives no clause a position.",
    )
    field_type = models.CharField(
        "kind",
        max_length=16,
        choices=(("radio", "Closed: one choice"), ("multiline", "Open: words")),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("key"),
        FieldPanel("about"),
        *AbstractFormField.panels,
    ]
