"""The same words however they are written, found by the words and by their digest alone."""

import pytest

from consultation.responses.rules.matching import (
    digest_of_words,
    found,
    found_by_digest,
    key_of,
    needle,
    words_in,
)

KEY = key_of("secret", 1)


@pytest.mark.parametrize("written", [
    "Zoë Harrow", "ZOE\n  HARROW", "zoe-harrow", "Zoë Harrow’s", "Zoe Harrows", "zoe_harrow2",
    "ZoeHarrow", "Ｚｏｅ Ｈａｒｒｏｗ", "Zo\u200bë Har\u00adrow", "Z\u0334o\u0334e\u0334 Harrow",
])  # fmt: skip
def test_the_same_words_however_written(written: str) -> None:
    text = f"We asked {written}, and (Zoë) Harrowby."
    places = found(text, [needle("Zoe Harrow’s")])
    assert [text[start:end] for start, end in places] == [written.removesuffix("2")]
    digest = digest_of_words(needle("Zoe Harrow"), KEY)
    assert found_by_digest(text, {digest}, 2, [key_of("new", 1), KEY]) == places


@pytest.mark.parametrize("other", [
    "Zoe Harrowby", "Zoe asked Ann; Harrow too", "Zoe.... Harrow", "Mezoe Harrow", "",
])  # fmt: skip
def test_other_words_are_left(other: str) -> None:
    assert found(other, [needle("Zoe Harrow")]) == []
    assert found_by_digest(other, {digest_of_words(needle("Zoe Harrow"), KEY)}, 2, [KEY]) == []


def test_a_digest_differs_by_consultation_and_secret() -> None:
    keys = [key_of("secret", 1), key_of("secret", 2), key_of("other", 1)]
    assert len({digest_of_words("zoeharrow", key) for key in keys}) == 3


def test_words_are_where_they_say() -> None:
    text = "  O’Brien, ﬁne 3rd"
    assert [(text[a:b], letters) for a, b, letters in words_in(text)] == [
        ("O", "o"), ("Brien", "brien"), ("ﬁne", "fine"), ("3", "3"), ("rd", "rd"),
    ]  # fmt: skip
