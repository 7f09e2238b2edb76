"""What is not as it looks is told to officials; what people usually write is not."""

from typing import Any

import pytest
from django.test import Client

from consultation.guidance.models import ClauseVersion
from consultation.responses.models import Hold, Response
from consultation.responses.rules.oddities import oddities
from tests import planted

from .conftest import Person


@pytest.mark.parametrize(("text", "told"), [
    ("pay\u200bment", ["cannot be seen, or turn the writing round: U+200B"]),
    ("\u202eesrever\u202c", ["U+202C, U+202E"]),
    ("\u2066a\u2069 \ufeff", ["U+2066, U+2069, U+FEFF"]),
    ("s\u200dupport", ["U+200D"]),
    ("p\u0430yment and p\u0430yments", ["2 words mix letters of several alphabets"]),
    ("\u0391greed", ["1 word mixes"]),
    ("h\u0300\u0301\u0302\u0303i", ["more than 3 marks heaped"]),
    ("\u202ep\u0430y\u0300\u0301\u0302\u0303", ["U+202E", "1 word mixes", "heaped"]),
])  # fmt: skip
def test_what_is_not_as_it_looks_is_told(text: str, told: list[str]) -> None:
    found = oddities(f"Before {text} after.")
    assert len(found) == len(told)
    assert all(part in sentence for part, sentence in zip(told, found, strict=True))


@pytest.mark.parametrize("text", [
    "Plain words, with “quotes” – and 3½ €.", "Zażółć gęślą jaźń", "re\u0301sume\u0301 Vie\u0323\u0302t",
    "👩\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "❤\ufe0f\u200d🔥",
    "می\u200cخواهم", "क्\u200dष", "שלום עולם", "ไม่มีปัญหา", "五月 とても", "co\xadoperate",
    "μg of water", "Привет, world",
])  # fmt: skip
def test_what_people_usually_write_is_not(text: str) -> None:
    assert oddities(text) == []


def test_an_official_is_told_beside_the_words_which_stay_as_they_are(
    person: Person, version: ClauseVersion
) -> None:
    person.write(version, text="We p\u0430y \u202etoo much\u202c.")
    person.send()
    Hold.objects.all().delete()
    response = Response.objects.get()
    client = Client()
    client.force_login(planted.staff("official"))
    here: Any = f"/admin/analysis/{response.consultation.slug}/responses/{response.reference}/"
    shown = client.get(here).content.decode()
    assert "We p\u0430y \u202etoo much\u202c." in shown
    assert "turn the writing round: U+202C, U+202E" in shown and "1 word mixes" in shown
