"""The officials' pages on seals and on the draft."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from analysis.verify import verify
from consultation.outcome.actions import carry_out_verification
from consultation.outcome.actions.verifying import without_values
from consultation.outcome.models import OutcomePage, Seal, SealedFile, Verification
from consultation.outcome.models.reading import draft_of
from consultation.outcome.rules.draft import Standing, standing
from consultation.roles import CLEARED_OFFICIALS
from tests import planted
from tests.outcome.drafted import LONG, SLOW, clear

pytestmark = pytest.mark.django_db


@pytest.fixture
def official(client: Client) -> Client:
    client.force_login(planted.staff("official"))
    return client


def seals(page: OutcomePage, rest: str = "") -> str:
    return f"/admin/analysis/{page.consultation.slug}/seals/{rest}"


def clause(page: OutcomePage, name: str = "1.2", rest: str = "") -> str:
    return f"/admin/analysis/{page.consultation.slug}/response/clauses/{name}/{rest}"


def latest(page: OutcomePage) -> OutcomePage:
    found: OutcomePage = OutcomePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return found


def test_a_seal_is_made_and_looked_at(page: OutcomePage, official: Client) -> None:
    planted.analysed(page.consultation)
    made = official.post(seals(page, "make/"), follow=True)
    assert made.redirect_chain[-1][0] == seals(page, "2/")
    assert made["Refresh"]
    assert "It waits for the background worker" in made.content.decode()
    again = official.post(seals(page, "make/"), follow=True)
    assert "A seal is being made already" in again.content.decode()
    html = official.get(seals(page, "1/")).content.decode()
    assert page.seal.digest in html
    assert (
        "4 received = 3 counted + 1 set aside"
        in official.get(seals(page, "1/ledger/")).content.decode()
    )


def test_what_has_changed_since_is_told_by_kind(page: OutcomePage, official: Client) -> None:
    address = seals(page, "1/differences/")
    assert "Nothing has changed since" in official.get(address).content.decode()
    new = planted.respond(page.consultation, "new", comments=[planted.comment("1.1", "Wait.")])
    planted.hold(clear(SLOW), "rushed")
    html = official.get(address).content.decode()
    assert "Arrived since (1)" in html and new.reference in html
    assert "Words held or redacted since (1)" in html


def test_verifying_says_how_many_checks_and_names_each_difference(
    page: OutcomePage, official: Client
) -> None:
    asked = official.post(seals(page, "1/verify/"))
    carry_out_verification(Verification.objects.get().pk)
    html = official.get(asked.url).content.decode()
    assert "checks, no difference" in html
    ledger = page.seal.files.get(name="received.csv")
    tampered = bytes(ledger.content).replace(b"set_aside", b"counted")
    SealedFile.objects.filter(pk=ledger.pk).update(content=tampered)
    asked = official.post(seals(page, "1/verify/"))
    carry_out_verification(Verification.objects.latest("pk").pk)
    html = official.get(asked.url).content.decode()
    assert "of the seal, ledger" in html
    assert "qwcanary" not in html


def test_a_difference_is_kept_without_what_was_written() -> None:
    said = "quotation on clause 1.2 from A: written 'qwcanary', recomputed None."
    assert without_values(said) == "quotation on clause 1.2 from A"


def test_the_package_is_for_those_with_its_permission_and_logged(
    page: OutcomePage, official: Client, tmp_path: Path
) -> None:
    assert official.post(seals(page, "1/download/")).status_code == 302
    planted.staff("official").groups.add(Group.objects.get(name=CLEARED_OFFICIALS))
    answer = official.post(seals(page, "1/download/"))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        package.extractall(tmp_path)
    assert verify(tmp_path / "seal-1").differences == []
    history = f"/admin/pages/{page.consultation.pk}/history/"
    official.force_login(planted.staff("editor"))
    assert "Downloaded a sealed package" in official.get(history).content.decode()


def sent(page: OutcomePage, official: Client, **changes: Any) -> dict[str, Any]:
    form = official.get(clause(page)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (False, None)} | changes


def test_a_clause_is_drafted_beside_its_figures(page: OutcomePage, official: Client) -> None:
    html = official.get(clause(page)).content.decode()
    assert "{support in short}" in html and "{quote" not in html.split("<form")[0]
    assert "Of the 2 who commented on clause 1.2" in html
    assert SLOW in html  # its sources
    values = sent(page, official, decision="reject", reason="Reports need time.")
    assert official.post(clause(page), values).status_code == 302
    assert draft_of(latest(page)).clauses[1].reason == "Reports need time."


def test_the_page_of_findings_leads_to_the_decision_on_the_clause(
    page: OutcomePage, official: Client
) -> None:
    findings = f"/admin/analysis/{page.consultation.slug}/clauses/1.2/"
    before = official.get(findings).content.decode()
    assert "Not decided yet" in before and f'href="{clause(page)}"' in before
    given = sent(page, official, decision="reject", reason="Boards asked for it.")
    assert official.post(clause(page), given).status_code == 302
    html = " ".join(official.get(findings).content.decode().split())
    assert "Reject: we will not" in html and "by official" in html
    assert (
        "<dt>Reason</dt><dd>Written</dd>" in html and "<dt>Published</dt><dd>Not yet</dd>" in html
    )
    # Nothing of the draft for whoever does not draft it.
    official.force_login(planted.staff("duty"))
    shown = official.get(findings).content.decode()
    assert "Reject: we will not" not in shown and f'href="{clause(page)}"' not in shown


def test_what_is_refused_comes_back_with_every_word(page: OutcomePage, official: Client) -> None:
    values = sent(page, official, decision="reject", reason="As {opose} of them wrote.")
    html = official.post(clause(page), values).content.decode()
    assert "{opose} names nothing here. Did you mean: {oppose}" in html
    assert "As {opose} of them wrote." in html
    assert draft_of(latest(page)).clauses[1].reason == ""


def test_words_of_a_respondent_are_not_taken_into_a_draft(
    page: OutcomePage, official: Client
) -> None:
    values = sent(page, official, reason=f"One says: {SLOW}")
    html = official.post(clause(page), values).content.decode()
    assert "stands in a response. Choose it as a quotation" in html


def test_two_on_one_clause_overwrite_nothing_unseen(page: OutcomePage, official: Client) -> None:
    first = sent(page, official, reason="First.")
    second = sent(page, official, reason="Second.")
    official.post(clause(page), first)
    html = official.post(clause(page), second).content.decode()
    assert "Somebody else has changed this clause" in html and "Second." in html
    assert draft_of(latest(page)).clauses[1].reason == "First."


def test_an_edited_sentence_is_confirmed_by_ticking_a_box(
    page: OutcomePage, official: Client
) -> None:
    values = sent(page, official)
    edited = values["sentence-0"] + " They wrote at length."
    official.post(clause(page), values | {"sentence-0": edited})
    assert "edited, to be confirmed by a person" in official.get(clause(page)).content.decode()
    official.post(clause(page), sent(page, official) | {"confirm-0": "on"})
    draft = draft_of(latest(page))
    vouched = set(page.vouched.values_list("digest", flat=True))
    assert standing(draft.digest, "1.2", draft.clauses[1].said[0], vouched) is Standing.FINDING


def test_quotations_are_chosen_by_place_among_those_allowed(
    page: OutcomePage, official: Client
) -> None:
    clear(SLOW)
    address = clause(page, rest="quotations/")
    html = official.get(address).content.decode()
    assert "Cannot be quoted: its writer did not agree to be published" in html
    places = {
        one.words: one for _h, group in official.get(address).context["groups"] for one in group
    }
    seen = official.get(address).context["seen"]
    both = [str(places[SLOW].place), str(places[LONG].place)]
    answer = official.post(address, {"seen": seen, "place": both}, follow=True).content.decode()
    assert "1 may not be quoted now, and was left out" in answer
    assert [str(place) for place in draft_of(latest(page)).clauses[1].quotations.values()] == both[
        :1
    ]
    assert "{quote 1}" in official.get(clause(page)).content.decode()


def test_the_page_of_a_clause_takes_as_many_queries_however_many_sources(
    page: OutcomePage, official: Client, django_assert_max_num_queries: Any
) -> None:
    official.get(clause(page))
    with django_assert_max_num_queries(60):
        official.get(clause(page))


def test_without_a_draft_the_response_leads_to_the_seals(official: Client) -> None:
    other = planted.consultation()
    OutcomePage.objects.all().delete()
    Seal.objects.none()
    answer = official.get(f"/admin/analysis/{other.slug}/response/")
    assert answer.url == f"/admin/analysis/{other.slug}/seals/"
