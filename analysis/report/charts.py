"""Bar charts as inline SVG: no script, no asset; a table always stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_LABEL = 230
_BAR = 360
_ROW = 28
_PITCH = 34


@dataclass(frozen=True)
class Bar:
    """One bar: what it is, how long it is, and what is written at its end."""

    label: str
    value: int
    shown: str


def bars(name: str, title: str, rows: Sequence[Bar], longest: int) -> Markup:
    """A chart of horizontal bars, ``longest`` being the value of the full width.

    ``name`` must be unlike that of any other chart on the page: it makes its ids.
    """
    height = _PITCH * len(rows) + 4
    width = _LABEL + _BAR + 110
    drawn = Markup("").join(_bar(place, bar, longest) for place, bar in enumerate(rows))
    return Markup(
        '<svg class="chart" role="img" aria-labelledby="{name}-title" viewBox="0 0 {width} '
        '{height}" width="{width}" height="{height}"><title id="{name}-title">{title}</title>'
        "{drawn}</svg>"
    ).format(name=name, title=title, width=width, height=height, drawn=drawn)


def _bar(place: int, bar: Bar, longest: int) -> Markup:
    top = place * _PITCH + 2
    length = round(_BAR * bar.value / longest) if longest else 0
    return Markup(
        '<text class="label" x="{x}" y="{y}" text-anchor="end">{label}</text>'
        '<rect x="{left}" y="{top}" width="{length}" height="{row}"></rect>'
        '<text x="{end}" y="{y}">{shown}</text>'
    ).format(
        x=_LABEL - 10,
        y=top + 19,
        label=_cut(bar.label),
        left=_LABEL,
        top=top,
        length=length,
        row=_ROW,
        end=_LABEL + length + 8,
        shown=escape(bar.shown),
    )


def _cut(label: str) -> str:
    """A label no longer than its room; the table beside the chart has all of it."""
    return label if len(label) <= 30 else label[:29].rstrip() + "…"
