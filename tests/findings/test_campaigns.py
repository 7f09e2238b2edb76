"""The pages of campaigns: what is shared, what each adds, three counts, and what people decide."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from django.db import transaction
from django.test import Client

from analysis.wording import DUPLICATES_IN_WORDS
from consultation import clock
from consultation.dataset import seals
from consultation.findings.actions import coding
from consultation.findings.actions.coding import decisions
from consultation.findings.actions.interchange import import_codings
from consultation.findings.exports import qdpx
from consultation.findings.exports.codings import project, rows_of_project
from consultation.findings.models import Campaign, CampaignMember, ClausePosition, Correction
from consultation.findings.models.names import campaign_names
from consultation.findings.rules.campaigns import titles
from consultation.responses.models import Comment, Hold, Response, SetAside
from tests import planted

pytestmark = pytest.mark.django_db
HERE = "/admin/analysis/small/campaigns/"

TEMPLATE = (
    "We ask the Secretary of State to keep the four month limit on every review. Families should "
    "not wait longer to hear what was learned. Boards have shown that it can be done with care, "
    "and nobody whom we asked wished for anything else."
)
OWN = "Longer than quillfeather seasons do boards wait for money of any kind."
ALONE = "I have never heard of that letter, and I have thought about this for a long time."


@pytest.fixture(scope="module")
def _analysed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Six letters from one template, two of them alike and one with words of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        page = planted.consultation()
        texts = [f"{TEMPLATE} Reader {n}." for n in range(4)]
        for number, text in enumerate([*texts, texts[0], f"{OWN} {TEMPLATE}", ALONE]):
            said = [planted.comment("1.2", text, "oppose")]
            planted.respond(page, f"key{number}", comments=said)
        planted.analysed(page)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def found(_analysed: None) -> Iterator[Campaign]:
    point = transaction.savepoint()
    yield Campaign.objects.get()
    transaction.savepoint_rollback(point)


def client(name: str = "official") -> Client:
    client = Client()
    client.force_login(planted.staff(name))
    return client


def seen(address: str, name: str = "official") -> str:
    answer = client(name).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def of(text: str) -> Response:
    return Comment.objects.filter(text=text).first().response  # type: ignore[union-attr]


def post(campaign: Campaign, **given: str) -> Any:
    return client().post(f"{HERE}{campaign.name}/", given)


def test_three_counts_stand_side_by_side_and_each_opens_its_list(found: Campaign) -> None:
    assert (found.submissions, found.distinct_texts, found.with_own_words) == (6, 5, 1)
    page = seen(HERE)
    counts = re.findall(rf'<a href="{HERE}{found.name}/(?:\?show=\w+)?#\w+">(\d+)</a>', page)
    assert counts == [str(n) for n in (6, 5, found.arguments, 1) if n]
    assert "6 of the 7 responses counted are in 1 campaign" in page
    one = f"{HERE}{found.name}/"
    for shown, number in (("", 6), ("texts", 5), ("own", 1)):
        assert seen(f"{one}?show={shown}").count('<article class="behind">') == number
    assert len(found.themes) == found.arguments


NAME = "Campaign “Secretary of State to keep the four month…”"


def test_a_campaign_is_called_by_its_first_words_and_addressed_by_its_reference(
    found: Campaign,
) -> None:
    page = seen(HERE)
    assert f'<a href="{HERE}{found.name}/">{NAME}</a>' in page
    assert "<h1 class" in page and NAME in seen(f"{HERE}{found.name}/")
    asked = f"/admin/analysis/small/behind/?clause=1.2&campaign={found.name}"
    behind = seen(asked)
    assert f"{NAME}</option>" in behind and behind.count(f"2009. {NAME}. ") == 6
    assert f">{NAME}</a>" in seen("/admin/analysis/small/clauses/1.2/")
    one = seen(f"/admin/analysis/small/responses/{found.exemplar.reference}/")
    assert f'<a href="{HERE}{found.name}/">{NAME}</a>' in one and "of its campaign" in one
    assert found.name.removeprefix("campaign-") not in re.sub(r'(href|value)="[^"]*"', "", page)


def test_no_name_has_words_that_are_held_or_not_counted(found: Campaign) -> None:
    said = Comment.objects.get(response=found.exemplar)
    planted.hold(said, "Secretary of State")
    for name in ("official", "duty"):
        assert NAME not in seen("/admin/analysis/small/clauses/1.2/", name)
    held = {found.name: "Campaign “keep the four month limit on every review”"}
    assert campaign_names(found.run) == held
    Response.objects.filter(pk=found.exemplar_id).update(set_aside=SetAside.WITHDRAWN)
    reference = found.name.removeprefix("campaign-")
    assert campaign_names(found.run) == {found.name: f"Campaign {reference}"}


def test_campaigns_that_begin_alike_are_told_apart() -> None:
    opening = "Dear Minister,\nI write to you about the draft.\n"
    said = {
        "a": "Keep boards.",
        "b": "Keep it as it is, and then the rest of it.",
        "c": "Yes. Give every board money!",
        "d": "",
    }
    assert titles({name: opening + text for name, text in said.items()}) == {
        "a": "", "b": "Keep it as it is, and then the…", "c": "Give every board money", "d": "",
    }  # fmt: skip


def test_what_is_shared_is_the_template_and_own_words_are_marked(found: Campaign) -> None:
    page = seen(f"{HERE}{found.name}/?show=own")
    shared, _, members = page.partition('id="members"')
    assert "keep the four month limit" in shared and "quillfeather" not in shared
    assert re.search(r'<mark class="own">.{0,60}Longer than quillfeather', members)


def test_the_rule_for_duplicates_is_stated_wherever_they_are_counted(found: Campaign) -> None:
    others = [HERE.replace("campaigns", other) for other in ("clauses/1.2", "exports")]
    for address in (HERE, f"{HERE}{found.name}/", *others):
        assert DUPLICATES_IN_WORDS in seen(address), address


def test_the_export_has_the_counts_the_words_shared_and_the_rule(found: Campaign) -> None:
    answer = client().post("/admin/analysis/small/exports/campaigns/", {"format": "csv"})
    table = pd.read_csv(io.BytesIO(answer.content))
    (row,) = table.to_dict("records")
    assert row["campaign"] == found.name and row["submissions"] == 6 and row["distinct_texts"] == 5
    assert row["how_duplicates_are_counted"] == DUPLICATES_IN_WORDS
    assert "keep the four month limit" in row["shared_words"]
    exemplar = Comment.objects.get(response=found.exemplar)
    planted.hold(exemplar, "nobody whom we asked")
    answer = client().post("/admin/analysis/small/exports/campaigns/", {"format": "csv"})
    assert "nobody whom we asked" not in answer.content.decode()


def test_held_words_of_a_member_are_read_by_those_who_may(found: Campaign) -> None:
    planted.hold(Comment.objects.get(text__startswith=OWN), "quillfeather", Hold.Why.IDENTIFYING)
    for address in (HERE, f"{HERE}{found.name}/", f"{HERE}{found.name}/?show=own"):
        assert "quillfeather" not in seen(address)
    assert "quillfeather" in seen(f"{HERE}{found.name}/?show=own", "cleared")


def test_words_of_a_response_taken_back_are_not_shown(found: Campaign) -> None:
    Response.objects.filter(pk=of(f"{OWN} {TEMPLATE}").pk).update(set_aside=SetAside.WITHDRAWN)
    page = seen(f"{HERE}{found.name}/?show=own")
    assert "quillfeather" not in page and "Not counted now: withdrawn" in page


def test_who_is_taken_out_or_put_in_counts_so_in_the_next_run(found: Campaign) -> None:
    out, put = of(f"{OWN} {TEMPLATE}"), of(ALONE)
    assert post(found, out=out.reference, why="It argues the contrary.").status_code == 302
    assert post(found, reference=put.reference, why="Sent with the others.").status_code == 302
    page = seen(f"{HERE}{found.name}/")
    assert "It argues the contrary." in page and "official" in page and "Taken out" in page
    run = planted.analysed(found.run.consultation)
    again = run.campaigns.get()
    assert again.name == found.name and again.submissions == 6
    members = set(CampaignMember.objects.filter(campaign=again).values_list("response", flat=True))
    assert put.pk in members and out.pk not in members
    standing = ClausePosition.objects.filter(run=run)
    assert standing.get(response=out).campaign == ""
    assert standing.get(response=put).campaign == found.name


def test_a_seal_with_decisions_on_campaigns_is_verified(found: Campaign) -> None:
    consultation = found.run.consultation
    post(found, out=of(f"{OWN} {TEMPLATE}").reference, why="It argues the contrary.")
    sealed = seals.sealed_analysis(consultation, 0, decisions=decisions(consultation))
    assert seals.checked(sealed.files).differences == []
    assert b"campaign-" in sealed.files["campaigns.csv"]


def test_a_decision_is_undone_and_stays_in_the_history(found: Campaign) -> None:
    post(found, out=of(ALONE.replace(ALONE, f"{OWN} {TEMPLATE}")).reference, why="By mistake.")
    made = Correction.objects.get(kind=coding.Kind.CAMPAIGN)
    assert [one.kind for one in decisions(found.run.consultation)] == ["campaign"]
    assert post(found, undo=str(made.pk)).status_code == 302
    assert decisions(found.run.consultation) == []
    assert "Undone by official" in seen(f"{HERE}{found.name}/")
    assert "By mistake." in seen("/admin/analysis/small/frame/history/")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reference": "none such", "why": "So."}, "is no response here"),
        ({"reference": "{alone}", "why": " "}, "Say why"),
        ({"reference": "{member}", "why": "So."}, "in this campaign already"),
    ],
)
def test_what_makes_no_sense_is_refused_and_handed_back(
    found: Campaign, given: dict[str, str], told: str
) -> None:
    names = {"alone": of(ALONE).reference, "member": of(f"{OWN} {TEMPLATE}").reference}
    asked = {key: value.format(**names) for key, value in given.items()}
    answer = post(found, **asked)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert f'value="{asked["reference"]}"' in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_duty_officer_reads_campaigns_and_decides_nothing(found: Campaign) -> None:
    assert "Take out of the campaign" not in seen(f"{HERE}{found.name}/", "duty")
    answer = client("duty").post(
        f"{HERE}{found.name}/", {"out": of(f"{OWN} {TEMPLATE}").reference, "why": "So."}
    )
    assert answer.status_code == 422 and not Correction.objects.exists()


@pytest.mark.parametrize("forgotten", [False, True], ids=["here", "where no run is kept"])
def test_decisions_on_campaigns_come_back_from_other_programs_as_they_were(
    found: Campaign, forgotten: bool
) -> None:
    page = found.run.consultation
    post(found, out=of(f"{OWN} {TEMPLATE}").reference, why="She wrote it herself.")
    post(found, reference=of(ALONE).reference, why="It is the same letter in short.")
    rows = Correction.objects.filter(undone_at=None)
    told = ("kind", "value", "response", "comment", "start", "end", "theme")
    before, counted = set(rows.values_list(*told)), decisions(page)
    assert {value for _kind, value, *_rest in before} == {"none", found.name}
    content = qdpx.write(project(page), clock.now())
    rows.update(undone_at=clock.now())
    if forgotten:
        Correction.objects.all().delete()
        CampaignMember.objects.all().delete()
        Campaign.objects.all().delete()
    report = import_codings(
        page, rows_of_project(page, qdpx.read(content)), planted.staff("official"), clock.now(),
        keep=True,
    )  # fmt: skip
    assert (report.wrong, report.new, report.themes) == ([], 2, [])
    assert set(rows.values_list(*told)) == before and decisions(page) == counted != []


def test_the_number_of_queries_does_not_grow_with_the_members(
    found: Campaign, django_assert_max_num_queries: Any
) -> None:
    signed_in = client()
    signed_in.get(HERE)
    with django_assert_max_num_queries(47) as few:
        signed_in.get(f"{HERE}{found.name}/?show=own")
    with django_assert_max_num_queries(len(few)) as many:
        signed_in.get(f"{HERE}{found.name}/")
    assert len(many) == len(few)
