"""Attaching a file in a real browser: by keyboard, without scripts, at any width."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.responses.conftest import clock, make_consultation

__all__ = ["clock"]


@pytest.mark.django_db(transaction=True)
def test_a_file_is_attached_refused_and_taken_off(page: Page, look: Any) -> None:
    make_consultation()
    page.goto("/chapter/respond/")
    page.get_by_role("link", name="Attach files").click()
    look(page, "files-none")
    box = page.get_by_label("Choose a file")
    box.set_input_files({"name": "a.docx", "mimeType": "text/html", "buffer": b"<html>"})
    page.get_by_role("button", name="Attach this file").click()
    expect(page.locator("#id_file-error")).to_contain_text("not what its name says")
    look(page, "files-refused")
    page.get_by_label("Choose a file").set_input_files(
        {"name": "Our views.txt", "mimeType": "text/plain", "buffer": b"We agree with 8.2."}
    )
    page.get_by_role("button", name="Attach this file").click()
    expect(page.get_by_text("Our views.txt").first).to_be_visible()
    look(page, "files-one")
    page.get_by_role("link", name="Remove").click()
    look(page, "files-remove")
    page.get_by_role("button", name="Remove this file").click()
    expect(page.get_by_text("Our views.txt")).to_have_count(0)
