"""The themes of one scope: the passages on one clause, or on one question, or on the whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
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
    """Distinct texts: the main theme of each (-1: none), which others it is also in, and its
    nearness to every theme."""

    main: Ints
    also: npt.NDArray[np.bool_]
    near: npt.NDArray[np.float64]

    def only(self, kept: Collection[int]) -> Grouped:
        """The same without the themes that are not among `kept`: what none can name is none."""
        inside = np.isin(self.main, list(kept))
        also = self.also & np.isin(np.arange(self.also.shape[1]), list(kept)) & inside[:, None]
        return Grouped(np.where(inside, self.main, -1), also, self.near)


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
    found = group(reasoned, seed)
    weights = [int(copies[text]) for text in reasoned]
    held = set(texts[passages["hold"] != ""]) if "hold" in passages else set()
    names = naming.names(
        reasoned, found.main, weights, wording, heading, used=used, silent=held, beside=beside
    )
    found = found.only(names)
    listed = {text: _themes(found, at, names) for at, text in enumerate(reasoned)}
    themes = {
        index: listed.get(text, [columns.NO_REASON])
        for index, text in zip(passages.index, texts.tolist(), strict=True)
    }
    place = {text: at for at, text in enumerate(reasoned)}
    stand = {
        names[each]: _representative(passages, texts.map(place), found, each) for each in names
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
    found = grouping.groups([texts[at] for at in compared], seed, wanted)
    main = np.full(len(texts), -1, np.int64)
    main[compared] = found
    if not (found >= 0).any():
        return Grouped(main, np.zeros((len(texts), 0), bool), np.zeros((len(texts), 0)))
    nearness = Nearness([texts[at] for at in compared], found)
    near = nearness.of(texts)
    rest = np.ones(len(texts), bool)
    rest[compared] = False
    joins = rest & (near / nearness.middling >= JOINS).any(axis=1)
    main[joins] = near[joins].argmax(axis=1)
    main[np.isin(main, np.flatnonzero(nearness.diffuse()))] = -1
    own = near[np.arange(len(texts)), main]
    also = (near >= ALSO * nearness.middling) & (near >= ALSO * own[:, None])
    return Grouped(main, also & ~nearness.diffuse(), near)


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


def _representative(passages: pd.DataFrame, places: pd.Series, found: Grouped, theme: int) -> int:
    """The index of the sentence nearest the theme, of readable length and under no hold."""
    inside = places.isin(np.flatnonzero(found.main == theme))
    if "hold" in passages:
        inside &= passages["hold"] == ""
    members = passages[inside]
    if members.empty:
        return -1
    ranked = pd.DataFrame(
        {
            "long": ~members["text"].str.len().between(*LENGTHS),
            "near": -found.near[places[inside].astype(int), theme],
            "text": members["text"],
            "key": _keys(members),
        },
        index=members.index,
    )
    return int(ranked.sort_values(["long", "near", "text", "key"]).index[0])


def _keys(members: pd.DataFrame) -> list[tuple[object, ...]]:
    places = [column for column in columns.PLACE if column in members]
    return list(members[places].itertuples(index=False, name=None))
