"""Texts with marks, and tracked changes, cut into pages: nothing is lost, doubled or shown unmarked."""

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from consultation.findings.rules import Mark, pieces, redline
from consultation.guidance.rules import changes
from consultation.responses.rules.masking import Kind, Restriction, Sight

TEXT = "Six months is right, as case 7 taught us."
places = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)
words = st.lists(st.sampled_from(["six ", "months ", "is ", "right. "]), max_size=8).map("".join)


@given(st.lists(places, max_size=4), places)
def test_a_page_has_its_own_characters_under_the_marks_of_the_whole(
    marked: list[list[int]], page: list[int]
) -> None:
    marks = [Mark(start, end, str(n)) for n, (start, end) in enumerate(marked)]
    cut = pieces(TEXT, marks, *page)
    assert "".join(one.text for one in cut) == TEXT[slice(*page)]
    under = [kinds for one in cut for kinds in [one.kinds] * len(one.text)]
    whole = [kinds for one in pieces(TEXT, marks) for kinds in [one.kinds] * len(one.text)]
    assert under == whole[slice(*page)]
    begun = {mark.kind for one in cut for mark in one.begins}
    assert begun == {kind for one in cut for kind in one.kinds}


@given(words, words.filter(bool), st.lists(st.integers(1, 50), max_size=3), st.booleans())
@example("six months right. ", "six right. ", [4], False)
def test_the_pages_of_proposed_wording_have_every_change_once(
    old: str, new: str, cuts: list[int], held: bool
) -> None:
    tracked = changes(old, new)
    over = [Restriction(0, len(new), Kind.HELD, "Why")] if held else []
    edges = sorted({0, len(new), *(cut for cut in cuts if cut < len(new))})
    shown = [redline(tracked, over, Sight(), *page) for page in itertools.pairwise(edges)]
    whole = redline(tracked, over, Sight())
    for kind in ("same", "inserted", "deleted"):
        said = "".join(one.text for page in shown for one in page if one.kind == kind)
        assert said == "".join(one.text for one in whole if one.kind == kind)
    if held:
        kinds = [{one.kind for one in page} for page in shown]
        assert all("hidden" in kind and not kind & {"same", "inserted"} for kind in kinds)
