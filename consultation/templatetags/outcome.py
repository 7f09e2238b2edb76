"""Places the way to the outcome on a consultation's page, which knows nothing of outcomes.

{% load outcome %}
{% outcome_panel consultation %}

And the decision on a clause on the page where officials read it, which knows as little.

{% decision_on consultation version as decided %}
"""

from __future__ import annotations

from typing import Any

from django import template

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.outcome.models.decided import DecidedOn, decided_on
from consultation.outcome.views.public import panel

register = template.Library()


@register.inclusion_tag("outcome/panel.html")
def outcome_panel(consultation: ConsultationPage) -> dict[str, Any]:
    """A panel with a link, once the response is published; nothing before."""
    return panel(consultation)


@register.simple_tag
def decision_on(consultation: ConsultationPage, version: ClauseVersion) -> DecidedOn | None:
    """What the draft of the response says of the clause now; None where it has no block of it."""
    return decided_on(consultation, version)
