"""What is fair to everybody: sending late what was begun in time, and forms that tell bots apart."""

from __future__ import annotations

from typing import Any

from django import template

from consultation.responses.rules.deadline import may_send_late
from consultation.responses.views.fair_use import token
from consultation.responses.views.respondent import Respondent

register = template.Library()


@register.simple_tag(name="may_send_late")
def may_send_late_now(respondent: Respondent) -> bool:
    """Whether this respondent's draft can be sent late, and only late."""
    draft, request = respondent.draft, respondent.request
    if draft is None or draft.replaces_id:
        return False
    return may_send_late(respondent.consultation, request.received_at).accepted  # type: ignore[attr-defined]


@register.inclusion_tag("responses/fair_use.html", takes_context=True)
def fair_use(context: dict[str, Any]) -> dict[str, Any]:
    """The two fields by which a flood of forms is told apart: `{% fair_use %}` in every form."""
    request = context["request"]
    # One signature for the whole page, however many boxes it has; each field needs its own id.
    if not hasattr(request, "shown_token"):
        request.shown_token, request.shown_forms = token(request), 0
    request.shown_forms += 1
    return {"token": request.shown_token, "place": request.shown_forms}
