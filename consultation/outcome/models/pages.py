"""The government response as a page: drafted, signed off and published, in a tree of its own.

Outcome pages stand beside the consultations and not under them, so that the rights of those who
edit the guidance, which end at the consultations' page, never reach them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from consultation.guidance.models import ConsultationPage
from consultation.outcome.blocks import CLAUSE_BLOCKS
from consultation.outcome.forms.prose import OutcomePageForm
from consultation.outcome.models.reading import document_of
from consultation.outcome.models.seals import Seal

#: No pictures, files or embedded things: the choosers of Wagtail show what is not theirs.
PROSE = ["bold", "italic", "ol", "ul", "h3"]


class OutcomesPage(Page):
    """The root of the outcomes' own tree. It is never served."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["consultation.OutcomePage"]


class OutcomePage(Page):
    """The government response to one consultation, bound to a seal.

    Its clause blocks are edited clause by clause on pages of their own (``outcome/views``), beside
    the figures and quotations they may use; Wagtail's editor has the rest.
    """

    consultation = models.OneToOneField(
        ConsultationPage, on_delete=models.PROTECT, related_name="outcome"
    )
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")
    foreword = RichTextField(features=PROSE, blank=True)
    process = RichTextField(
        "how the consultation ran",
        features=PROSE,
        blank=True,
        help_text="The table of responses received, counted and set aside is added by itself.",
    )
    clauses = StreamField(CLAUSE_BLOCKS, blank=True)
    equality = RichTextField(features=PROSE, blank=True)
    next_steps = RichTextField(features=PROSE, blank=True)
    popular_share = models.PositiveSmallIntegerField(
        "popular from",
        default=10,
        help_text="Per cent of those who commented on a clause. What at least so many propose, "
        "and is not taken up, needs an answer of its own.",
    )
    coding_promised = models.BooleanField(
        default=False,
        help_text="Whether respondents were told that people, not only a machine, code what they "
        "wrote. Then nothing is signed off while words are uncoded.",
    )

    licence = models.CharField(
        max_length=200,
        default="Open Government Licence v3.0",
        help_text="Under which the document and its open data are published.",
    )

    content_panels: ClassVar[list[Any]] = [
        HelpPanel(template="outcome/admin/editor_help.html"),
        # Wagtail's own panel of the title looks for the address, which is not changed here.
        FieldPanel("title"),
        FieldPanel("foreword"),
        FieldPanel("process"),
        FieldPanel("equality"),
        FieldPanel("next_steps"),
        MultiFieldPanel(
            [FieldPanel("popular_share"), FieldPanel("coding_promised")],
            heading="What must be done before it is signed off",
        ),
        FieldPanel("licence"),
    ]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["consultation.OutcomesPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = OutcomePageForm
    template = "outcome/document.html"

    class Meta:
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("draft_outcome", "Can draft the government response"),
            ("sign_off", "Can sign off the government response"),
            ("download_seal", "Can download a sealed package"),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"document": document_of(self), "consultation": self.consultation}

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a draft that is signed off; whoever asks, by hand, by schedule or by workflow.

        Raises NotSignedOff for any other.
        """
        import_module("consultation.outcome.actions.signing").refuse_unless_signed(self, revision)
        return super().publish(revision, *args, **kwargs)


class Vouched(models.Model):
    """A sentence of a draft that somebody vouches for. Only ever added to.

    ``digest`` stands for its words and places: see ``rules.draft.digest_of``.
    """

    page = models.ForeignKey(OutcomePage, on_delete=models.CASCADE, related_name="vouched")
    clause = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    vouched_at = models.DateTimeField()
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty when the program drafted it.",
    )

    class Meta:
        verbose_name_plural = "vouched"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["page", "digest"], name="vouched_once")
        ]

    def __str__(self) -> str:
        return f"A sentence on clause {self.clause} of {self.page}"
