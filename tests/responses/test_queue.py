"""Who confirms letters sees in the queue why each of them waits."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consultation.responses.actions.files import read_waiting_files
from consultation.responses.models import ReceivedFile, Response
from consultation.responses.rules.waiting import why_unconfirmed

from .conftest import DURING
from .test_intake import enter, here, load, mail, official

__all__ = ["here", "official"]


@pytest.mark.parametrize(("parts", "nowhere", "form", "why"), [
    (0, 0, True, "Every box of our form is recorded"),
    (1, 0, False, "1 part has a place the machine proposes, which nobody has confirmed"),
    (3, 0, True, "3 parts have a place"),
    (1, 1, False, "It is on no clause"),
    (3, 1, False, "1 of 3 is on no clause"),
    (3, 2, False, "2 of 3 are on no clause"),
])  # fmt: skip
def test_why_it_waits_is_said(parts: int, nowhere: int, form: bool, why: str) -> None:
    assert why_unconfirmed(parts, nowhere, form).startswith(why)


def test_who_confirms_sees_why_each_waits(official: Client, here: str) -> None:
    enter(official, here)
    load(official, here, mail(), SimpleUploadedFile("two.txt", b"8.4 should go."))
    read_waiting_files(DURING)
    shown = official.get(here).content.decode()
    assert "1 of 3 is on no clause and no question the machine knows of." in shown
    assert "1 part has a place the machine proposes, which nobody has confirmed." in shown
    first = Response.objects.get(channel="email").files.get()
    other = ReceivedFile.objects.get(response=Response.objects.exclude(files=None).last())
    ReceivedFile.objects.filter(pk=other.pk).update(response=first.response, state="typing")
    page = official.get(f"{here}{first.letters.get().pk}/").content.decode()
    assert "It waits for another file too" in page and f"/type/{other.pk}/" in page
