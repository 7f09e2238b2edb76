"""Places what a respondent needs on the pages of the guidance, which know nothing of responses.

    {% load responding %}
    {% respond_start consultation %}       on a consultation's page
    {% before_commenting page %}           on a section's page, before its first clause
    {% comment_box page value.identity %}  after each clause
    {% section_questions page %}           after its last clause
    {% after_commenting page %}            at the end of a section's page

All of them need `request` in the context, and show nothing in an editor's preview.
"""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from consultation.guidance import rules as guidance
from consultation.guidance.models import (
    ClauseVersion,
    ConsultationPage,
    Question,
    SectionPage,
)
from consultation.responses.models import Position
from consultation.responses.models.due import due_at
from consultation.responses.rules import may_submit, proposing, to_the_second
from consultation.responses.rules.mail import WARN_BEFORE
from consultation.responses.rules.mail import time_left as in_words
from consultation.responses.views import boxes
from consultation.responses.views.boxes import Commenting, box
from consultation.responses.views.respondent import Respondent

register = template.Library()

LONG_RUN = re.compile(r"(\S{100})")

Context = dict[str, Any]


@register.simple_tag
def drafts_kept_days() -> int:
    """For how many days after closing a draft is kept that was never sent."""
    days: int = settings.DRAFTS_KEPT_DAYS
    return days


@register.simple_tag
def responses_kept_until(consultation: ConsultationPage) -> datetime | None:
    """Until when responses are kept, where somebody has said so."""
    return due_at(consultation)


@register.inclusion_tag("responses/start.html", takes_context=True)
def respond_start(context: Context, consultation: ConsultationPage) -> Context:
    """The way in: start, go on, or the receipt of what was sent."""
    given = shared(context, consultation)
    if given["shown"] and given["respondent"].comments:
        given |= {"progress": Commenting.of(given["respondent"]).progress()}
    return given


@register.inclusion_tag("responses/before_commenting.html", takes_context=True)
def before_commenting(context: Context, page: SectionPage) -> Context:
    """The notices, which come before the first box, and how far the draft has come."""
    given = shared(context, consultation_of(context, page))
    if given["shown"]:
        given |= {"progress": Commenting.of(given["respondent"]).progress(page.pk)}
    return given


@register.inclusion_tag("responses/after_commenting.html", takes_context=True)
def after_commenting(context: Context, page: SectionPage) -> Context:
    """The way to check and send what was written, from each section."""
    return shared(context, consultation_of(context, page))


@register.inclusion_tag("responses/comment_box.html", takes_context=True)
def comment_box(context: Context, page: SectionPage, identity: str) -> Context:
    """The box beside one clause: to comment, or with the comment made and the way to change it."""
    given = shared(context, consultation_of(context, page))
    version = versions(context, page).get(uuid.UUID(str(identity))) if given["shown"] else None
    if version is None:
        return {"shown": False}
    asked: HttpRequest = given["request"]
    saved = asked.GET.get("saved") == str(version.pk)
    return given | box(asked, given["respondent"], version) | {"saved": saved}


@register.inclusion_tag("responses/section_questions.html", takes_context=True)
def section_questions(context: Context, page: SectionPage) -> Context:
    """The way to the section's questions, if it has any."""
    return shared(context, consultation_of(context, page)) | {
        "page": page,
        "questions": list(page.questions.all()),
    }


@register.simple_tag
def question_address(consultation: ConsultationPage, question: Question) -> str:
    """Where a question is answered: with those of its section, or of the whole consultation."""
    if question.page_id == consultation.pk:
        return reverse("respond:questions", args=[consultation.slug])
    return reverse("respond:section-questions", args=[consultation.slug, question.page.slug])


@register.filter
def proposed_changes(one: Any) -> Any:
    """What the wording proposed with a comment changes in the wording its writer saw."""
    # A comment of a draft and one of a submission call the wording seen differently.
    version = one.version if hasattr(one, "version") else one.clause_version
    return (
        proposing.proposed_changes(version.text, one.proposed) if one.proposed and version else ()
    )


@register.filter
def position_words(position: str) -> str:
    """Where somebody stands, as they chose it: "Support with changes"."""
    return str(Position(position).label) if position in Position.values else position


@register.simple_tag
def words_allowed() -> str:
    """About how many words can be sent at once: "1,000,000"."""
    return number_format(boxes.words_allowed(), force_grouping=True)


@register.filter
def closing_time(closes: datetime) -> str:
    """The last minute that is open: "11:59pm on Friday 23 October 2009"."""
    return guidance.closing_time(closes)


def shared(context: Context, consultation: ConsultationPage) -> Context:
    """What every tag needs; `shown` is false in a preview."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return {"shown": False}
    respondent = Respondent.of(request, consultation)
    return {
        "shown": True,
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "consultation": respondent.consultation,
        "respondent": respondent,
        "verdict": may_submit(respondent.consultation, request.received_at),
    }


@register.filter
def exact_time(instant: datetime) -> str:
    """An instant in UK time, to the second."""
    return to_the_second(instant)


@register.simple_tag(takes_context=True)
def time_left(context: Context, consultation: ConsultationPage) -> str:
    """How long is left, from a week before the closing time on; "" before that and after it."""
    left = consultation.closes - context["request"].received_at
    if not timedelta(0) < left <= WARN_BEFORE:
        return ""
    return in_words(consultation.closes, context["request"].received_at)


def consultation_of(context: Context, page: SectionPage) -> ConsultationPage:
    """The section's consultation; the page's own context has it at hand."""
    known: ConsultationPage | None = context.get("consultation")
    return known or page.consultation


def versions(context: Context, page: SectionPage) -> dict[uuid.UUID, ClauseVersion]:
    """The present wording of each clause of the section, read once for a page."""
    request = context["request"]
    if not hasattr(request, "clause_versions"):
        rows = ClauseVersion.objects.filter(clause__section=page).order_by("pk")
        request.clause_versions = {row.clause_id: row for row in rows}
    known: dict[uuid.UUID, ClauseVersion] = request.clause_versions
    return known


@register.filter
def breakable(words: str) -> SafeString:
    """Words in which a run of letters without a space may be broken, for laying out on pages.

    Without places to break it, one word of a hundred thousand letters takes minutes to lay out.
    """
    pieces = LONG_RUN.split(words)
    return format_html_join(mark_safe("<wbr>"), "{}", ((piece,) for piece in pieces if piece))
