"""Campaigns: submissions that share a template, found among any number of texts.

Two steps, both linear in the number of words. `leaders` proposes: MinHash
stars of texts that resemble one another become `templates`. `membership`
decides: every text is tested against the templates by the words it shares,
so heavily edited copies come in and nothing is chained. Rejected: single
linkage (chains at a million texts), simhash (misses copies with an added
sentence), comparing sentences (organic letters share stock sentences).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pandas as pd

from analysis import columns
from analysis.campaigns import leaders, membership, shingles, templates
from analysis.campaigns.membership import Membership
from analysis.campaigns.templates import Template

__all__ = ["OWN_WORDS", "Campaigns", "find"]

OWN_WORDS = 8
"""A member with at least this many words outside the template added their own."""

MEMBERS = ("response_id", "row", "campaign", "similarity", "own_spans", "own_words")
TEMPLATES = ("campaign", "template", "submissions", "distinct_texts", "with_own_words")


@dataclass(frozen=True)
class Campaigns:
    """Who shares which template.

    `members`: one row for each input row in a campaign, with the input's index;
    `similarity` to the template (0 to 1), `own_spans` (character offsets of the
    words that are not the template's) and `own_words` (how many). `templates`:
    one row a campaign, largest first, with the shared wording, and three
    counts: rows that share it, distinct texts among them, and rows that
    add words of their own.
    """

    members: pd.DataFrame
    templates: pd.DataFrame


def find(responses: pd.DataFrame, seed: int = 0, guidance: Sequence[str] = ()) -> Campaigns:
    """Campaigns among `responses` (response_id, row, text).

    Words quoted from `guidance`, the texts consulted on, make no campaign.
    The result depends on the set of rows and the seed, not on their order.
    """
    columns.require(responses, ("response_id", "row", "text"), "responses")
    texts, copies = _distinct(responses["text"])
    hashed = shingles.of(texts)
    found = templates.recover(texts, hashed, copies, leaders.stars(hashed, seed))
    found = _without(found, guidance)
    belongs = membership.decide(hashed, found)
    return _tabulate(responses, texts, found, belongs)


def _distinct(texts: pd.Series) -> tuple[list[str], np.ndarray]:
    """The texts long enough to compare, commonest first, and how often each came."""
    counts = Counter(texts)
    fewest = templates.FEWEST_SHINGLES + shingles.LENGTH - 1
    long = [text for text in counts if text.count(" ") >= fewest // 2]
    long = [text for text in long if len(shingles.words(text)) >= fewest]
    order = sorted(long, key=lambda text: (-counts[text], text))
    return order, np.array([counts[text] for text in order], np.int64)


def _without(found: list[Template], guidance: Sequence[str]) -> list[Template]:
    """Leave the guidance's own words out of the templates, and templates of nothing else."""
    quoted = shingles.of(list(guidance)).hashes
    own = [each.without(quoted) for each in found]
    return [each for each in own if each.telling.sum() >= templates.FEWEST_SHINGLES]


def _tabulate(
    responses: pd.DataFrame, texts: list[str], found: list[Template], belongs: Membership
) -> Campaigns:
    names = [_name(template) for template in found]
    pairs = zip(texts, belongs.template.tolist(), belongs.similarity.tolist(), strict=True)
    rows = {
        text: _member(text, names[number], found[number], alike)
        for text, number, alike in pairs
        if number >= 0
    }
    inside = responses.loc[responses["text"].isin(rows.keys()), ["response_id", "row", "text"]]
    detail = pd.DataFrame(
        [rows[text] for text in inside["text"]], index=inside.index, columns=list(MEMBERS[2:])
    )
    members = pd.concat([inside, detail], axis=1)
    shared = {name: _wording(template) for name, template in zip(names, found, strict=True)}
    kept = _count(members, shared)
    members = members[members["campaign"].isin(kept["campaign"])]
    return Campaigns(members[list(MEMBERS)], kept)


def _member(text: str, name: str, template: Template, alike: float) -> tuple[object, ...]:
    _, own = templates.stretches(text, template.shared)
    words = sum(len(shingles.words(text[start:end])) for start, end in own)
    return name, round(alike, columns.PLACES), own, words


def _name(template: Template) -> str:
    """A name that stays while the template does, whatever else arrives."""
    return "campaign-" + blake2b(template.source.encode(), digest_size=4).hexdigest()


def _wording(template: Template) -> str:
    """The template's shared stretches, in order, as they stand in one member."""
    shared, _ = templates.stretches(template.source, template.shared)
    return " … ".join(template.source[start:end] for start, end in shared)


def _count(members: pd.DataFrame, shared: dict[str, str]) -> pd.DataFrame:
    grouped = members.groupby("campaign")
    counted = pd.DataFrame(
        {
            "submissions": grouped.size(),
            "distinct_texts": grouped["text"].nunique(),
            "with_own_words": grouped["own_words"].agg(lambda own: int((own >= OWN_WORDS).sum())),
        }
    ).reset_index()
    counted = counted[counted["submissions"] > 1]
    counted["template"] = counted["campaign"].map(shared)
    counted = counted.sort_values(["submissions", "campaign"], ascending=[False, True])
    return counted[list(TEMPLATES)].reset_index(drop=True)
