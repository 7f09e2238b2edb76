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
from consultation.outcome.exports.charts import colour
from consultation.outcome.models.decided import DecidedOn, decided_on
from consultation.outcome.rules.document import Table
from consultation.outcome.views.public import panel

register = template.Library()

#: In units of the picture: it is as wide as the text.
WIDTH, PITCH, BAR, LABELS, NUMBERS = 650, 26, 17, 260, 45


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
    room = WIDTH - LABELS - NUMBERS
    drawn = format_html_join(
        "\n",
        '<text x="0" y="{}">{}</text><rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
        '<text x="{}" y="{}">{}</text>',
        (
            (
                place * PITCH + BAR, _short(bar.label), LABELS, place * PITCH + 4,
                max(round(room * bar.share), 2 if bar.figure.value else 0), BAR, colour(bar.label),
                LABELS + round(room * bar.share) + 8, place * PITCH + BAR, f"{bar.figure.value:,}",
            )
            for place, bar in enumerate(bars)
        ),
    )  # fmt: skip
    return format_html(
        '<svg class="redraft-chart" role="img" aria-label="{0}" viewBox="0 0 {1} {2}" '
        'xmlns="http://www.w3.org/2000/svg" font-size="14" fill="#0b0c0c"><title>{0}</title>\n{3}\n</svg>',
        table.drawn, WIDTH, len(bars) * PITCH + 4, drawn,
    )  # fmt: skip


def _short(label: str) -> str:
    """As much as there is room for; the table has the whole."""
    return label if len(label) <= 31 else f"{label[:29].rstrip()}…"
