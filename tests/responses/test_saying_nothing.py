"""A person reads a file and decides that it says nothing on the consultation."""
# ruff: noqa: F811 (fixtures of another module)

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consultation.responses.actions.files import read_waiting_files
from consultation.responses.models import Hold, Letter, ReceivedFile, Response

from .conftest import DURING
from .test_intake import here, load, official, page_of  # noqa: F401


def test_a_file_that_says_nothing_makes_the_response_blank(official: Client, here: str) -> None:
    load(official, here, SimpleUploadedFile("two.txt", b"8.4 should go."))
    file = ReceivedFile.objects.get()
    ReceivedFile.objects.update(state=ReceivedFile.State.TYPING)
    official.post(f"{here}type/{file.pk}/", {"nothing": "1"})
    assert Response.objects.get().set_aside == "blank"


@pytest.mark.parametrize(("held", "aside"), [(False, "blank"), (True, "waiting")])
def test_a_file_that_was_read_can_say_nothing_too(
    official: Client, here: str, held: bool, aside: str
) -> None:
    """But not to somebody who may not read all of it."""
    load(official, here, SimpleUploadedFile("two.txt", b"Thank you for your letter."))
    read_waiting_files(DURING)
    response, letter = Response.objects.get(), Letter.objects.get()
    if held:
        Hold.objects.create(
            response=response, letter=letter, start=0, end=5, why="identifying", raised_at=DURING
        )
    page = official.get(f"{here}{letter.pk}/").content.decode()
    assert ("says nothing on this consultation" in page) is not held
    official.post(f"{here}{letter.pk}/", page_of(official, here, letter) | {"nothing": "1"})
    response.refresh_from_db()
    assert response.set_aside == aside
