"""What is stored of the guidance: consultations, sections, clauses and the version history.

A clause's identity is a UUID of our own, carried inside the section's StreamField: block ids
change on re-import and repeat on page copy. Each wording ever published is a row of the version
history, appended and never changed; comments hang on those rows, so nothing an editor does
afterwards can move or lose them.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from consultation.guidance.blocks import (
    BODY_BLOCKS,
    clause_blocks,
    give_identities,
    identity_of,
)
from consultation.roles import DUTY_OFFICERS

__all__ = [
    "Clause",
    "ClauseVersion",
    "ConsultationPage",
    "ConsultationsPage",
    "Question",
    "Recommendation",
    "RespondentType",
    "SectionPage",
]

NOTICE_FEATURES = ["bold", "link", "ol", "ul"]


class ConsultationsPage(Page):
    """The front page: it lists the consultations under it."""

    subpage_types: ClassVar[list[str]] = ["consultation.ConsultationPage"]
    max_count = 1
    template = "guidance/consultations.html"


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
        help_text="Submissions received this many seconds after closing are accepted and marked.",
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
    ]
    parent_page_types: ClassVar[list[str]] = ["consultation.ConsultationsPage"]
    subpage_types: ClassVar[list[str]] = ["consultation.SectionPage"]
    template = "guidance/consultation.html"


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


class SectionPage(Page):
    """A section of the guidance: headings, paragraphs and numbered clauses."""

    letter = models.CharField(max_length=3, blank=True)
    introduction = models.TextField(blank=True)
    body = StreamField(BODY_BLOCKS, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("letter"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("questions", heading="Questions on this section", label="Question"),
    ]
    parent_page_types: ClassVar[list[str]] = ["consultation.ConsultationPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "guidance/section.html"

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
        carried = [identity_of(block) for block in clause_blocks(self.body)]
        # A clause of another section of the same text is foreign while it stands there: once it
        # was withdrawn it may move here and keep its comments.
        elsewhere = Clause.objects.filter(pk__in=carried).exclude(section=self.pk)
        foreign = elsewhere.exclude(consultation=self.get_parent().pk, withdrawn_at__isnull=False)
        give_identities(self.body, self.translation_key, set(foreign.values_list("pk", flat=True)))


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


class Clause(models.Model):
    """One numbered paragraph. The row is its permanent identity; its words are in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="clauses"
    )
    section = models.ForeignKey(
        SectionPage, null=True, on_delete=models.SET_NULL, related_name="clauses"
    )
    number = models.CharField(max_length=20, help_text="The number it was last published under.")
    order = models.PositiveIntegerField(default=0, help_text="Its place in the whole text.")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="When it left the published text; its comments stay."
    )

    class Meta:
        ordering = ("consultation", "order", "number")

    def __str__(self) -> str:
        return self.number

    @property
    def current(self) -> ClauseVersion:
        """The version published last."""
        version = self.versions.order_by("-pk").first()
        assert version is not None, f"Clause {self.pk} has no version: it was never published"
        return version


class VersionHistory(models.QuerySet["ClauseVersion"]):
    """Append-only: rows may be added and read, never changed or deleted."""

    def update(self, **_: Any) -> NoReturn:
        raise PermissionDenied("The version history is append-only: publish a new version instead.")

    def delete(self) -> NoReturn:
        raise PermissionDenied("The version history is append-only: comments hang on its rows.")


class ClauseVersion(models.Model):
    """The exact wording of a clause published at a moment. Append-only."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20)
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    old_text = models.TextField(blank=True, help_text="The wording in the text being replaced.")
    recommendations = models.JSONField(default=list, help_text="Keys, for example ['L1', 'L3'].")
    published_at = models.DateTimeField()

    objects = VersionHistory.as_manager()

    class Meta:
        ordering = ("clause", "pk")

    def __str__(self) -> str:
        return f"{self.number} as published {self.published_at:%d %B %Y %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            VersionHistory.update(type(self).objects.all())
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        VersionHistory.delete(type(self).objects.all())
