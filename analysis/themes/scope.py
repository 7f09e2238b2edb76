"""The themes of one scope: the passages on one clause, or on one question, or on the whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import columns
from analysis.themes import grouping, naming, reasons
from analysis.themes.belonging import ALSO, JOINS, Nearness
from analysis.themes.uses import Uses

MOST_COMPARED = 1500
"""Distinct passages compared with one another; further ones join the themes these make."""

WIDE = 30
"""Distinct passages from which a group that nothing names is parted again."""

SMALLEST = 0.0075
"""A part of a group that nothing names is a theme from this share of all the passages on."""

LENGTHS = (40, 240)
"""Characters of a sentence that can stand for a theme: enough to argue, short enough to read."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Scope:
    """`themes`: the names of the themes of each passage (by index), its main one first;
    `representatives`: for each theme, the largest first, the passage that stands for it."""

    themes: dict[int, list[str]]
    representatives: dict[str, int]


@dataclass(frozen=True)
class Grouped:
    """Distinct texts: the main theme of each (-1: none), which others it is also in, its nearness
    to every theme, and that of the middling member of each."""

    main: Ints
    also: npt.NDArray[np.bool_]
    near: npt.NDArray[np.float64]
    middling: npt.NDArray[np.float64]

    def only(self, named: Collection[int]) -> Grouped:
        """The same with no theme that is not `named`: a passage in none joins the nearest it is
        near to."""
        if not len(self.middling):
            return self
        fit = np.isin(np.arange(len(self.middling)), list(named))
        inside = np.isin(self.main, list(named))
        joins = fit & (self.near >= JOINS * self.middling)
        joined = np.full(len(self.main), -1, np.int64)
        some = joins.any(axis=1)
        joined[some] = np.where(joins, self.near, -1.0)[some].argmax(axis=1)
        main = np.where(inside, self.main, joined)
        return replace(self, main=main, also=self.also & fit & inside[:, None])


def read(
    passages: pd.DataFrame,
    seed: int,
    wording: str,
    heading: str = "",
    *,
    used: Uses | None = None,
    beside: Collection[str] = (),
) -> Scope:
    """The themes among `passages`, whose clause has this `wording` and `heading` ("" for none).

    `used` is how words are used, by default as these passages show; `beside`, the names of themes
    shown beside these.
    """
    texts = passages["text"].map(plain)
    reasoned = sorted(text for text in texts.unique() if not reasons.gives_none(text))
    copies = texts.value_counts()
    name = partial(
        naming.names,
        reasoned,
        weights=[int(copies[text]) for text in reasoned],
        wording=wording,
        heading=heading,
        used=used,
        silent=set(texts[passages["hold"] != ""]) if "hold" in passages else set(),
        beside=beside,
    )
    found, names = _named(reasoned, seed, name)
    listed = {text: _themes(found, at, names) for at, text in enumerate(reasoned)}
    themes = {
        index: listed.get(text, [columns.NO_REASON])
        for index, text in zip(passages.index, texts.tolist(), strict=True)
    }
    place = {text: at for at, text in enumerate(reasoned)}
    stand = {
        said: _representative(passages, texts.map(place), found, each, said)
        for each, said in names.items()
    }
    return Scope(themes, stand)


def main_themes(texts: Sequence[str], seed: int, wanted: int | None = None) -> list[str]:
    """The main theme of each of `texts` by number, or the name of what is left over."""
    plainly = [plain(text) for text in texts]
    reasoned = sorted({text for text in plainly if not reasons.gives_none(text)})
    main = group(reasoned, seed, wanted).main.tolist()
    found = {
        text: str(each) if each >= 0 else columns.OTHER
        for text, each in zip(reasoned, main, strict=True)
    }
    return [found.get(text, columns.NO_REASON) for text in plainly]


def plain(text: str) -> str:
    """The text with white space evened out: passages that differ in no more count as one."""
    return " ".join(text.split())


def group(texts: Sequence[str], seed: int, wanted: int | None = None) -> Grouped:
    """Themes of distinct, sorted `texts`; `wanted` fixes how many."""
    compared = _sample(texts)
    return _placed(texts, compared, _compare(texts, compared, seed, wanted))


def _named(
    texts: Sequence[str], seed: int, name: Callable[..., dict[int, str]]
) -> tuple[Grouped, dict[int, str]]:
    """The themes of `texts` that have a name, and their names.

    Where a group has none, its parts are tried: many people write of one thing, and make
    different arguments about it.
    """
    compared = _sample(texts)
    groups = _compare(texts, compared, seed)
    whole = name(groups=_placed(texts, compared, groups).main)
    parted = _parted([texts[at] for at in compared], groups, whole, seed)
    found = _placed(texts, compared, parted, diffuse=True)
    parts = range(len(whole), int(parted.max(initial=-1)) + 1)
    names = name(groups=found.main, parts=parts)
    return found.only(names), names


def _compare(texts: Sequence[str], compared: Ints, seed: int, wanted: int | None = None) -> Ints:
    return grouping.groups([texts[at] for at in compared], seed, wanted)


def _parted(texts: Sequence[str], groups: Ints, named: Collection[int], seed: int) -> Ints:
    """`groups` of `texts`, the `named` ones first, and after them the parts of the other wide
    ones; -1 for what is in neither."""
    parted = np.where(np.isin(groups, list(named)), groups, -1)
    for each in sorted(set(groups.tolist()) - set(named) - {-1}):
        inside = np.flatnonzero(groups == each)
        if len(inside) >= WIDE:
            parts = grouping.groups([texts[int(at)] for at in inside], seed)
            small = np.bincount(parts + 1)[parts + 1] < SMALLEST * len(texts)
            parted[inside] = np.where(small | (parts < 0), -1, parts + parted.max() + 1)
    kept = np.unique(parted[parted >= 0])
    return np.asarray(np.where(parted < 0, -1, np.searchsorted(kept, parted)), np.int64)


def _placed(texts: Sequence[str], compared: Ints, found: Ints, *, diffuse: bool = False) -> Grouped:
    """All `texts` in the groups `found` among those `compared`; with the `diffuse` ones, where
    names tell which are no theme."""
    main = np.full(len(texts), -1, np.int64)
    main[compared] = found
    if not (found >= 0).any():
        none = np.zeros((len(texts), 0))
        return Grouped(main, none > 0, none, np.ones(0))
    nearness = Nearness([texts[at] for at in compared], found)
    near = nearness.of(texts)
    rest = np.ones(len(texts), bool)
    rest[compared] = False
    joins = rest & (near / nearness.middling >= JOINS).any(axis=1)
    main[joins] = near[joins].argmax(axis=1)
    loose = nearness.diffuse() & (not diffuse)
    main[np.isin(main, np.flatnonzero(loose))] = -1
    own = near[np.arange(len(texts)), main]
    also = (near >= ALSO * nearness.middling) & (near >= ALSO * own[:, None])
    return Grouped(main, also & ~loose, near, nearness.middling)


def _sample(texts: Sequence[str]) -> Ints:
    """Which texts are compared with one another.

    Chosen by digest of the text, so that the choice hardly changes as others arrive.
    """
    if len(texts) <= MOST_COMPARED:
        return np.arange(len(texts))
    digests = [
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts
    ]
    chosen = sorted(range(len(texts)), key=digests.__getitem__)[:MOST_COMPARED]
    return np.array(sorted(chosen), np.int64)


def _themes(found: Grouped, at: int, names: dict[int, str]) -> list[str]:
    """The main theme of a text and those it is also near; `other` where there is none."""
    main = int(found.main[at])
    if main < 0:
        return [columns.OTHER]
    also = [each for each in np.flatnonzero(found.also[at]).tolist() if each != main]
    also.sort(key=lambda each: (-found.near[at, each], each))
    return [names[main], *(names[each] for each in also)]


def _representative(
    passages: pd.DataFrame, places: pd.Series, found: Grouped, theme: int, name: str
) -> int:
    """The index of the sentence nearest the theme, of readable length, with the words of its name
    and under no hold."""
    inside = places.isin(np.flatnonzero(found.main == theme))
    if "hold" in passages:
        inside &= passages["hold"] == ""
    members = passages[inside]
    if members.empty:
        return -1
    ranked = pd.DataFrame(
        {
            "long": ~members["text"].str.len().between(*LENGTHS),
            "named": [-naming.held(name, text) for text in members["text"]],
            "near": -found.near[places[inside].astype(int), theme],
            "text": members["text"],
            "key": _keys(members),
        },
        index=members.index,
    )
    return int(ranked.sort_values(["long", "named", "near", "text", "key"]).index[0])


def _keys(members: pd.DataFrame) -> list[tuple[object, ...]]:
    places = [column for column in columns.PLACE if column in members]
    return list(members[places].itertuples(index=False, name=None))
