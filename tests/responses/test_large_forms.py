"""A large form is read as Django reads it, at a small part of the cost."""

from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.db import connections
from django.http import QueryDict
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from consultation.responses.middleware import FORM, LARGE_ONES, large_form

from .conftest import make_consultation, version_of


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


@pytest.mark.parametrize("kind", [FORM, "multipart/form-data"])
def test_large_forms_take_turns_and_small_ones_do_not_wait(
    transactional_db: Any, kind: str
) -> None:
    consultation = make_consultation()
    address = f"/chapter/respond/clause/{version_of(consultation, '8.2').pk}/"

    def comment(text: str) -> int:
        form: Any = {"text": text}
        options = {"content_type": FORM} if kind == FORM else {}
        try:
            return int(
                Client().post(address, urlencode(form) if options else form, **options).status_code
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as pool:
        with LARGE_ONES:
            large = pool.submit(comment, "слово " * 100_000)
            assert pool.submit(comment, "Six months is right.").result(60) == 302
            assert wait([large], timeout=1).not_done
        assert large.result(60) == 302
