"""An official reads the findings and a duty officer the held words: every page looked at."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from consultation.findings.models import Run
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Comment, Hold
from tests import planted

HERE = "/admin/analysis/small/"
NAMED = "Mrs Ann Bird of 12 Elm Road said that six months is too long."
#: What five responses share.
SHARED = (
    "We ask the Secretary of State to keep the four month limit on every review. Families should "
    "not wait longer to hear what was learned. Boards have shown that it can be done with care, "
    "and nobody whom we asked wished for anything else. "
)


@pytest.fixture
def run(transactional_db: Any) -> Run:
    page: ConsultationPage = planted.consultation()
    planted.staff("official")
    for number in range(4):
        said = f"Six months is right because case {number} was rushed. Please delete 'six'."
        wording = f"The review should be finished within {number // 2 + 7} months."
        comments = [
            planted.comment("1.2", said, "support") | {"proposed": wording},
            planted.comment("1.3", said, "oppose") | {"proposed": f"{said} {NAMED}"},
        ]
        planted.respond(page, str(number), comments=comments, letter=f"We agree. {NAMED}")
    who = {"represents": f"The mother of Tom Wren. {NAMED}"}
    planted.respond(page, "details", who=who, comments=[planted.comment("1.1", NAMED)])
    planted.respond(page, "blank")
    for number in range(5):
        own = f"Reader {number} of it adds that a board of that size has nobody to spare for it. {NAMED}"
        planted.respond(page, f"shared{number}", comments=[planted.comment("1.2", SHARED + own)])
    return planted.analysed(page)


def sign_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("button", name="Sign in").click()


def test_every_page_of_an_official_is_accessible(
    scripted_page: Page, run: Run, look: Callable[..., None]
) -> None:
    sign_in(scripted_page, "official")
    told = run.consultation.responses.earliest("pk").reference
    held = run.consultation.responses.get(represents__contains="Wren").reference
    pages = {
        "consultations": "/admin/analysis/", "overview": HERE, "ledger": f"{HERE}ledger/",
        "clauses": f"{HERE}clauses/", "clause": f"{HERE}clauses/1.2/",
        "amendments": f"{HERE}clauses/1.2/amendments/",
        "glance-chosen": f"{HERE}clauses/?type=gp&campaign=out&sort=oppose",
        "behind": f"{HERE}behind/?clause=1.2&position=support", "alone": f"{HERE}clauses/1.3/alone/",
        "whole-text": f"{HERE}whole-text/", "responses": f"{HERE}responses/",
        "response": f"{HERE}responses/{told}/", "held-response": f"{HERE}responses/{held}/",
        "run": f"{HERE}runs/{run.pk}/", "search": f"{HERE}search/?q=months&meaning=yes",
        "search-nothing": f"{HERE}search/?q=zeugma", "exports": f"{HERE}exports/",
    }  # fmt: skip
    campaign = run.campaigns.get()
    pages |= {"campaigns": f"{HERE}campaigns/", "campaign": f"{HERE}campaigns/{campaign.name}/"}
    for name, address in pages.items():
        scripted_page.goto(address)
        assert scripted_page.locator(".analysis").count() == 1, address
        look(scripted_page, f"official-{name}", ".analysis")
        assert "Elm Road" not in scripted_page.content(), address
    long = Comment.objects.filter(response__reference=told, clause_version__clause__number="1.2")
    long.update(text="A review that is long has pages. " * 6_000)
    scripted_page.goto(pages["response"])
    scripted_page.get_by_role("link", name="Next page").first.click()
    assert "Page 2 of 4" in scripted_page.inner_text(".analysis")
    look(scripted_page, "official-long-response", ".analysis")
    scripted_page.goto(pages["amendments"])
    scripted_page.get_by_role("button", name="Accept").first.click()
    look(scripted_page, "official-amendments-noted", ".analysis")
    scripted_page.get_by_role("link", name="who propose it").first.click()
    look(scripted_page, "official-who-proposes", ".analysis")


def test_every_page_of_a_duty_officer_is_accessible(
    scripted_page: Page, run: Run, look: Callable[..., None]
) -> None:
    sign_in(scripted_page, "duty")
    hold = Hold.objects.on_details().get()
    for name, address in {"alert": "", "holds": "holds/", "hold": f"holds/{hold.pk}/"}.items():
        scripted_page.goto(f"/admin/{address}")
        look(scripted_page, f"duty-{name}", ".analysis")
    scripted_page.get_by_label("Why these words").fill(" ")
    scripted_page.get_by_role("button", name="Release these words").click()
    look(scripted_page, "duty-refused", ".analysis")
    assert "Say why the hold is released." in scripted_page.content()
