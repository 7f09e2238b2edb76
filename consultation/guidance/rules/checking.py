"""What keeps a text from being published: each rule names the problem and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

#: Addresses that are not a section's to take: ``/<consultation>/respond/`` and ``…/clause/``.
SECTION_ADDRESSES_TAKEN = frozenset({"clause", "other-formats", "respond", "young-people"})
#: Addresses of the site itself, which would hide a consultation of the same name.
CONSULTATION_ADDRESSES_TAKEN = frozenset(
    {
        "accessibility",
        "admin",
        "contact",
        "cookies",
        "documents",
        "healthz",
        "media",
        "other-formats",
        "privacy",
        "static",
    }
)
SUMMARY_WORDS = 100


def address_problem(slug: str, taken: Collection[str]) -> str:
    """Why a page cannot have the slug; empty when it can."""
    if slug not in taken:
        return ""
    return f"“{slug}” is an address this site uses itself: choose another slug."


def summary_problem(summary: str) -> str:
    """A summary stands in lists and on top of the page: more than 100 words go into sections."""
    words = len(summary.split())
    if words <= SUMMARY_WORDS:
        return ""
    return f"The summary has {words} words: shorten it to {SUMMARY_WORDS} or fewer."


def number_problems(numbers: Sequence[str], elsewhere: Mapping[str, str]) -> dict[int, str]:
    """Problem by place in ``numbers``: a number may stand once in the whole consultation.

    ``elsewhere`` gives the title of the section for each number used in other sections. A comment
    or a letter that cites 8.14 must mean one clause and no other.
    """
    problems: dict[int, str] = {}
    for place, number in enumerate(numbers):
        if number in elsewhere:
            problems[place] = (
                f"{number} is already the number of a clause in “{elsewhere[number]}”: "
                "give this clause another number or renumber that one first."
            )
        elif number in numbers[:place]:
            problems[place] = f"{number} stands above already: give this clause its own number."
    return problems


def recommendation_problem(keys: Collection[str], known: Collection[str]) -> str:
    """Why the keys of the recommendations a clause answers are wrong; empty when they are right."""
    unknown = [key for key in keys if key not in known]
    if not unknown:
        return ""
    return (
        f"{', '.join(unknown)}: no recommendation of this consultation has that key. Correct it, "
        "or add the recommendation on the consultation’s page first."
    )
