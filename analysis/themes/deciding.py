"""The themes of a scope as people decided them, and the rest of it as their labels teach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from analysis import columns
from analysis.themes import learning
from analysis.themes.scope import Scope, plain

#: By passage, each theme that people put on it (true) or took off it (false).
Marks = Mapping[int, Mapping[str, bool]]

ENOUGH = 20
"""Different passages labelled in a scope from which a reader of its themes is fitted."""


def decide(scope: Scope, passages: pd.DataFrame, marks: Marks, seed: int) -> Scope:
    """`scope` of `passages` with the frame's themes where people, or their labels, say so.

    Policy: what people put on a passage stands, and takes the place of suggestions that are
    not in their frame; what they took off is off. A group of which most labelled passages
    have one theme is that theme. A fitted reader decides only where it is sure.
    """
    mine = {index: marks[index] for index in scope.themes if index in marks}
    labelled = _labelled(mine, scope, passages)
    frame = {theme for each in mine.values() for theme in each}
    taught = scope.themes if labelled.empty else _taught(labelled, scope, passages, seed)
    themes = {index: _decided(found, mine.get(index, {}), frame) for index, found in taught.items()}
    return _standing(scope, themes, passages)


def _labelled(mine: Marks, scope: Scope, passages: pd.DataFrame) -> pd.DataFrame:
    """`text`, `theme` and `group` of each different passage with a theme people put on it."""
    texts = passages["text"].map(plain)
    rows = {
        (texts[index], theme, scope.themes[index][0])
        for index, each in mine.items()
        for theme, on in each.items()
        if on
    }
    return pd.DataFrame(sorted(rows), columns=["text", "theme", "group"], dtype="str")


def _taught(
    labelled: pd.DataFrame, scope: Scope, passages: pd.DataFrame, seed: int
) -> dict[int, list[str]]:
    """The themes of each passage as the labels teach; what gives no reason gives none still."""
    # What is left over is no group: it takes no name from those labelled in it.
    left_over = labelled["group"].isin(columns.LEFT_OVER)
    grouped = labelled.assign(group=labelled["group"].where(~left_over, labelled["text"]))
    named = learning.names_of_groups(labelled[~left_over])
    themes = {
        i: list(dict.fromkeys(named.get(t, t) for t in each)) for i, each in scope.themes.items()
    }
    if labelled["text"].nunique() < ENOUGH:
        return themes
    texts = passages["text"].map(plain)
    reasoned = [i for i, each in themes.items() if each[0] != columns.NO_REASON]
    distinct = {texts[index]: themes[index][0] for index in reasoned}
    main = learning.extend(grouped, list(distinct), list(distinct.values()), seed)
    found = dict(zip(distinct, main, strict=True))
    for index in reasoned:
        own = found[texts[index]]
        also = [theme for theme in themes[index] if theme not in (own, columns.OTHER)]
        themes[index] = [own, *also]
    return themes


def _decided(themes: list[str], marks: Mapping[str, bool], frame: set[str]) -> list[str]:
    """`themes` of a passage with `marks`; suggestions outside the frame give way to a theme put on."""
    on = [theme for theme, is_on in marks.items() if is_on]
    left = [theme for theme in themes if marks.get(theme, True) and theme not in on]
    if on:
        left = [theme for theme in left if theme in frame and theme not in columns.LEFT_OVER]
    return [*on, *left] or [columns.OTHER]


def _standing(scope: Scope, themes: dict[int, list[str]], passages: pd.DataFrame) -> Scope:
    """The scope with these themes; each is represented as before, else by the first that has it."""
    if themes == scope.themes:
        return scope
    sizes = Counter(theme for each in themes.values() for theme in each)
    order = list(columns.PLACE) if set(columns.PLACE) <= set(passages.columns) else ["text"]
    first: dict[str, int] = {}
    for index in passages.sort_values(order).index:
        for theme in themes[index]:
            if "hold" not in passages or not passages.at[index, "hold"]:
                first.setdefault(theme, int(index))
    stands = {
        theme: before if theme in themes.get(before, ()) else first.get(theme, -1)
        for theme in sorted(
            set(sizes) - set(columns.LEFT_OVER), key=lambda each: (-sizes[each], each)
        )
        for before in [scope.representatives.get(theme, -1)]
    }
    return Scope(themes, stands)
