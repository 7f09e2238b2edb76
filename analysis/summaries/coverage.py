"""Whose points a summary tells, and whose it does not: stated beside every summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from analysis import columns
from analysis.summaries import quoting
from analysis.summaries.sides import Side
from analysis.wording import number

if TYPE_CHECKING:
    from analysis.clause_findings.evidence import About


TOLD, LEFT_OUT, NO_REASON, HELD = STATES = ("told", "left_out", "no_reason", "held")


def coverage(about: About, found: list[Side], sentences: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts of responses and a sentence that states them.

    `commenting` = `told` + `left_out` + `no_reason` + `held`, as `whom` tells them, and the same
    `by_respondent_type`. `themes_told` are the names of themes the summary names,
    `themes_left_out` those of all others.
    """
    named = sorted({argument.name for side in found for argument in side.arguments} - {""})
    told = whom(about, named, sentences)
    counts = _counts(told.values())
    left_out = _themes_left_out(about, named)
    return {
        **counts,
        "by_respondent_type": _by_type(about, told),
        "themes_told": named,
        "themes_left_out": left_out,
        "text": _stated(counts, left_out),
    }


def whom(
    about: About, named: Collection[str], sentences: Iterable[dict[str, Any]]
) -> dict[str, str]:
    """One of STATES for each response that comments on the clause.

    Told: a theme the summary names is theirs, or their words are among its sources. No reason:
    nothing they wrote argues anything. Held: all they wrote is held. Left out: everybody else;
    what they say is in no sentence of the summary.
    """
    commenting = set(about.position_of)
    told = commenting & (_of_themes(about, named) | _quoted(sentences))
    rest = commenting - told
    # Who gave a closed answer and no word has nothing that could be held.
    silenced = {*about.passages["response_id"].unique()} - {
        *quoting.unheld(about)["response_id"].unique()
    }
    held = rest & silenced
    no_reason = rest - held - _reasoned(about)
    left_out = rest - held - no_reason
    groups = {TOLD: told, LEFT_OUT: left_out, NO_REASON: no_reason, HELD: held}
    return {response_id: state for state, group in groups.items() for response_id in group}


def _counts(states: Iterable[str]) -> dict[str, int]:
    tally = Counter(states)
    return {"commenting": tally.total(), **{state: tally[state] for state in STATES}}


def _by_type(about: About, told: dict[str, str]) -> list[dict[str, Any]]:
    """The counts for each type of respondent, the type most of which is left out first."""
    by_type: dict[str, list[str]] = {}
    for response_id, state in told.items():
        by_type.setdefault(about.whole.type_of[response_id], []).append(state)
    rows = [{"respondent_type": name, **_counts(found)} for name, found in by_type.items()]
    return sorted(rows, key=lambda row: (-row[LEFT_OUT], row["respondent_type"]))


def _names(about: About) -> dict[str, str]:
    return dict(zip(about.whole.themes["theme"], about.whole.themes["name"], strict=True))


def _of_themes(about: About, named: Collection[str]) -> set[str]:
    names = _names(about)
    inside = [
        themes
        for themes in about.passages["theme"].unique()
        if any(names.get(theme) in named for theme in themes.split(columns.SEPARATOR))
    ]
    return {*about.passages.loc[about.passages["theme"].isin(inside), "response_id"].unique()}


def _quoted(sentences: Iterable[dict[str, Any]]) -> set[str]:
    return {source["response_id"] for sentence in sentences for source in sentence["sources"]}


def _reasoned(about: About) -> set[str]:
    argued = ~about.passages["theme"].isin([columns.NO_REASON, ""])
    return {*about.passages.loc[argued, "response_id"].unique()}


def _themes_left_out(about: About, named: Collection[str]) -> list[str]:
    names = _names(about)
    listed = about.passages["theme"].unique()
    present = {theme for themes in listed for theme in themes.split(columns.SEPARATOR)}
    found = {names[theme] for theme in present if theme in names}
    return sorted(found - set(named) - set(columns.LEFT_OVER))


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
