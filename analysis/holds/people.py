"""Private people named: by title, relation, given name, or initials beside a life.

Ministers, judges, authors of inquiries, laws named after people, and people who sign for
a body are left alone; a front-line worker, a child or a relative is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis import patterns
from analysis.holds import public
from analysis.holds.hold import NAMED_PERSON, PERSONAL_DATA, Hold

_TABLE = patterns.table(__package__, "people.toml")["patterns"]
TITLED, KIN_NAMED, CALLED, RUN, IN_LIFE, INITIALS, FAMILY, CASE, WORKER, OWNS, SIGNED, LEADING = (
    re.compile(_TABLE[name])
    for name in (
        "titled", "kin_named", "called", "run", "in_life", "initials", "family", "case", "worker",
        "owns", "signed", "leading",
    )
)  # fmt: skip

OFFICE = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(public.OFFICES)))})\.?$", re.IGNORECASE)
POST = re.compile(rf"\b(?:{'|'.join(map(re.escape, public.POSTS))})\b", re.IGNORECASE)
BEFORE_POST = re.compile(
    r"[\s,(–-]{1,4}(?:(?:the|our|independent|deputy|acting|assistant|former|then) )*", re.IGNORECASE
)
#: A work cited by its author: "(2008)", "and others, 2008".
CITED = re.compile(r"(?:\s+(?:and|&)\s+\w+|\s+et al\.?)?,?\s*\(?(?:19|20)\d\d\)?")

#: Before a surname they say that one person is meant.
TITLES = frozenset(
    "mr mrs ms miss mx dr doctor nurse pc wpc dc ds di sgt sergeant constable inspector father rev "
    "reverend imam rabbi auntie aunt uncle nan granny grandad matron prof professor sister".split()
)
NAMING = public.GIVEN_NAMES | public.AMBIGUOUS_NAMES | TITLES
#: What a person does: two unknown capitalised words before it are a name.
ACTS = re.compile(_TABLE["acts"])
#: "Boards in the South West told us": nobody's name.
COMPASS = frozenset(("North", "South", "East", "West"))
WORD = re.compile(r"[^\W\d_][\w'’-]*")


#: A name under a letter, with a post after it or without, is how its writer signs.
SIGNATURE = re.compile(_TABLE["signature"])


def find(text: str) -> Iterator[Hold]:
    """Every private person named in ``text``.

    The writer's own name under a letter is personal data, not a third person, whatever post
    follows it: it is among the respondent's details already, and is held from publication only.
    Who signs for a body ("…, Chief Nurse", "…, Director of…") speaks in public and is not held.
    """
    signed = SIGNATURE.search(text)
    start = signed.start(1) if signed else len(text)
    found = [hold for hold in _named(text) if hold.start < start]
    yield from found
    if signed and len(found) < sum(1 for _ in _named(text)):
        yield Hold(start, signed.end(1), PERSONAL_DATA, "the writer's own signature")


def _named(text: str) -> Iterator[Hold]:
    yield from _captured(text, TITLED, "a person named with a title")
    yield from _captured(text, KIN_NAMED, "a person named by their relation or work", known=False)
    yield from _captured(text, CALLED, "a person named", known=False)
    yield from _captured(text, WORKER, "a person named by their relation or work", known=False)
    yield from _captured(text, FAMILY, "a family named", known=False)
    for match in CASE.finditer(text):
        if not _of_public_life([_plain(word) for word in match[1].split()]):
            yield Hold(match.start(), match.end(), NAMED_PERSON, "a person of a named case")
    for match in RUN.finditer(text):
        yield from _in_run(text, match)
    for match in INITIALS.finditer(text):
        if match.group() not in public.AGENCIES:
            yield Hold(
                match.start(), match.end(), NAMED_PERSON, "initials beside details of a life"
            )


def _captured(
    text: str, pattern: re.Pattern[str], reason: str, known: bool = True
) -> Iterator[Hold]:
    for match in pattern.finditer(text):
        first = match[1].split()[0]
        if first.lower() in public.OFFICES:
            continue
        if first not in public.NOT_NAMES and (known or _like_a_name(first)):
            yield from _unless_public(text, match.start(1), match.end(1), reason, match.start())


def _like_a_name(word: str) -> bool:
    """A known given name, or a capitalised word that is not one of the usual others."""
    return word.lower() in public.GIVEN_NAMES or word not in public.NOT_NAMES


def _in_run(text: str, run: re.Match[str]) -> Iterator[Hold]:
    """The person in a run of capitalised words, if one of them is a given name."""
    words = [
        word
        for word in WORD.finditer(text, run.start(), run.end())
        if word.group() not in public.NOT_NAMES
    ]
    if not words:
        return
    plain = [_plain(word.group()) for word in words]
    if _of_public_life(plain):
        return
    for place, (word, name) in enumerate(zip(words, plain, strict=True)):
        surnamed = place + 1 < len(words) and words[place + 1].group() not in public.NOT_NAMES
        told = surnamed or IN_LIFE.match(text, word.start() + len(name))
        stranger = place == 0 and _acts(text, run, words)
        if (
            name in public.GIVEN_NAMES
            or stranger
            or (name in public.AMBIGUOUS_NAMES and told and place == 0)
        ):
            end = words[-1].end() if surnamed else word.end()
            reason = "a person's full name" if surnamed else "a person's given name"
            yield from _unless_public(text, word.start(), end, reason)
            return


def _acts(text: str, run: re.Match[str], words: list[re.Match[str]]) -> bool:
    """Whether unknown capitalised words are a person's: they do what a person does, or have a
    mother, a birthday, a grave."""
    if len(words) == 1 and words[0].group().endswith(("'s", "’s")):
        return bool(OWNS.match(text, words[0].end()))
    place = COMPASS.issuperset(word.group() for word in words)
    return len(words) in (2, 3) and not place and bool(ACTS.match(text, run.end()))


def _of_public_life(run: list[str]) -> bool:
    """Whether a run of names holds a public figure, an office, or the name of a thing."""
    pairs = {" ".join(pair) for pair in pairwise(run)}
    known = public.PEOPLE & {*pairs} or {
        name for before, name in pairwise(["", *run]) if _well_known(before, name)
    }
    return bool(known or public.THINGS & {*run} or public.OFFICES & {run[0]})


def _well_known(before: str, name: str) -> bool:
    """Whether a surname alone is a public figure's: a common one is not where a title or a given
    name says whose it is."""
    if name not in public.COMMON_SURNAMES:
        return name in public.PEOPLE
    return before not in NAMING or f"{before} {name}" in public.PEOPLE


def _plain(word: str) -> str:
    """A name in lower case without its genitive."""
    return re.sub(r"['’]s?$", "", word).lower()


def _unless_public(
    text: str, start: int, end: int, reason: str, outer: int | None = None
) -> Iterator[Hold]:
    """The hold, unless the name belongs to public life (see the module's policy)."""
    if not _public(text, start, end):
        yield Hold(start if outer is None else outer, end, NAMED_PERSON, reason)


def _public(text: str, start: int, end: int) -> bool:
    """Whether the name is a public figure's, an office holder's, a cited author's or a thing's."""
    name = re.sub(r"['’]s$", "", text[start:end]).lower()
    before, after = text[max(0, start - 40) : start].rstrip(), text[end : end + 40]
    words = ["", *re.findall(r"[\w-]+", before.lower())[-1:], *name.split()]
    return (
        (name in public.PEOPLE and name not in public.COMMON_SURNAMES)
        or _well_known(words[-2], words[-1])
        or bool(OFFICE.search(before))
        or bool(SIGNED.search(before) or LEADING.search(before))
        or bool(CITED.match(after))
        or _thing_follows(after)
        or _post_follows(after)
    )


def _thing_follows(after: str) -> bool:
    """The name is part of another name, such as a law's or a report's."""
    words = re.match(r"(?:['’]s?)?\s+([\w’'-]+)(?:\s+([\w’'-]+))?", after)
    if not words:
        return False
    return words[1].lower() in public.THINGS or bool(
        words[2] and words[1][0].isupper() and words[2].lower() in public.THINGS
    )


def _post_follows(after: str) -> bool:
    """A post after the name ("…, Director of…"): the person speaks for a body."""
    gap = BEFORE_POST.match(after)
    return bool(gap and POST.match(after, gap.end()))
