"""A search finds the same on either database, and nothing that is held."""

import pytest
from django.db.models import Q

from consultation.findings.rules.searching import parsed
from consultation.findings.views.search.finding import find
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Comment
from tests import planted

pytestmark = pytest.mark.django_db

SAID = {
    "a": "Reviews should finish within six months; families can’t wait.",
    "b": "A family waited. See paras 1.1-1.2, and write to office@board.example.org today.",
    "c": "Nothing on this. The ﬁrst draft of the FAM\u200bILY section took 3.5m pages.",
    "d": "We reviewed the months: six of them.",
}


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    for key, words in SAID.items():
        planted.respond(page, key, comments=[planted.comment("1.2", words)])
    return page


def found(page: ConsultationPage, typed: str, **meanings: list[str]) -> list[str]:
    """The keys of what was found."""
    query = parsed(typed, lambda word: meanings.get(word, []))
    hits = find(query, page.responses.all(), Q(response__consultation=page)).hits
    by_words = {words: key for key, words in SAID.items()}
    return sorted(by_words[Comment.objects.get(pk=hit.pk).text] for hit in hits)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("review", "ad"),
        ("families", "abc"),
        ('"six months"', "a"),
        ("six months", "ad"),
        ("review -family", "d"),
        ("1.2", "b"),
        ("office", "b"),
        ("board example", "b"),
        ("first", "c"),
        ("3.5", "c"),
        ("unheard", ""),
    ],
)
def test_it_finds_words_in_whatever_form(page: ConsultationPage, typed: str, keys: str) -> None:
    assert found(page, typed) == list(keys)


def test_a_word_is_found_whose_stem_is_written_otherwise(page: ConsultationPage) -> None:
    planted.respond(page, "sky", comments=[planted.comment("1.1", "Under grey skies.")])
    for typed in ("sky", "skies"):
        assert find(parsed(typed), page.responses.all(), Q(response__consultation=page)).hits


def test_it_finds_words_of_like_meaning(page: ConsultationPage) -> None:
    assert found(page, "report") == []
    assert found(page, "report", report=["draft", "reviewed"]) == ["a", "c", "d"]


def test_held_words_are_found_by_nobody(page: ConsultationPage) -> None:
    said = Comment.objects.get(text=SAID["a"])
    planted.hold(said, "families can’t wait.")
    assert found(page, "families") == ["b", "c"]
    assert found(page, "six months") == ["a", "d"]
    # Nor does what must be absent tell that it is there.
    assert found(page, "finish -families") == ["a"]


def test_only_the_newest_version_of_a_letter_is_found(page: ConsultationPage) -> None:
    response = planted.respond(page, "e", letter="An avowal in the first version.")
    response.letters.create(version=2, text="Now typed again without it.")
    assert not find(parsed("avowal"), page.responses.all(), Q(response__consultation=page)).hits
    assert find(parsed("typed"), page.responses.all(), Q(response__consultation=page)).hits


def test_a_text_too_long_for_the_index_is_found_to_its_end(page: ConsultationPage) -> None:
    long = "word " * 30_000 + "lastly the zeugma."
    planted.respond(page, "f", letter=long)
    (hit,) = find(parsed("zeugma"), page.responses.all(), Q(response__consultation=page)).hits
    assert hit.text[slice(*hit.places[0])] == "zeugma"


def test_text_that_no_index_can_hold_is_stored_all_the_same(page: ConsultationPage) -> None:
    # Two hundred thousand different words of four-byte letters are beyond any index of words.
    letters = [chr(0x10400 + n) for n in range(40)]
    words = " ".join(a + b + c for a in letters for b in letters for c in letters)
    response = planted.respond(page, "g", letter=words)
    assert response.letters.get().text == words


def test_the_number_of_queries_is_the_same_whatever_is_found(
    page: ConsultationPage, django_assert_max_num_queries
) -> None:
    for typed in ("months", "unheard"):
        with django_assert_max_num_queries(6):
            find(parsed(typed), page.responses.all(), Q(response__consultation=page))
