"""What is fair to everybody: sending late what was begun in time, and forms that tell bots apart."""

from __future__ import annotations

from django import template

from consultation.responses.rules.deadline import may_send_late
from consultation.responses.views.respondent import Respondent

register = template.Library()


@register.simple_tag(name="may_send_late")
def may_send_late_now(respondent: Respondent) -> bool:
    """Whether this respondent's draft can be sent late, and only late."""
    draft, request = respondent.draft, respondent.request
    if draft is None or draft.replaces_id:
        return False
    return may_send_late(respondent.consultation, request.received_at).accepted  # type: ignore[attr-defined]
