"""Places the way to the outcome on a consultation's page, which knows nothing of outcomes.

{% load outcome %}
{% outcome_panel consultation %}
"""

from __future__ import annotations

from typing import Any

from django import template

from consultation.guidance.models import ConsultationPage
from consultation.outcome.views.public import panel

register = template.Library()


@register.inclusion_tag("outcome/panel.html")
def outcome_panel(consultation: ConsultationPage) -> dict[str, Any]:
    """A panel with a link, once the response is published; nothing before."""
    return panel(consultation)
