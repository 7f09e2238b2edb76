"""How many propose each change, counted by the database, is what was planted, counted by hand."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from consultation import clock
from consultation.findings.forms.amendments import AmendmentFilter
from consultation.findings.models import Campaign, CampaignMember, ProposedChange, Proposer, Run
from consultation.findings.views.amendments.change import Change
from consultation.findings.views.amendments.merged import Amendments
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions.erasing.erasing import erase
from consultation.responses.models import Comment, Hold, Response, SetAside
from tests import planted

pytestmark = pytest.mark.django_db

WORDING = "The review should be finished within six months of the decision."
NINE, FOUR, LATER, WITHIN = ("six", "nine"), ("six", "four"), ("months", "weeks"), ("within", "")
#: Each change in the words of a comment, twice, and as the wording of a box of its own.
ASKED = {
    NINE: ("Please replace 'six' with 'nine'.", "Change “six” to “Nine”.",
           WORDING.replace("six", "nine")),
    FOUR: ("Please replace 'six' with 'four'.", "Replace 'six' with 'four'.",
           WORDING.replace("six", "four")),
    LATER: ("Please replace 'months' with 'weeks'.", "Replace 'months' with 'weeks'.",
            WORDING.replace("months", "weeks")),
    WITHIN: ("Please delete 'within'.", "Delete 'within'.", WORDING.replace("within ", "")),
}  # fmt: skip
TEMPLATE = (
    "We read this page with care, and thank those who wrote it. Families wait for a long time to "
    "hear what was learned. Boards have shown that it can be done, and everybody whom we met told "
    "us the same story. Please replace 'six' with 'nine'."
)
TYPES = ("gp", "police", "")


class Planted(NamedTuple):
    """A response, and every change it was made to propose."""

    response: Response
    type: str
    in_campaign: bool
    asks: set[tuple[str, str]]


def _plant(page: ConsultationPage, number: int, draw: random.Random) -> Planted:
    kind = draw.choice(TYPES)
    wished = draw.sample(sorted(ASKED), draw.randint(1, 3))
    # In words twice over, in a box, or in both.
    words = wished if draw.random() < 0.7 else []
    boxed = draw.choice(wished) if not words or draw.random() < 0.4 else None
    asks = {*words, *([boxed] if boxed else [])}
    text = " ".join(draw.choice(ASKED[one][:2]) for one in [*words, *words[:1]])
    campaign = number % 5 == 0
    if campaign:
        text, asks = f"{TEMPLATE} {text}", asks | {NINE}
    said = planted.comment("1.2", text) | ({"proposed": ASKED[boxed][2]} if boxed else {})
    made = planted.respond(page, f"key{number}", comments=[said], who={"type": kind})
    return Planted(made, kind, campaign, asks)


class Found(NamedTuple):
    """The consultation, its run, and what was planted and is counted."""

    page: ConsultationPage
    run: Run
    planted: list[Planted]

    def amendments(self, **asked: str) -> Amendments:
        version = ClauseVersion.objects.filter(clause__number="1.2").latest("pk")
        form = AmendmentFilter(asked, consultation=self.page)
        return Amendments(self.page, version, self.run, form)


@pytest.fixture(scope="module")
def _analysed(django_db_setup: None, django_db_blocker: Any) -> Iterator[Found]:
    with django_db_blocker.unblock(), transaction.atomic():
        page, draw = planted.consultation(), random.Random(8)
        made = [_plant(page, number, draw) for number in range(60)]
        Hold.objects.all().delete()
        run = planted.analysed(page)
        Hold.objects.all().delete()
        # Since the run: some are set aside, and the words of some are held.
        gone = {one.response.pk for one in made[7:20:4]}
        Response.objects.filter(pk__in=gone).update(set_aside=SetAside.WITHDRAWN)
        yield Found(page, run, [one for one in made if one.response.pk not in gone])
        transaction.set_rollback(True)


@pytest.fixture
def found(_analysed: Found) -> Iterator[Found]:
    point = transaction.savepoint()
    yield _analysed
    transaction.savepoint_rollback(point)


def told(found: Found, one: Change) -> tuple[str, str]:
    """What a change does to the clause: old words and new, whatever hides them."""
    row = Proposer.objects.get(
        change=one.pk, **{one.first.source.partition(":")[0]: one.first.source.partition(":")[2]}
    )
    new = row.source.text[row.start : row.end] if one.gives_words else ""
    return WORDING[one.start : one.end], new.lower()


def lets(one: Planted, asked: dict[str, str]) -> bool:
    kind, campaign = asked.get("type"), asked.get("campaign")
    return kind in (None, one.type or "none") and campaign in (
        None,
        "in" if one.in_campaign else "out",
    )


FILTERS = [
    {name: value for name, value in zip(("type", "campaign"), pair, strict=True) if value}
    for pair in product((None, "gp", "police", "none"), (None, "in", "out"))
]


@pytest.mark.parametrize("asked", FILTERS, ids=str)
@pytest.mark.parametrize("least", [1, 6])
def test_what_the_database_counts_is_what_was_planted(
    found: Found, asked: dict[str, str], least: int
) -> None:
    wanted: dict[tuple[str, str], list[Planted]] = defaultdict(list)
    for one in found.planted:
        if lets(one, asked):
            for change in one.asks:
                wanted[change].append(one)
    wanted = {change: who for change, who in wanted.items() if len(who) >= least}
    amendments = found.amendments(**asked, least=str(least))
    counted = {told(found, one): one for one in amendments.all}
    assert counted.keys() == wanted.keys() and len(counted) == len(amendments.all)
    for change, who in wanted.items():
        one = counted[change]
        assert one.by_type == Counter(each.type for each in who)
        assert one.in_campaigns == sum(each.in_campaign for each in who)
        behind = amendments.who(one).values_list("response", flat=True)
        assert list(behind) == sorted(each.response.pk for each in who)
    assert amendments.proposers == len({e.response.pk for who in wanted.values() for e in who})


def test_campaigns_and_every_change_were_planted(found: Found) -> None:
    inside = {one.response.pk for one in found.planted if one.in_campaign}
    members = CampaignMember.objects.filter(campaign__in=Campaign.objects.filter(run=found.run))
    assert inside and inside <= set(members.values_list("response", flat=True))
    assert {change for one in found.planted for change in one.asks} == set(ASKED)
    assert not all(one.in_campaign or len(one.asks) > 1 for one in found.planted)


def test_a_hold_hides_the_words_of_the_change_it_lies_on_and_moves_no_number(found: Found) -> None:
    before = {told(found, one): one.number for one in found.amendments().all}
    said = Comment.objects.filter(response__set_aside="", text__contains="'nine'").last()
    assert said is not None
    planted.hold(said, "nine")
    amendments = found.amendments()
    amendments.quote(amendments.all)
    assert {told(found, one): one.number for one in amendments.all} == before
    held = {told(found, one) for one in amendments.all if one.withheld}
    assert held == {NINE} == {told(found, one) for one in amendments.all if one.held}
    assert NINE not in {told(found, one) for one in amendments.drawn}
    assert "nine" not in str([one.quote for one in amendments.all]).lower()
    Hold.objects.update(released_at=clock.now())
    assert not any(one.held for one in found.amendments().all)


def test_who_is_erased_proposes_nothing_and_no_change_is_left_of_theirs(found: Found) -> None:
    alone = planted.respond(found.page, "alone", comments=[
        planted.comment("1.2", "Please replace 'decision' with 'quillfeather'."),
    ])  # fmt: skip
    run = planted.analysed(found.page)
    other = found.planted[0].response
    everything = ProposedChange.objects.filter(run=run)
    assert everything.count() == len(ASKED) + 1
    erase(found.page, [alone, other], clock.now())
    assert everything.count() == len(ASKED)
    assert not Proposer.objects.filter(response__in=[alone, other]).exists()
    assert not ProposedChange.objects.filter(proposers=None).exists()
