"""The name of a file is shown and saved under: nothing in it leads elsewhere or deceives."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.responses.intake.checking import LONGEST_NAME, safe_name


@pytest.mark.parametrize(("name", "safe"), [
    ("Our views.docx", "Our views.docx"),
    ("../../etc/passwd.txt", "passwd.txt"),
    ("C:\\Users\\Robin\\views.odt", "views.odt"),
    ("..\\..\\views.pdf", "views.pdf"),
    ("a.txt\x00.exe", "a.txt.exe"),
    ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"),
    ("lettre\u202exslx.docx", "lettrexslx.docx"),
    ("a\u2066b\u200b\ufeffc.txt", "abc.txt"),
    ("cafe\u0301.txt", "café.txt"),
    (" . . hidden.txt . ", "hidden.txt"),
    (".htaccess", "htaccess"),
    ("..", "file"),
    ("", "file"),
    ("views", "views"),
    ("רע.docx", "רע.docx"),
    ("👩🏽‍🏫.pdf", "👩🏽🏫.pdf"),
])  # fmt: skip
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    safe = safe_name("a" * 300 + ".docx")
    assert len(safe) == LONGEST_NAME and safe.endswith("aaa.docx")
    assert len(safe_name("a." + "b" * 300)) <= LONGEST_NAME


@given(st.text())
def test_whatever_it_was_called(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST_NAME
    assert safe not in (".", "..") and not {"/", "\\"} & {*safe}
    unseen = [one for one in safe if unicodedata.category(one).startswith(("C", "Zl", "Zp"))]
    assert unseen == []
    assert safe_name(safe) == safe
