"""Long texts page by page: nothing is lost between two pages, and what is short has one."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from consultation.responses.rules.portions import MOST, MOST_TEXTS, portions

texts = st.lists(st.text(alphabet="ab .!?\r\n\u0301\u200d👩👧🇬🇧", max_size=80), max_size=6)


def named(said: list[str]) -> list[tuple[str, str]]:
    return [(str(place), text) for place, text in enumerate(said)]


@given(texts, st.integers(2, 60))
def test_the_pages_joined_are_the_texts_and_none_is_too_long(said: list[str], most: int) -> None:
    pages = portions(named(said), most)
    for name, text in named(said):
        places = [page.places[name] for page in pages if name in page.places]
        assert places[0][0] == 0 and places[-1][1] == len(text)
        assert all(before[1] == after[0] for before, after in itertools.pairwise(places))
    assert all(sum(b - a for a, b in page.places.values()) <= most for page in pages)
    assert [int(name) for page in pages for name in page.places] == sorted(
        int(name) for page in pages for name in page.places
    )


@given(texts)
def test_what_is_short_has_one_page(said: list[str]) -> None:
    assert len(portions(named(said), sum(map(len, said)) or 2)) == 1


def test_a_page_ends_where_a_reader_would_pause() -> None:
    def ends(text: str) -> str:
        return text[slice(*portions([("a", text)], 20)[0].places["a"])]

    assert ends("One. Two.\r\n\r\nThree. Four five") == "One. Two.\r\n\r\n"
    assert ends("One. Two three.\nFour. Five six seven") == "One. Two three.\n"
    assert ends("One two. Three. Four five six") == "One two. Three. "
    assert ends("One two three four five six") == "One two three four "
    assert ends("x" * 19 + "👩‍👧" + "x" * 9) == "x" * 19


def test_very_many_short_texts_have_pages_too() -> None:
    pages = portions(named(["One."] * (MOST_TEXTS + 1)))
    assert [len(page.places) for page in pages] == [MOST_TEXTS, 1]


def test_a_page_says_which_words_it_has() -> None:
    pages = portions([("a", ""), ("b", "word " * 100_000)])
    assert [str(page) for page in pages[:2]] == ["words 1 to 12,000", "words 12,001 to 24,000"]
    assert sum(page.words for page in pages) == 100_000
    assert pages[0].places == {"a": (0, 0), "b": (0, MOST)}
    assert (pages[1].within("b", 0, MOST + 5), pages[1].shows("a", 0, 1)) == (
        (MOST, MOST + 5),
        False,
    )
