"""Seeded draws that keep close to the shares asked for and seldom repeat themselves."""

import re
from collections import Counter
from random import Random
from typing import Any

ALTERNATIVES = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
VOICES = {
    "individual": {"we": "I", "We": "I", "our": "my", "Our": "My", "us": "me", "am": "am"},
    "organisation": {"we": "we", "We": "We", "our": "our", "Our": "Our", "us": "us", "am": "are"},
}


def deck(rng: Random, shares: dict[str, float], size: int) -> list[str]:
    """Deal `size` values in proportion to `shares` (largest remainders), then shuffle."""
    whole = sum(shares.values())
    exact = {value: size * share / whole for value, share in shares.items()}
    counts = {value: int(amount) for value, amount in exact.items()}
    by_remainder = sorted(exact, key=lambda value: counts[value] - exact[value])
    for value in by_remainder[: size - sum(counts.values())]:
        counts[value] += 1
    dealt = [value for value, count in counts.items() for _ in range(count)]
    rng.shuffle(dealt)
    return dealt


def weighted(rng: Random, weights: dict[str, float]) -> str:
    """One key of `weights`, more often the heavier it is."""
    return rng.choices(list(weights), list(weights.values()))[0]


class Sentences:
    """Hands out sentences of a bank, the least used first, in the respondent's voice."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.uses: Counter[str] = Counter()

    def draw(self, sentences: list[str], kind: str) -> str:
        """One of `sentences`, its (this|that) settled and its {we} put in voice.

        `kind` is individual or organisation.
        """
        least = min(self.uses[sentence] for sentence in sentences)
        sentence = self.rng.choice([s for s in sentences if self.uses[s] == least])
        self.uses[sentence] += 1
        settled = ALTERNATIVES.sub(lambda m: self.rng.choice(m[1].split("|")), sentence)
        for slot, word in VOICES[kind].items():
            settled = settled.replace(f"{{{slot}}}", word)
        return settled

    def several(self, themes: dict[str, list[str]], count: int, kind: str) -> list[str]:
        """Up to `count` sentences, each from another theme, rarer themes first."""
        order = sorted(themes, key=lambda theme: (self._wear(themes[theme]), self.rng.random()))
        return [self.draw(themes[theme], kind) for theme in order[:count]]

    def _wear(self, sentences: list[str]) -> float:
        return sum(self.uses[sentence] for sentence in sentences) / len(sentences)


class People:
    """Invents people and places, never the same name twice."""

    def __init__(self, rng: Random, people: dict[str, Any]) -> None:
        self.rng = rng
        self.people = people
        names = [f"{given} {family}" for given in people["given"] for family in people["family"]]
        rng.shuffle(names)
        self.names = iter(names)
        self.taken: set[str] = set()

    def name(self) -> str:
        """A name nobody in the set has had before."""
        return next(name for name in self.names if name not in self.taken)

    def region(self) -> str:
        """A region of England, the populous ones more often."""
        return weighted(self.rng, self.people["region_weight"])

    def organisation(self, patterns: list[str], region: str) -> str:
        """An organisation's name from one of `patterns`, set in an invented place of `region`."""
        place = self.rng.choice(self.people["places"].get(region, ["National"]))
        unused = [p for p in patterns if p.format(place=place) not in self.taken] or patterns
        name = self.rng.choice(unused).format(place=place)
        self.taken.add(name)
        return name


def address(rng: Random, name: str) -> str:
    """An e-mail address for `name` at a domain reserved for examples."""
    local = re.sub(r"[^a-z]+", ".", name.lower()).strip(".")
    return f"{local}@{rng.choice(('example.org', 'example.com'))}"
