"""A cleared official says how long responses are kept, erases one, and takes packs."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.erasing import carry_out_due
from consultation.responses.models import Comment, Erasure, Hold
from tests import planted
from tests.journeys.test_officials import sign_in

HERE = "/admin/analysis/small/"


@pytest.fixture
def consultation(transactional_db: Any) -> ConsultationPage:
    page = planted.consultation()
    planted.staff("cleared")
    for number in range(4):
        said = [planted.comment("1.2", f"Part {number} is fair to the family.", "support")]
        kept = {"confidential": True, "confidentiality_reason": "My employer reads this."}
        planted.respond(page, str(number), comments=said, **(kept if number == 3 else {}))
    Hold.objects.all().delete()
    return page


def test_responses_are_kept_held_erased_and_given_out(
    scripted_page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    sign_in(scripted_page, "cleared")
    page, references = scripted_page, [one.reference for one in consultation.responses.all()]
    page.goto(HERE)
    page.get_by_role("link", name="Retention and erasure").click()
    page.get_by_role("link", name="Say how long").click()
    page.get_by_role("button", name="Set").click()
    look(page, "retention-refused", ".analysis")
    page.get_by_label("Months after closing").fill("24")
    page.get_by_label("Why so long").fill("As the privacy notice says.")
    page.get_by_role("button", name="Set").click()
    page.get_by_role("link", name="Hold deletion").click()
    page.get_by_label("Reference (optional)").fill(references[0])
    page.get_by_label("Why it must be kept").fill("A request for information is being answered.")
    page.get_by_role("button", name="Hold").click()
    page.get_by_role("link", name="Erase a response").click()
    page.get_by_label("Reference").fill(references[1])
    page.get_by_label("Why it is erased").fill("They asked by letter.")
    page.get_by_role("button", name="Show what would go").click()
    look(page, "erase-shown", ".analysis")
    page.get_by_role("button", name="Decide to erase it").click()
    look(page, "retention-waiting", ".analysis")
    assert carry_out_due(clock.now()) == 1
    page.goto(HERE + "retention/due/")
    look(page, "erase-due", ".analysis")
    page.get_by_label("Why they are erased now").fill("The time is over.")
    page.get_by_role("button", name="Decide to erase 2 responses").click()
    assert carry_out_due(clock.now()) == 2
    page.reload()
    look(page, "retention", ".analysis")
    assert (Erasure.objects.count(), Comment.objects.count()) == (3, 1)


def test_packs_are_taken(
    scripted_page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    sign_in(scripted_page, "cleared")
    page, reference = scripted_page, consultation.responses.earliest("pk").reference
    page.goto(f"{HERE}responses/{reference}/")
    page.get_by_role("link", name="Everything held of this respondent").click()
    look(page, "subject-access", ".analysis")
    with page.expect_download() as download:
        page.get_by_role("button", name="Take the pack").click()
    assert download.value.suggested_filename == f"subject-access-{reference}.zip"
    page.goto(HERE + "information/")
    look(page, "information", ".analysis")
    page.get_by_label("What was said of a clause").select_option("1.2")
    page.get_by_role("button", name="Go on").click()
    look(page, "information-asked", ".analysis")
    with page.expect_download() as download:
        page.get_by_role("button", name="Take the pack").click()
    assert download.value.suggested_filename == "small-information.zip"
