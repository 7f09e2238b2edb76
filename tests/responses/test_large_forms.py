"""A large form is read as Django reads it, at a small part of the cost."""

from urllib.parse import quote_plus

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from consultation.responses.middleware import large_form


@given(st.one_of(st.binary(), st.text("%&=+a0F\xe9\n", max_size=40).map(str.encode)))
@example(b"text=%D1%81+%zz%4&text=2&position&=x&&a=%")
def test_it_reads_what_django_reads(body: bytes) -> None:
    # Django reads a form as Latin-1 first when it is no ASCII; no browser sends such a body.
    body = bytes(byte for byte in body if byte < 128)
    assert large_form(body) == QueryDict(body, encoding="utf-8")


def test_long_words_are_whole() -> None:
    words = "a" + "слово 👩‍👧 %41 + & = " * 20_000
    assert large_form(f"text={quote_plus(words)}".encode())["text"] == words


def test_too_many_fields_are_refused() -> None:
    with pytest.raises(TooManyFieldsSent):
        large_form(b"a=1&" * 1001)
