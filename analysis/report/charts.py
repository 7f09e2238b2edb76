"""Bar charts as inline SVG: no script, no asset; a table always stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

# Pixels down, per cent across: so the words keep their size on any screen.
_PITCH = 46
_BAR = 18
_WIDEST = 78


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
    height = _PITCH * len(rows)
    drawn = Markup("").join(_bar(place, bar, longest) for place, bar in enumerate(rows))
    return Markup(
        '<svg class="chart" role="img" aria-labelledby="{name}-title" width="100%" '
        'height="{height}"><title id="{name}-title">{title}</title>{drawn}</svg>'
    ).format(name=name, title=title, height=height, drawn=drawn)


def _bar(place: int, bar: Bar, longest: int) -> Markup:
    top = place * _PITCH
    length = round(_WIDEST * bar.value / longest, 1) if longest else 0
    return Markup(
        '<text x="0" y="{label_at}">{label}</text>'
        '<rect x="0" y="{top}" width="{length}%" height="{height}"></rect>'
        '<text x="{length}%" dx="6" y="{shown_at}">{shown}</text>'
    ).format(
        label_at=top + 15,
        label=_cut(bar.label),
        top=top + 21,
        length=length,
        height=_BAR,
        shown_at=top + 36,
        shown=bar.shown,
    )


def _cut(label: str) -> str:
    """A label no longer than its room; the table beside the chart has all of it."""
    return label if len(label) <= 30 else label[:29].rstrip() + "…"
