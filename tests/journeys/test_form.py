"""The form in a real browser: printed, downloaded, filled in with a Word program, and used."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consultation.responses.models import Draft
from tests.responses.conftest import clock, make_consultation, version_of
from tests.responses.form.conftest import fill

__all__ = ["clock"]


@pytest.mark.django_db(transaction=True)
def test_a_form_is_downloaded_filled_in_used_and_printed(
    page: Page, look: Any, tmp_path: Path
) -> None:
    version = version_of(make_consultation(), "8.2")
    page.goto("/chapter/")
    look(page, "form-offered")
    with page.expect_download() as download:
        page.get_by_role("link", name="fill in a form in Word or LibreOffice").click()
    assert download.value.suggested_filename == "chapter-form.docx"
    words = {f"comment_{version.pk}": "Six months is fair.", "about_name": "Ann Example"}
    filled = tmp_path / "form.docx"
    filled.write_bytes(fill(Path(download.value.path()).read_bytes(), words))
    page.goto("/chapter/respond/files/")
    page.get_by_label("Choose a file").set_input_files(filled)
    page.get_by_role("button", name="Attach this file").click()
    look(page, "form-attached")
    page.get_by_role("link", name="Use as the form").click()
    look(page, "form-put-in")
    page.get_by_role("button", name="Put it into my response").click()
    expect(page).to_have_url(re.compile("/chapter/respond/$"))
    draft = Draft.objects.get()
    assert (draft.comments.get().text, draft.name) == ("Six months is fair.", "Ann Example")
    page.goto("/chapter/")
    page.get_by_role("link", name="print the form").click()
    expect(page.get_by_role("heading", name="8.5 Heading 8.5")).to_be_visible()
    look(page, "form-to-print")
