"""The way to the outcome on a consultation's page, which knows nothing of outcomes; its charts.

{% load outcome %}
{% outcome_panel consultation %}

And the decision on a clause on the page where officials read it, which knows as little.

{% decision_on consultation version as decided %}
{% chart table %}
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.outcome.exports.charts import LINE, colour, height, lines
from consultation.outcome.models.decided import DecidedOn, decided_on
from consultation.outcome.rules.document import Table
from consultation.outcome.rules.document.structure import Bar
from consultation.outcome.views.public import panel

register = template.Library()

#: The picture in print is twice as large as this one.
TWICE = 2
#: In units of the picture: it is as wide as the text.
WIDTH, BAR, LABELS, NUMBERS = 650, 17, 260, 45


@register.inclusion_tag("outcome/panel.html")
def outcome_panel(consultation: ConsultationPage) -> dict[str, Any]:
    """A panel with a link, once the response is published; nothing before."""
    return panel(consultation)


@register.simple_tag
def decision_on(consultation: ConsultationPage, version: ClauseVersion) -> DecidedOn | None:
    """What the draft of the response says of the clause now; None where it has no block of it."""
    return decided_on(consultation, version)


@register.simple_tag
def chart(table: Table) -> SafeString:
    """The bars of a table as a picture; nothing where it has none. Its table says the same."""
    bars = table.bars
    if not bars:
        return SafeString("")
    drawn, below = [], 0
    for bar in bars:
        drawn.append(_row(bar, below))
        below += height(lines(bar.label)) // TWICE
    return format_html(
        '<svg class="redraft-chart" role="img" aria-label="{0}" viewBox="0 0 {1} {2}" '
        'xmlns="http://www.w3.org/2000/svg" font-size="14" fill="#0b0c0c"><title>{0}</title>\n{3}\n</svg>',
        table.drawn, WIDTH, below + 4, format_html_join("\n", "{}", ((row,) for row in drawn)),
    )  # fmt: skip


def _row(bar: Bar, below: int) -> SafeString:
    """The label, in as many lines as it needs, its bar, and the number after it."""
    label = lines(bar.label)
    middle = below + height(label) // TWICE // 2 + 2
    first = middle - (len(label) - 1) * LINE // TWICE // 2
    told = format_html_join(
        "", '<text x="0" y="{}">{}</text>',
        ((first + n * LINE // TWICE + 5, line) for n, line in enumerate(label)),
    )  # fmt: skip
    long = round((WIDTH - LABELS - NUMBERS) * bar.share)
    return format_html(
        '{}<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/><text x="{}" y="{}">{}</text>',
        told, LABELS, middle - BAR // 2, max(long, 2 if bar.figure.value else 0), BAR,
        colour(bar.label), LABELS + long + 8, middle + 5, f"{bar.figure.value:,}",
    )  # fmt: skip
