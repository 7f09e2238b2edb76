"""An official enters a letter and confirms, without scripts and by keyboard, what each part is on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import decide
from consultation.responses.models import Hold, ReceivedFile, Response, SetAside, TableRecording
from tests import planted

from .test_officials import sign_in

HERE = "/admin/analysis/small/letters/"
LETTER = (
    "Dear team,\n\nClause 1.2\n\nSix months is too short for a hard case. Courts take longer.\n\n"
    "Paras 1.1 to 1.3\n\nWe agree with the rest of it.\n\nThank you for lunch.\n\n"
    "Yours faithfully,\n\nMrs Ann Bird of 12 Elm Road"
)


@pytest.fixture
def consultation(transactional_db: None) -> ConsultationPage:
    planted.staff("official")
    return planted.consultation()


def enter(page: Page) -> None:
    page.goto(f"{HERE}enter/")
    page.get_by_label("Channel").select_option("letter")
    arrived = (planted.CLOSES - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    page.get_by_label("Received at").fill(arrived)
    page.get_by_label("The whole text").fill(LETTER)
    page.get_by_role("button", name="Store it").click()


def test_a_letter_is_entered_and_confirmed_without_scripts(
    page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    sign_in(page, "official")
    enter(page)
    look(page, "intake-entered", ".analysis")
    page.get_by_role("link", name="Confirm what each part").click()
    look(page, "intake-confirm", ".analysis")
    assert "Elm Road" not in page.content()
    wrong = page.get_by_label("Part 2 is on")
    wrong.fill("9.9")
    wrong.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("9.9")
    look(page, "intake-confirm-wrong", ".analysis")
    page.get_by_label("Part 2 is on").fill("1.2 to 1.3")
    page.get_by_role("button", name="Confirm every part").press("Enter")
    assert Response.objects.get().set_aside == ""
    look(page, "intake-queue", ".analysis")


def test_what_was_misread_is_put_right_without_scripts(
    page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    official = planted.staff("official")
    response = planted.respond(
        consultation,
        "form",
        comments=[planted.comment("1.2", "Six months is fair.", "support")],
        letter="We enclose a paper.",
    )
    Hold.objects.all().delete()
    decide(response, SetAside.WAITING, "It is read from a form.", planted.OPENS, official)
    response.ledger_entries.filter(set_aside="").delete()
    sign_in(page, "official")
    page.goto(f"{HERE}{response.letters.get().pk}/")
    look(page, "intake-confirm-recorded", ".analysis")
    page.get_by_role("link", name="Put right the comment on 1.2").press("Enter")
    look(page, "intake-put-right", ".analysis")
    page.get_by_label("Is on").fill("9.9")
    page.get_by_role("button", name="Keep this").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("9.9")
    look(page, "intake-put-right-wrong", ".analysis")
    page.get_by_label("Is on").fill("1.3")
    page.get_by_label("Choice").select_option("Oppose")
    page.get_by_role("button", name="Keep this").press("Enter")
    expect(page.get_by_role("link", name="Put right the comment on 1.3")).to_be_visible()
    assert response.comments.get().position == "oppose"


def test_the_pages_of_files_are_accessible(
    scripted_page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    page = scripted_page
    sign_in(page, "official")
    page.goto(f"{HERE}enter/")
    look(page, "intake-enter", ".analysis")
    page.get_by_role("button", name="Store it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was stored yet")
    look(page, "intake-enter-wrong", ".analysis")
    page.goto(f"{HERE}load/")
    page.get_by_label("Channel").select_option("letter")
    page.get_by_label("Received at").fill("2009-10-20T10:00")
    files = [
        {"name": f"{n}.txt", "mimeType": "text/plain", "buffer": b"1.2 %d" % n} for n in (1, 2)
    ]
    mail = b"From: Robin Example <r@example.org>\r\nDate: Tue, 20 Oct 2009 08:00:00 +0100\r\n\r\n1.2\r\n"
    files.append({"name": "3.eml", "mimeType": "message/rfc822", "buffer": mail})
    page.get_by_label("Files").set_input_files(files)  # type: ignore[arg-type]
    look(page, "intake-load", ".analysis")
    page.get_by_role("button", name="Load them").click()
    expect(page.locator(".analysis [role=status]")).to_contain_text("3 of 3 read")
    look(page, "intake-batch", ".analysis")
    by_mail = Response.objects.get(channel="email")
    page.goto(f"{HERE}of/{by_mail.reference}/details/")
    page.get_by_role("link", name="Fill this in below").click()
    expect(page.get_by_label("Name")).to_have_value("Robin Example")
    look(page, "intake-details", ".analysis")
    page.goto(f"{HERE}{by_mail.letters.get().pk}/")
    look(page, "intake-confirm-told", ".analysis")
    page.go_back()
    page.go_back()
    page.go_back()
    page.get_by_role("checkbox", name="Robin Example").check()
    page.get_by_role("button", name="Take over what is ticked").click()
    expect(page.locator("main")).to_contain_text("1 response has the details")
    by_mail.refresh_from_db()
    assert (by_mail.name, by_mail.email) == ("Robin Example", "r@example.org")
    page.goto(HERE)
    look(page, "intake-queue-reading", ".analysis")


def test_a_spreadsheet_is_looked_at_and_recorded_without_scripts(
    page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    sign_in(page, "official")
    rows = "response_id;text;clause;channel;received_at\n7;Six months is fair.;{};letter;2009-10-20 10:00\n"
    for clause in ("9.9", "1.2"):
        page.goto(f"{HERE}import/")
        look(page, "intake-import", ".analysis")
        content = rows.format(clause).encode()
        upload = {"name": "answers.csv", "mimeType": "text/csv", "buffer": content}
        page.get_by_label("Spreadsheet", exact=True).set_input_files([upload])  # type: ignore[list-item]
        page.get_by_role("button", name="Look at it").press("Enter")
        look(page, f"intake-table-{clause}", ".analysis")
        if clause == "9.9":
            expect(page.get_by_role("alert")).to_contain_text("1 cell to put right")
    page.get_by_role("button", name="Record 1 response").press("Enter")
    expect(page.locator(".analysis [role=status]")).to_contain_text("1 response was recorded")
    look(page, "intake-table-recorded", ".analysis")
    assert Response.objects.get().comments.get().text == "Six months is fair."
    file = ReceivedFile.objects.get(state=ReceivedFile.State.CONFIRMED)
    ReceivedFile.objects.filter(pk=file.pk).update(state=ReceivedFile.State.TABLE)
    TableRecording.objects.update(total=40, last_at=planted.CLOSES - timedelta(days=400))
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Recording has stopped")
    look(page, "intake-table-stopped", ".analysis")
    page.get_by_role("button", name="Go on recording").press("Enter")
    expect(page.locator(".analysis [role=status]")).to_contain_text("1 response was recorded")
