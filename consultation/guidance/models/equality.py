"""Questions asked for equality monitoring, kept apart from the response from the start."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.forms.models import AbstractFormField

from consultation.guidance.models.consultations import ConsultationPage


class EqualityQuestion(AbstractFormField):
    """A closed question about the respondent, such as their age; always optional.

    Closed only: free words could say who wrote them. “Prefer not to say” is always offered.
    """

    consultation = ParentalKey(
        ConsultationPage, on_delete=models.CASCADE, related_name="equality_questions"
    )
    key = models.SlugField(max_length=50, help_text="For example age; shown in tables.")
    field_type = models.CharField(
        "kind", max_length=16, choices=(("radio", "Closed: one choice"),), default="radio"
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("label"),
        FieldPanel("key"),
        FieldPanel("help_text"),
        FieldPanel("choices"),
    ]
