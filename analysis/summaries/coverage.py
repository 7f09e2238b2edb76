"""Whose points a summary tells, and whose it does not: stated beside every summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import columns
from analysis.summaries import quoting
from analysis.summaries.sides import Side
from analysis.wording import number

if TYPE_CHECKING:
    from analysis.clause_findings.evidence import About


def coverage(about: About, found: list[Side], sentences: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts of responses and a sentence that states them.

    `commenting` = `told` + `left_out` + `no_reason` + `held`. Told: a theme
    the summary names is theirs, or their words are among its sources. No
    reason: nothing they wrote argues anything. Held: all they wrote is held.
    `themes_left_out` are the names of themes the summary leaves out.
    """
    commenting = set(about.position_of)
    named = {argument.name for side in found for argument in side.arguments}
    told = commenting & (_of_themes(about, named) | _quoted(sentences))
    rest = commenting - told
    held = rest - set(quoting.unheld(about)["response_id"])
    no_reason = rest - held - _reasoned(about)
    counts = {
        "commenting": len(commenting),
        "told": len(told),
        "left_out": len(rest - held - no_reason),
        "no_reason": len(no_reason),
        "held": len(held),
    }
    left_out = _themes_left_out(about, named)
    return {**counts, "themes_left_out": left_out, "text": _stated(counts, left_out)}


def _names(about: About) -> dict[str, str]:
    return dict(zip(about.whole.themes["theme"], about.whole.themes["name"], strict=True))


def _of_themes(about: About, named: set[str]) -> set[str]:
    names = _names(about)
    inside = [
        any(names.get(theme) in named for theme in themes.split("; "))
        for themes in about.passages["theme"]
    ]
    return set(about.passages.loc[inside, "response_id"])


def _quoted(sentences: list[dict[str, Any]]) -> set[str]:
    return {source["response_id"] for sentence in sentences for source in sentence["sources"]}


def _reasoned(about: About) -> set[str]:
    argued = ~about.passages["theme"].isin([columns.NO_REASON, ""])
    return set(about.passages.loc[argued, "response_id"])


def _themes_left_out(about: About, named: set[str]) -> list[str]:
    names = _names(about)
    present = {theme for themes in about.passages["theme"] for theme in themes.split("; ")}
    found = {names[theme] for theme in present if theme in names}
    return sorted(found - named - set(columns.LEFT_OVER))


def _stated(counts: dict[str, int], left_out: list[str]) -> str:
    """Coverage in words.

    >>> _stated({"commenting": 3, "told": 3, "left_out": 0, "no_reason": 0, "held": 0}, [])
    'Told of all who commented.'
    """
    missing = (
        (counts["left_out"], "makes points that are not in it", "make points that are not in it"),
        (counts["no_reason"], "gives no reason", "give no reason"),
        (counts["held"], "is held and not quoted", "are held and not quoted"),
    )
    parts = [
        f"{number(count)} {one if count == 1 else several}"
        for count, one, several in missing
        if count
    ]
    if not counts["commenting"]:
        return "No one commented."
    if not parts:
        return "Told of all who commented."
    themes = f" Themes left out: {', '.join(left_out)}." if left_out else ""
    return f"Of the {counts['commenting']:,} who commented, {'; '.join(parts)}.{themes}"
