"""Two officials code the same sample, neither seeing the other; one settles it; every page looked at."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from consultation import clock
from consultation.findings.actions import agreeing, frame
from consultation.findings.models import Correction, Judgement, Run, Sample
from consultation.guidance.models import Clause
from tests import planted
from tests.journeys.test_coding import press
from tests.journeys.test_officials import HERE, sign_in

SAID = (
    "We support six months.", "It costs far too much.", "Boards cannot pay for it.",
    "It is right, and fair to families.",
)  # fmt: skip


@pytest.fixture
def run(transactional_db: Any) -> Run:
    page = planted.consultation()
    for number, said in enumerate(SAID):
        planted.respond(page, str(number), comments=[planted.comment("1.2", said)])
    official = planted.staff("official")
    planted.staff("cleared")
    frame.make_theme(page, "cost", official, clock.now(), clause=Clause.objects.get(number="1.2"))
    return planted.analysed(page)


def code(page: Page, sample: Sample, positions: str) -> None:
    """Code every item with the keys alone, each with the position of its letter."""
    page.goto(f"{HERE}samples/{sample.pk}/code/")
    for position in positions:
        page.keyboard.press(position)
        if position == "o":
            page.keyboard.press("1")
        press(page, "r")


def test_two_people_code_a_sample_blind_and_one_settles_it(
    visit: Callable[..., Page], run: Run, look: Callable[..., None]
) -> None:
    first, second = visit(), visit()
    sign_in(first, "official")
    sign_in(second, "cleared")
    first.goto(f"{HERE}samples/")
    look(first, "samples-none", ".analysis")
    first.get_by_label("Of", exact=True).select_option("clause:1.2")
    first.get_by_label("First coder").select_option(label="official")
    first.get_by_label("Second coder").select_option(label="cleared")
    first.get_by_role("button", name="Draw the sample").click()
    sample = Sample.objects.get()
    page = f"{HERE}samples/{sample.pk}/"
    first.goto(f"{page}code/")
    look(first, "sample-code", ".analysis")
    code(first, sample, "sosu")
    # Neither is shown what the other said before both are done.
    second.goto(page)
    assert "What was said is shown once both coders are done" in second.content()
    assert "Agreement" not in second.content()
    look(second, "sample-half-done", ".analysis")
    code(second, sample, "soss")
    assert Judgement.objects.filter(seen="").count() == 2 * len(SAID)
    second.goto(page)
    assert second.get_by_role("heading", name="Agreement").count() == 1
    look(second, "sample-to-settle", ".analysis")
    second.get_by_label("Support", exact=True).check()
    second.get_by_label("Why").fill("It says so in its first words.")
    second.get_by_role("button", name="This holds").click()
    second.get_by_role("button", name="Freeze the sample").click()
    sample.refresh_from_db()
    assert sample.frozen_at and sample.figures["pairs"]["people"]["positions"]["agreed"] == 0.75
    assert Correction.objects.filter(kind="position").count() == len(SAID)
    agreeing.measure_gain(sample.pk)
    second.goto(page)
    look(second, "sample-frozen", ".analysis")
    # The figures stand beside the machine's numbers.
    for name, address in (("clause", "clauses/1.2/"), ("clauses", "clauses/")):
        second.goto(HERE + address)
        told = second.get_by_role("region", name="How far the machine agrees with people")
        assert "Clause 1.2" in told.inner_text()
        look(second, f"measured-{name}", ".analysis")


def test_an_item_that_was_looked_up_is_left_out(
    visit: Callable[..., Page], run: Run, look: Callable[..., None]
) -> None:
    first = visit()
    sign_in(first, "official")
    first.goto(f"{HERE}samples/")
    first.get_by_label("Of", exact=True).select_option("clause:1.2")
    first.get_by_label("First coder").select_option(label="official")
    first.get_by_label("Second coder").select_option(label="cleared")
    first.get_by_role("button", name="Draw the sample").click()
    sample = Sample.objects.get()
    first.goto(f"{HERE}search/?q=costs&decided=words")
    first.goto(f"{HERE}samples/{sample.pk}/")
    assert "1 item cannot be, or was not, coded blind" in first.content()
    assert "official: was shown it among the findings" in first.content()
    look(first, "sample-not-blind", ".analysis")
    first.get_by_role("button", name="Leave it out").click()
    assert sample.items.exclude(left_out_at=None).count() == 1
