"""The front page, a consultation, and the lists that belong to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from consultation import clock
from consultation.guidance.forms import ConsultationForm
from consultation.guidance.models.shown import shown_by_views
from consultation.guidance.rules.deadline import has_opened
from consultation.roles import DUTY_OFFICERS

#: What was announced when a consultation opened, and moves by an audited step alone since then.
ANNOUNCED = ("opens", "closes", "grace_seconds")
NOTICE_FEATURES = ["bold", "link", "ol", "ul"]


class ConsultationsPage(Page):
    """The front page: it lists the consultations under it."""

    subpage_types: ClassVar[list[str]] = ["consultation.ConsultationPage"]
    max_count = 1
    template = "guidance/consultations.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = shown_by_views().consultations_context(self)
        return super().get_context(request, *args, **kwargs) | shown


class ConsultationPage(Page):
    """One consultation. Its status is worked out from the clock by ``rules.status``, never stored."""

    summary = models.TextField(help_text="What is proposed and why, in at most 100 words.")
    label = models.TextField(
        blank=True, help_text="Shown on every page, for example to say that a text is illustrative."
    )
    opens = models.DateTimeField(help_text="UK time.")
    closes = models.DateTimeField(
        help_text="UK time. The first instant at which a response is late: for “closes at "
        "11:59pm on 23 October” enter 24 October 00:00."
    )
    grace_seconds = models.PositiveIntegerField(
        default=0,
        help_text="How many seconds after the closing instant a response is still taken, because "
        "its sender may have pressed the button in time and waited in a queue. What it lets in is "
        "marked on the receipt and in every list. 0: nothing is taken late. Set it before opening.",
    )
    late_notice = models.TextField(
        default="",
        help_text="Where and when people who sent a response late will hear whether it is counted. "
        "Shown to them with their receipt.",
    )
    response_due = models.DateField(null=True, blank=True)
    duty_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"groups__name": DUTY_OFFICERS, "is_active": True},
        help_text="Reads at once a response that may say a child is at risk, and acts. A "
        "consultation cannot be published without one.",
    )
    contact_name = models.CharField(max_length=200)
    contact_email = models.EmailField()
    privacy_notice = RichTextField(features=NOTICE_FEATURES)
    safeguarding_notice = RichTextField(features=NOTICE_FEATURES)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("label"),
        MultiFieldPanel(
            [
                FieldPanel("opens"),
                FieldPanel("closes"),
                FieldPanel("grace_seconds"),
                FieldPanel("late_notice"),
                FieldPanel("response_due"),
            ],
            heading="Dates",
        ),
        FieldPanel("duty_officer"),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email")], heading="Contact"
        ),
        MultiFieldPanel(
            [FieldPanel("privacy_notice"), FieldPanel("safeguarding_notice")], heading="Notices"
        ),
        InlinePanel("recommendations", heading="Recommendations answered", label="Recommendation"),
        InlinePanel("respondent_types", heading="Who is answering", label="Respondent type"),
        InlinePanel("questions", heading="Questions on the whole consultation", label="Question"),
        InlinePanel(
            "equality_questions",
            heading="Equality questions",
            label="Equality question",
            help_text="Optional to answer, asked on a page of their own and kept apart from the "
            "response: officials see only numbers, once the consultation has closed.",
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["consultation.ConsultationsPage"]
    subpage_types: ClassVar[list[str]] = ["consultation.SectionPage"]
    template = "guidance/consultation.html"
    base_form_class = ConsultationForm

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="closes_after_it_opens",
                violation_error_message="It closes before it opens: correct one of the two dates.",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; once it has opened, its dates are those of its row, whatever this copy holds.

        Every publication of an older draft, by hand or by schedule, comes through here.
        """
        with transaction.atomic():
            # The lock lets no move come between the reading and the saving.
            self._keep_what_was_announced(ConsultationPage.objects.select_for_update())
            super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> ConsultationPage:
        """A draft as an editor and a preview meet it: with the dates that hold."""
        draft: ConsultationPage = super().with_content_json(content)
        draft._keep_what_was_announced(ConsultationPage.objects.all())
        return draft

    @property
    def dates_stand(self) -> bool:
        """Whether its dates were announced: it has been published, and has opened."""
        return self.first_published_at is not None and has_opened(self, clock.now())

    def _keep_what_was_announced(self, rows: models.QuerySet[ConsultationPage]) -> None:
        stored = rows.filter(pk=self.pk).first() if self.pk else None
        if stored is not None and stored.dates_stand:
            for name in ANNOUNCED:
                setattr(self, name, getattr(stored, name))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = shown_by_views().consultation_context(self, request)
        return super().get_context(request, *args, **kwargs) | shown

    def numbers_outside(self, section_id: int | None) -> dict[str, str]:
        """The number of every clause now in the text, but for one section, with its section's title."""
        standing = self.clauses.filter(withdrawn_at__isnull=True, section__isnull=False)
        elsewhere = standing.exclude(section=section_id).select_related("section")
        return {clause.number: clause.section.titled for clause in elsewhere}


class Recommendation(Orderable):
    """A recommendation the text answers, by the consultation's own key (for example L1)."""

    consultation = ParentalKey(
        ConsultationPage, on_delete=models.CASCADE, related_name="recommendations"
    )
    key = models.CharField(max_length=20)
    gist = models.TextField()
    addressed_to = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.key


class RespondentType(Orderable):
    """A choice of the question "who are you?", by a key that tables and exports show."""

    consultation = ParentalKey(
        ConsultationPage, on_delete=models.CASCADE, related_name="respondent_types"
    )
    key = models.SlugField(max_length=50)
    label = models.CharField(max_length=200)

    class Meta(Orderable.Meta):
        unique_together = (("consultation", "key"),)

    def __str__(self) -> str:
        return self.label
