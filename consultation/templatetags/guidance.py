"""How guidance is worded on a page: times, clause numbers, and text written in the editor."""

import re

from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from consultation.guidance.rules import anchor, clause_words, closing_time, opening_time, uk_time
from consultation.guidance.rules.deadline import day, weekday

register = template.Library()

register.filter("anchor", anchor)
register.filter("clause_words", clause_words)
register.filter("closing_time", closing_time)
register.filter("day", day)
register.filter("opening_time", opening_time)
register.filter("uk_time", uk_time)
register.filter("weekday", weekday)

#: The Design System styles no bare element: each needs its class.
CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
}
OPENING = re.compile(r"<(p|ul|ol|a)(?=[\s>])")


@register.filter
def prose(rich_text: str) -> SafeString:
    """Rich text from Wagtail's editor, which lets no unsafe HTML in, in the Design System's look."""
    html = expand_db_html(str(rich_text))
    return SafeString(OPENING.sub(lambda tag: f'<{tag[1]} class="{CLASSES[tag[1]]}"', html))
