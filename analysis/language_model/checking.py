"""What a model wrote is used only if nothing in it goes beyond the evidence.

Policy: a draft that is refused costs nothing, for the shipped words stand; one wrongly accepted
could misquote somebody. So every check errs towards refusing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis.language_model.prompts import Evidence
from analysis.stemming import stem
from analysis.summaries.checking import CLOSE, OPEN
from analysis.wording import SCALE

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_QUOTED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_ADDRESS = re.compile(r"https?:|www\.|@|[<>{}\[\]|`]")
#: Marks that would quote without being checked.
_NAMED = re.compile("\u2018([^\u2018]*)")
_OTHER_MARKS = re.compile("[\"\u201a\u201e\u201f\u00ab\u00bb]|(?<!\\w)'")
#: A theme's name as the shipped paragraph gives it; figures in brackets or a stop come after.
_SHIPPED = re.compile("\u2018(.+?)\u2019(?= \\(|[.:,]| )")
#: Never said of people who chose to answer.
_NEVER = re.compile(
    r"\bthe public\b|\bpeople (?:want|think|feel|believe)\b|\boverwhelming|\beveryone\b|\bnobody\b"
    r"|\bmajority\b|\bminority\b|\bconsensus\b|\bclearly\b|\bof course\b",
    re.I,
)
#: Words for numbers: to be used just as the evidence does.
_NUMBERS = frozenset(
    [word.split()[-1] for _end, word in SCALE]
    + "few all nearly half third quarter none one two three four five six seven eight nine ten "
    "eleven twelve dozen several twenty thirty hundred thousand majority".split()
)
#: Words that only join: a draft may use them although the evidence does not.
_GLUE = frozenset(
    "said say says argue argues argued add adds added also point points raised make makes made "
    "respondent respondents comment comments commented those this that these they their theme "
    "view views suggest suggests suggested propose proposes proposed change changes clause "
    "support supports supported oppose opposes opposed wording however while although another "
    "example including concern concerns concerned reason reasons response responses other".split()
)
MOST_WORDS, FEWEST_WORDS = 7, 2
#: A draft is at most so many times as long as the shipped paragraph, in words.
LONGER = 1.3


class Refused(Exception):
    """The model's answer goes beyond the evidence, or cannot be read."""


def prose(answer: str, evidence: Evidence) -> list[dict[str, Any]]:
    """The sentences of an answer, each with its ``sources``. Raises Refused.

    Each must name sources of the evidence, quote them to the character and nothing else, use no
    figure and no word for a number more often than the shipped paragraph does, hold no address,
    and no word of substance that stands in neither.
    """
    sentences = [_sentence(each, evidence) for each in _listed(answer, "sentences")]
    told = " ".join(sentence["text"] for sentence in sentences)
    given = " ".join(evidence.sentences)
    if len(told.split()) > LONGER * len(given.split()):
        raise Refused("longer than the evidence allows")
    _same_figures(_QUOTED.sub("", told), _QUOTED.sub("", given))
    # Single marks stand around the names of themes, and around nothing else.
    if any(not _begins_a_name(after, given) for after in _NAMED.findall(told)):
        raise Refused("single marks around no theme's name")
    for sentence in sentences:
        own = [source["quote"] for source in sentence["sources"]]
        _only_known_words(sentence["text"], [evidence.heading, given, *own])
    return sentences


def name(answer: str, quotes: list[str]) -> str:
    """The name in an answer: short, and made of words of the passages. Raises Refused."""
    proposed = _read(answer).get("name")
    if not isinstance(proposed, str):
        raise Refused("no name")
    proposed = " ".join(proposed.split())
    if not FEWEST_WORDS <= len(proposed.split()) <= MOST_WORDS or _ADDRESS.search(proposed):
        raise Refused("not a short name")
    if _FIGURE.search(proposed) or _NEVER.search(proposed) or set(proposed) & set(f"{OPEN}{CLOSE}"):
        raise Refused("not a name")
    missing = _stems(proposed) - _stems(" ".join(quotes))
    if missing:
        raise Refused("words that no passage has")
    return proposed


def _sentence(given: Any, evidence: Evidence) -> dict[str, Any]:
    text = given.get("text") if isinstance(given, dict) else None
    numbers = given.get("sources") if isinstance(given, dict) else None
    if not isinstance(text, str) or not text.strip() or not isinstance(numbers, list):
        raise Refused("a sentence without text or sources")
    known = range(1, len(evidence.sources) + 1)
    if not numbers or any(type(number) is not int or number not in known for number in numbers):
        raise Refused("a source that does not exist")
    sources = [evidence.sources[number - 1] for number in dict.fromkeys(numbers)]
    if text.count(OPEN) != text.count(CLOSE) or text.count(OPEN) != len(_QUOTED.findall(text)):
        raise Refused("quotation marks not in pairs")
    for words in _QUOTED.findall(text):
        if not any(words in source["quote"] for source in sources):
            raise Refused("words in quotation marks that no source has")
    plain = _QUOTED.sub("", text)
    if _ADDRESS.search(text) or _OTHER_MARKS.search(plain) or _NEVER.search(plain):
        raise Refused("wording that is not allowed")
    return {"text": " ".join(text.split()), "sources": sources}


def _same_figures(told: str, given: str) -> None:
    """Each figure and word for a number told must be given, and no more often."""
    for find in (_figures, _number_words):
        if find(told) - find(given):
            raise Refused("a figure that is not in the evidence")


def _begins_a_name(after: str, given: str) -> bool:
    """Whether what follows a single opening mark is a name that the shipped paragraph gives."""
    return any(after.startswith(f"{name}\u2019") for name in _SHIPPED.findall(given))


def _figures(text: str) -> Counter[str]:
    return Counter(_FIGURE.findall(text))


def _number_words(text: str) -> Counter[str]:
    return Counter(word for word in _words(text) if word in _NUMBERS)


def _only_known_words(text: str, given: Iterable[str]) -> None:
    if _stems(text) - _stems(" ".join(given)) - {stem(word) for word in _GLUE}:
        raise Refused("words that the evidence does not have")


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _words(text) if word not in ENGLISH_STOP_WORDS}


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _listed(answer: str, key: str) -> list[Any]:
    found = _read(answer).get(key)
    if not isinstance(found, list) or not found:
        raise Refused(f"no {key}")
    return found


def _read(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer.strip().removeprefix("```json").strip("`\n "))
    except ValueError:
        raise Refused("not JSON") from None
    if not isinstance(found, dict):
        raise Refused("not a JSON object")
    return found
