"""Numbers that somebody typed where a figure of the seal should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.verify.comparing import Comparison
from analysis.verify.published.page import Marked, Page
from analysis.verify.published.quotations import said

IN_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
VALUES = {word: number for number, word in enumerate(IN_WORDS, 1)}
#: A number, in digits or in words; clauses ("clause 8.40", "8.40") are no numbers.
NUMBER = r"\d[\d,]*|\b(?:" + "|".join(IN_WORDS[1:]) + r"|dozens?|hundreds?|thousands?|half)\b"
CLAUSES = re.compile(r"\b(?:clauses?|paragraphs?|paras?|sections?) \d[\d.]*|\b\d+\.\d+\b")
#: What follows a number that counts people, or is a share of them.
PEOPLE = re.compile(
    r"\s?%|\s?per ?cent|\s+(?:out )?of\s+(?:the )?\d|"
    r"(?![\s-]*(?:working |calendar )?(?:hour|day|week|month|year))"
    r"(?: \w+){0,3} (?:respondents?|responses?|people|of those)\b",
    re.IGNORECASE,
)
#: Numbers of a finding that are places of words.
PLACES = {"start", "end", "row", "clause_start", "clause_end"}
#: Parts of the document that people write, beside the clauses.
WRITTEN = ("", "foreword", "process", "equality", "next-steps")


def check(path: Path, page: Page, tree: dict[str, Any], compare: Comparison) -> None:
    """A number typed into a finding counts people only where the clause has it as a figure, and else
    stands in the clause's texts or in the words it is drawn from. What a person typed elsewhere, and
    by which the gates were passed, is noted."""
    findings = {
        f"clause-{name.partition(' withdrawn')[0].replace('.', '-')}": found
        for name, found in tree.items()
        if isinstance(found, dict) and "bases" in found
    }
    words_at = said(path)
    for sentence in page.sentences:
        clause = sentence.clause
        counts = _figures(findings.get(clause, {}), tree)
        texts = [page.wording.get(clause, "")]
        if words_at:
            texts += map(words_at, sentence.attributes["data-sources"].split())
        known = {number for text in texts for number in _numbers(text)}
        wrong: list[str] = []
        unsure: list[str] = []
        for words, value, of_people in _typed(sentence.text):
            if of_people and value not in counts:
                wrong.append(words)
            elif not of_people and words[0].isdigit() and value not in known:
                (wrong if words_at else unsure).append(words)
        compare.same(f"numbers typed into a finding at {clause}", wrong, [])
        if unsure:
            compare.notes.append(f"Sealed only, numbers at {clause}: {', '.join(unsure)}.")
    for one in page.prose:
        if one.clause in WRITTEN or one.clause.removesuffix("-heading") in findings:
            _note(one, compare)


def _note(written: Marked, compare: Comparison) -> None:
    found = [words for words, _value, of_people in _typed(written.text) if of_people]
    if found:
        where = written.clause or "the title"
        compare.notes.append(f"Typed by a person, at {where}: {', '.join(found)}.")


def _typed(text: str) -> Iterator[tuple[str, int | None, bool]]:
    """(as written, its value, whether it counts people) of each number."""
    bare = CLAUSES.sub("", text)
    for match in re.finditer(NUMBER, bare, re.IGNORECASE):
        after = PEOPLE.match(bare, match.end())
        yield match[0] + (after[0] if after else ""), _value(match[0]), bool(after)


def _numbers(text: str) -> Iterator[int | None]:
    return (_value(match[0]) for match in re.finditer(rf"{NUMBER}|\bone\b", text, re.IGNORECASE))


def _value(words: str) -> int | None:
    digits = words.replace(",", "")
    return int(digits) if digits.isdecimal() else VALUES.get(words.lower())


def _figures(finding: Any, tree: dict[str, Any]) -> set[int]:
    """Every count of a clause and of the whole, and what each is of those who commented, in per cent."""
    counts = {*_counts(finding), *_counts(tree["bases"]), *_counts(tree["ledger"])}
    shares = {
        int((count * 100 + base / 2) // base)
        for base in _counts([finding.get("bases", {}), tree["bases"]])
        for count in counts
        if base > 0 and count <= base
    }
    return counts | shares


def _counts(found: Any) -> Iterator[int]:
    if isinstance(found, dict):
        for name, value in found.items():
            if name not in PLACES:
                yield from _counts(value)
    elif isinstance(found, list):
        yield len(found)
        for value in found:
            yield from _counts(value)
    elif isinstance(found, int):
        yield found
