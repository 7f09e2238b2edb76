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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import compress, groupby
from operator import itemgetter
from types import MappingProxyType

import numpy as np
import pandas as pd

from analysis import columns
from analysis.campaigns import leaders, membership, shingles, stretches, templates
from analysis.campaigns.membership import Membership
from analysis.campaigns.shingles import Shingles
from analysis.campaigns.stretches import Stretches
from analysis.campaigns.templates import Template

__all__ = ["Campaigns", "copies", "find"]

OWN_WORDS = 8
"""A member with at least this many words outside the template added their own."""

FEWEST_MEMBERS = 5
"""Responses that make a campaign: fewer may be a family or two colleagues who write alike."""

FEWEST_WORDS = 40
"""Words a campaign's responses share: a letter's paragraph, not a remark."""

NOBODY: Mapping[str, str] = MappingProxyType({})
"""That people decided nothing."""

MEMBERS = ("response_id", "row", "campaign", "similarity", "own_spans", "own_words")
TEMPLATES = ("campaign", "template", "submissions", "distinct_texts", "with_own_words")


@dataclass(frozen=True)
class Campaigns:
    """Who shares which template.

    `members`: one row for each input row of a response in a campaign, with the
    input's index; the response's `similarity` to the template (0 to 1), and of
    the row `own_spans` (character offsets of the words that are not the
    template's) and `own_words` (how many). `templates`: one row a campaign,
    largest first, with the shared wording, and three counts: responses that
    share it, distinct texts among them, and responses that add words of
    their own.
    """

    members: pd.DataFrame
    templates: pd.DataFrame


def find(
    responses: pd.DataFrame,
    seed: int = 0,
    guidance: Sequence[str] = (),
    decided: Mapping[str, str] = NOBODY,
) -> Campaigns:
    """Campaigns among `responses` (response_id, row, text).

    Policy: a campaign is an organised letter, so the unit is the response, all
    its rows together, and neither a handful of copies nor a short remark that
    several make is one: FEWEST_MEMBERS and FEWEST_WORDS. Words quoted from
    `guidance`, the texts consulted on, make no campaign. The result depends on
    the set of rows and the seed, not on their order.

    `decided` names by response_id the campaign that people put it into, "" for
    none. It stands, however few are left in a campaign; one put into a campaign
    that is not found here is in none.
    """
    sent = _sent(responses)
    found = _copies(sent, seed, guidance)
    placed = _placed(sent, membership.decide(sent.hashed, found))
    copied = _tabulate(sent, found, placed)
    shared = copied.templates["template"].map(lambda text: len(shingles.words(text)))
    large = copied.templates["submissions"] >= FEWEST_MEMBERS
    kept = copied.templates[large & (shared >= FEWEST_WORDS)].reset_index(drop=True)
    if not decided:
        return Campaigns(copied.members[copied.members["campaign"].isin(kept["campaign"])], kept)
    numbers = {_name(each): at for at, each in enumerate(found)}
    among = {name: numbers[name] for name in kept["campaign"]}
    return _tabulate(sent, found, _moved(sent, found, placed, among, decided), fewest=1)


def with_arguments(templates: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """`templates` with `arguments`: how many themes passages (`campaign`, `theme`) of each raise.

    What is no argument (`columns.LEFT_OVER`) is not counted.
    """
    raised = passages.loc[passages["campaign"] != "", ["campaign", "theme"]].drop_duplicates()
    each = raised.assign(theme=raised["theme"].str.split("; ")).explode("theme")
    each = each[~each["theme"].isin(["", *columns.LEFT_OVER])].drop_duplicates()
    counts = each["campaign"].value_counts()
    return templates.assign(arguments=[int(counts.get(name, 0)) for name in templates["campaign"]])


def copies(responses: pd.DataFrame, seed: int = 0, guidance: Sequence[str] = ()) -> Campaigns:
    """Every two responses or more that share a template, organised or not."""
    sent = _sent(responses)
    found = _copies(sent, seed, guidance)
    return _tabulate(sent, found, _placed(sent, membership.decide(sent.hashed, found)))


@dataclass(frozen=True)
class _Sent:
    """The `rows` as given; the `whole` response of each, by the rows' index; the distinct `texts`
    of responses, how many `times` each was sent, and their shingles."""

    rows: pd.DataFrame
    whole: pd.Series
    texts: list[str]
    times: np.ndarray
    hashed: Shingles


def _sent(responses: pd.DataFrame) -> _Sent:
    columns.require(responses, ("response_id", "row", "text"), "responses")
    whole = _whole(responses)
    times = Counter(whole[~responses["response_id"].duplicated()].tolist())
    texts = sorted(filter(_may_be_long, times), key=lambda text: (-times[text], text))
    hashed = shingles.of(texts)
    long = hashed.counts() >= templates.FEWEST_SHINGLES
    texts = list(compress(texts, long))
    sent = np.array([times[text] for text in texts], np.int64)
    return _Sent(responses, whole, texts, sent, hashed.where(long))


def _copies(sent: _Sent, seed: int, guidance: Sequence[str]) -> list[Template]:
    leads = leaders.stars(sent.hashed, seed)
    return _without(templates.recover(sent.texts, sent.hashed, sent.times, leads), guidance)


def _whole(responses: pd.DataFrame) -> pd.Series:
    """Everything each response says, in the order of its rows, by the index of `responses`."""
    ids = responses["response_id"]
    if ids.is_unique:
        return responses["text"]
    said = responses.sort_values(["response_id", "row"], kind="stable").groupby("response_id")
    return ids.map(said["text"].agg("\n\n".join))


def _may_be_long(text: str) -> bool:
    """Whether a text may have words enough to be compared: most short answers have not."""
    return text.count(" ") >= templates.FEWEST_SHINGLES // 2


def _without(found: list[Template], guidance: Sequence[str]) -> list[Template]:
    """Leave the guidance's own words out of the templates, and templates of nothing else."""
    quoted = shingles.of(list(guidance)).hashes
    own = [each.without(quoted) for each in found]
    return [each for each in own if each.total >= templates.LEAST_WEIGHT]


def _placed(sent: _Sent, belongs: Membership) -> pd.DataFrame:
    """For each row of a member, by its place among the rows, its template's `number` and how much
    the response is `alike` to it."""
    pairs = zip(sent.texts, belongs.template.tolist(), belongs.similarity.tolist(), strict=True)
    of_text = {text: (number, alike) for text, number, alike in pairs if number >= 0}
    inside = np.flatnonzero(sent.whole.isin(of_text.keys()))
    known = np.array([of_text[text] for text in sent.whole.iloc[inside]]).reshape(-1, 2)
    return pd.DataFrame({"number": known[:, 0].astype(np.int64), "alike": known[:, 1]}, inside)


def _moved(
    sent: _Sent,
    found: list[Template],
    placed: pd.DataFrame,
    among: Mapping[str, int],
    decided: Mapping[str, str],
) -> pd.DataFrame:
    """`placed` in the campaigns `among` (template's number by name) as people `decided`."""
    texts = sent.whole.tolist()
    rows = sent.rows["response_id"].tolist()
    put = {key: among[name] for key, name in decided.items() if name in among}
    into = {row: put[key] for row, key in enumerate(rows) if key in put and texts[row].strip()}
    left = placed[placed["number"].isin(among.values())]
    left = left[[rows[row] not in decided for row in left.index]]
    alike = [_alike(texts[row], found[number]) for row, number in into.items()]
    moved = pd.DataFrame({"number": [*into.values()], "alike": alike}, [*into])
    return pd.concat([left, moved]).sort_index() if into else left


def _alike(text: str, template: Template) -> float:
    """How much one text resembles a template (Dice)."""
    own = np.unique(shingles.of([text]).hashes)
    both = len(np.intersect1d(own, template.shared))
    return 2 * both / (len(own) + len(template.shared))


def _tabulate(
    sent: _Sent, found: list[Template], placed: pd.DataFrame, fewest: int = 2
) -> Campaigns:
    """Members row by row and campaigns one by one; a template fewer follow is none."""
    number = placed["number"].tolist()
    members = sent.rows.iloc[placed.index]
    own = _own_words(members["text"].tolist(), number, found)
    names = [_name(template) for template in found]
    members = members.assign(
        campaign=pd.Series([names[each] for each in number], members.index, "str"),
        similarity=placed["alike"].round(columns.PLACES).to_numpy(),
        own_spans=pd.Series([each.own for each in own], members.index, "object"),
        own_words=np.array([each.own_words for each in own], np.int64),
    )
    wording = {name: _wording(template) for name, template in zip(names, found, strict=True)}
    kept = _count(members.assign(text=sent.whole.iloc[placed.index]), wording, fewest)
    members = members[members["campaign"].isin(kept["campaign"])]
    return Campaigns(members[list(MEMBERS)], kept)


def _own_words(
    texts: Sequence[str], numbers: Sequence[int], found: Sequence[Template]
) -> list[Stretches]:
    """Each text cut by its template, given by number; a text that many sent is cut once."""
    pairs = list(zip(numbers, texts, strict=True))
    known: dict[tuple[int, str], Stretches] = {}
    for number, alike in groupby(sorted(set(pairs)), key=itemgetter(0)):
        own = [text for _, text in alike]
        cut = stretches.cut(own, found[number].shared)
        known.update(zip(((number, text) for text in own), cut, strict=True))
    return [known[pair] for pair in pairs]


def _name(template: Template) -> str:
    """A name that stays while the template does, whatever else arrives."""
    return "campaign-" + blake2b(template.source.encode(), digest_size=4).hexdigest()


def _wording(template: Template) -> str:
    """The template's shared stretches, in order, as they stand in one member."""
    (found,) = stretches.cut([template.source], template.shared)
    return " … ".join(template.source[start:end] for start, end in found.inside)


def _count(members: pd.DataFrame, wording: dict[str, str], fewest: int) -> pd.DataFrame:
    """The three counts of each campaign, by response, where at least `fewest` share it."""
    by_response = members.groupby(["campaign", "response_id"])
    each = by_response.agg(text=("text", "first"), own=("own_words", "sum")).reset_index()
    grouped = each.groupby("campaign")
    counted = pd.DataFrame(
        {
            "submissions": grouped.size(),
            "distinct_texts": grouped["text"].nunique(),
            "with_own_words": grouped["own"].agg(lambda own: int((own >= OWN_WORDS).sum())),
        }
    ).reset_index()
    counted = counted[counted["submissions"] >= fewest]
    counted["template"] = counted["campaign"].map(wording).astype("str")
    counted = counted.sort_values(["submissions", "campaign"], ascending=[False, True])
    return counted[list(TEMPLATES)].reset_index(drop=True)
