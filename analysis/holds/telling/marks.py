"""What the learned reader looks at in a sentence: its words, each under the kind it is of.

A sentence that tells of one life is known less by any word than by how kinds of words stand
together: a name on no list, a relation, a place near by, harm, a day. So a capitalised word
becomes the kind of name it is, a word of a known kind becomes that kind, and the pairs of
neighbours and of kinds are looked at beside the words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, pairwise

import punkt

from analysis import patterns
from analysis.holds import public
from analysis.stemming import stem

WORD = re.compile(r"\d+\.\d+|(?:[A-Z]\. ?){2,3}(?![\w])|[^\W\d_][\w'-]*|\d+")
#: Before a word that begins a sentence, where a capital letter says nothing.
OPENING = re.compile(r"(?:^|[.!?:][\"”)]*\s+|\n\s*|[\"“(]\s*)$")
FIRST_PERSON = frozenset({"I", "I'm", "I've", "I'd", "I'll"})
TITLES = frozenset(
    "Mr Mrs Ms Miss Mx Dr Doctor Nurse PC WPC DC DS DI Sgt Sergeant Constable Father Rev Reverend "
    "Imam Rabbi Auntie Aunt Uncle Nan Granny Grandad Matron Prof Professor Sister".split()
)
#: Kinds of names that are told even at the beginning of a sentence.
TELLING = frozenset({"<strange>", "<given>", "<public>", "<place>", "<title>", "<initials>"})
#: Numbers by their digits; longer ones are for the rules, which know a helpline's.
NUMBERS = {1: "<small number>", 2: "<number>", 4: "<year>"}
STRANGE = frozenset({"<strange>", "<given>", "<perhaps given>"})
PUBLIC = frozenset({"<public>", "<office>"})
#: Punkt's flags for a word that was met in lower case.
LOWER_CASE = 16 | 32 | 64
LONGEST = 40  # letters; longer runs are no words


#: The stems of what a name is part of when it is the name of something else.
THINGS = frozenset(map(stem, public.THINGS))


@lru_cache(maxsize=20_000)
def of(sentence: str) -> frozenset[str]:
    """The marks of a sentence: kinds, stems, pairs of neighbours and pairs of kinds."""
    read = _read(sentence)
    kinds = sorted({kind for kind, _ in read if kind})
    line = ["^", *(kind or word for kind, word in read)]
    return frozenset(
        [*kinds, *(f"={word}" for _, word in read if word)]
        + [f"{first} {second}" for first, second in pairwise(line)]
        + [f"{first}&{second}" for first, second in combinations(kinds, 2)]
    )


def _read(sentence: str) -> list[tuple[str, str]]:
    """Each word as ``(kind, stem)``; a kind of "" is none, and names and numbers have no stem.

    A strange name in a run of capitals with an office, a known name or a thing ("Mr Justice
    Holman", "the Carlile Inquiry") is public.
    """
    straight = sentence.replace("’", "'")
    read, run, last = list[tuple[str, str]](), list[int](), -2
    for match in WORD.finditer(straight):
        if match.start() > last + 1 or not match.group()[0].isupper():
            _publish(read, run)
            run = []
        last = match.end()
        if match.group()[0].isupper():
            run.append(len(read))
        before = straight[max(0, match.start() - 4) : match.start()]
        read.append(_word(match.group()[:LONGEST], before))
    _publish(read, run)
    return read


def _publish(read: list[tuple[str, str]], run: list[int]) -> None:
    """Make the strange names of a run public where the run is of public life."""
    if any(read[at][0] in PUBLIC or read[at][1] in THINGS for at in run):
        for at in run:
            if read[at][0] in STRANGE:
                read[at] = ("<public>", "")


def _word(word: str, before: str) -> tuple[str, str]:
    if word[0].isdigit():
        return "<clause>" if "." in word else NUMBERS.get(len(word), ""), ""
    if word[0].isupper() and word not in FIRST_PERSON:
        return _capitalised(word, bool(OPENING.search(before)))
    return _plain(word)


def _capitalised(word: str, opens: bool) -> tuple[str, str]:
    kind = _name(word)
    if opens and (kind not in TELLING or _plain(word.lower())[0]):
        return _plain(word.lower())
    return kind, "" if kind in TELLING else stem(word.lower())


@lru_cache(maxsize=50_000)
def _plain(word: str) -> tuple[str, str]:
    if not _any_kind().fullmatch(word):
        return "", stem(word)
    return next(kind for kind, pattern in _kinds() if pattern.fullmatch(word)), stem(word)


@lru_cache(maxsize=20_000)
def _name(word: str) -> str:
    """The kind of name a capitalised word is; strange when it is on no list and no word."""
    bare = re.sub(r"'s?$", "", word)
    low = bare.lower()
    if "." in word or (word.isupper() and len(word) == 2 and word not in public.AGENCIES):
        return "<initials>"
    if word.isupper() and len(word) > 1:
        return "<letters>"
    for kind, known in (
        ("<title>", bare in TITLES),
        ("<public>", low in public.PEOPLE),
        ("<office>", low in public.OFFICES),
        ("<place>", bare in _listed("places.txt")),
        ("<given>", low in public.GIVEN_NAMES),
        ("<perhaps given>", low in public.AMBIGUOUS_NAMES),
        ("<body>", bare in public.NOT_NAMES or low in public.THINGS or _is_word(low)),
        ("<body>", not _listed("bodies.txt").isdisjoint((bare, word))),
    ):
        if known:
            return kind
    return "<strange>"


def _is_word(low: str) -> bool:
    seen = _seen()
    return bool((seen.get(low, 0) | seen.get(low.rstrip("s"), 0)) & LOWER_CASE)


@cache
def _seen() -> dict[str, int]:
    """How Punkt met each word in a large body of newspapers: in which places and cases."""
    return dict(punkt.load_model("english").ortho_context)


@cache
def _listed(file: str) -> frozenset[str]:
    lines = files(__package__).joinpath(file).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = patterns.table(__package__, "kinds.toml")
    return tuple((kind, re.compile(pattern)) for kind, pattern in table.items())


@cache
def _any_kind() -> re.Pattern[str]:
    """Most words are of no kind, which one expression tells."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _kinds()))
