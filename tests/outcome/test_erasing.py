"""Erasure and redaction reach everywhere: the words are in no row, no seal, no published file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client

from analysis.verify import verify
from consultation import clock
from consultation.outcome.actions import mask_seal, mask_waiting_seals
from consultation.outcome.models import OutcomePage, PublishedOutcome
from consultation.outcome.models.facts import differences_of, gates_of
from consultation.responses.actions.disclosures import raise_disclosure
from consultation.responses.actions.erasing import (
    NotErased,
    cancel,
    carry_out_due,
    decide_to_erase,
    hold_deletion,
    lift_deletion_hold,
    set_retention,
)
from consultation.responses.actions.redacting import redact
from consultation.responses.models import (
    Comment,
    DeletionHold,
    Draft,
    Erasure,
    ErasureDecision,
    Hold,
    LedgerEntry,
    Reason,
    Response,
    SetAside,
)
from tests import planted
from tests.outcome import drafted
from tests.outcome.published import SECRET
from tests.outcome.test_publishing import texts_of

pytestmark = pytest.mark.django_db
Ground = ErasureDecision.Ground

#: Words that only the response has which is erased: quoted in the document, and published.
SAID = "reports rushed"


def cleared() -> Any:
    return planted.staff("cleared")


def erase(*responses: Response, ground: str = Ground.REQUEST, at: Any = None) -> int:
    now = at or clock.now()
    page = responses[0].consultation
    decide_to_erase(page, responses, ground, "They asked by letter.", cleared(), now)
    return carry_out_due(now)


def writer(text: str) -> Response:
    return Comment.objects.get(text=text).response


def every_row() -> Iterator[tuple[str, str]]:
    """Everything that is stored, table by table, files unpacked."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            name = str(row.get("name", ""))
            for value in row.values():
                if isinstance(value, bytes | memoryview) and len(value):
                    yield from ((model._meta.label, one) for one in texts_of(name, bytes(value)))
                else:
                    yield model._meta.label, str(value)


def stored(*words: str) -> set[tuple[str, str]]:
    folded = [(table, value.casefold()) for table, value in every_row()]
    return {(table, word) for table, value in folded for word in words if word.casefold() in value}


def folder_of(seal: Any, folder: Path) -> Path:
    for name, content in seal.files.all().contents().items():
        (folder / name).write_bytes(content)
    return folder


def test_words_redacted_after_the_seal_are_in_no_file_of_it(
    published: PublishedOutcome, tmp_path: Path
) -> None:
    seal, page = published.seal, published.consultation
    before = seal.files.all().contents()
    redact(page, [], [SAID], Reason.DEFAMATORY, cleared(), clock.now())
    client = Client()
    client.force_login(cleared())
    refused = client.post(f"/admin/analysis/small/seals/{seal.number}/download/")
    assert refused.status_code == 302
    # The worker of the tests masks at once; there is nothing left to do.
    assert not mask_seal(seal, clock.now())
    files = seal.files.all().contents()
    for name, content in files.items():
        assert not any(SAID in text for text in texts_of(name, content)), name
    assert files["seal.csv"] == before["seal.csv"]
    found = verify(folder_of(seal, tmp_path))
    assert found.differences == []
    reference = writer(drafted.SLOW).reference
    assert f"Redacted in part since it was sealed: {reference}/0." in found.notes
    package = client.post(f"/admin/analysis/small/seals/{seal.number}/download/")
    assert package["Content-Type"] == "application/zip"
    assert "Words held or redacted since" in dict(differences_of(seal).listed())


def test_an_erased_response_is_in_no_row_no_seal_and_no_published_file(
    published: PublishedOutcome, tmp_path: Path
) -> None:
    response = writer(drafted.SLOW)
    response.name, response.email = "Perdita Qwgone", "perdita@qwgone.example"
    response.save()
    LedgerEntry.objects.create(
        response=response, reason="Perdita Qwgone rang.", decided_at=clock.now()
    )
    secret = writer(SECRET)
    LedgerEntry.objects.create(
        response=secret, reason="Perdita Qwgone rang too.", decided_at=clock.now()
    )
    draft = Draft.objects.create(
        consultation=response.consultation, secret_digest="1" * 64, email=response.email,
        created_at=clock.now(), changed_at=clock.now(), represents="qwdrafted",
    )  # fmt: skip
    words = (SAID, "Qwgone", "perdita", "qwdrafted", response.digest)
    assert {word for _table, word in stored(*words)} == set(words)
    assert erase(response) == 1
    assert stored(*words) == set()
    assert not Draft.objects.filter(pk=draft.pk).exists()
    response.refresh_from_db()
    assert (response.set_aside, response.name, response.publish) == (SetAside.ERASED, "", "")
    found = verify(folder_of(published.seal, tmp_path))
    assert found.differences == []
    assert f"Erased since it was sealed: {response.reference}." in found.notes
    # Whoever stays is untouched, and so is whoever shares nothing with them.
    assert stored("names of the panel")
    log = Erasure.objects.get()
    assert log.removed["comment"] == 1 and log.decision.carried_out_at


def test_what_was_published_is_not_served_until_it_is_corrected(
    published: PublishedOutcome,
) -> None:
    erase(writer(drafted.SLOW))
    client = Client()
    for name in ("", "files/outcome.pdf", "files/all.zip", "files/responses.csv"):
        assert client.get(f"/small/outcome/{name}").status_code == 503, name
    assert client.get("/small/outcome/files/positions.csv").status_code == 200
    client.force_login(cleared())
    staff = "/admin/analysis/small/response/publication/"
    assert "A response in it was erased" in client.get(staff).content.decode()
    assert client.post(f"{staff}1/verify/")["Location"] == staff


def test_erased_because_their_time_is_over_the_public_record_stays(
    published: PublishedOutcome,
) -> None:
    page, later = published.consultation, planted.CLOSES + timedelta(days=800)
    assert later < clock.now()
    with pytest.raises(NotErased, match="not over"):
        decide_to_erase(page, page.responses.all(), Ground.PERIOD, "Over.", cleared(), later)
    set_retention(page, 24, "As our notice says.", cleared(), later)
    erase(writer(drafted.SLOW), ground=Ground.PERIOD, at=later)
    assert not stored(SAID) - {("consultation.PublishedFile", SAID)}
    client = Client()
    assert SAID in client.get("/small/outcome/").content.decode()
    assert SAID in client.get("/small/outcome/files/responses.csv").content.decode()


def test_arrived_withdrawn_and_erased_each_shows_as_a_stale_gate(
    published: PublishedOutcome,
) -> None:
    page = published.consultation
    planted.respond(page, "late one", comments=[planted.comment("1.1", "One month is enough.")])
    withdrawn = writer(drafted.NAMES)
    Response.objects.filter(pk=withdrawn.pk).update(set_aside=SetAside.WITHDRAWN)
    gone = writer(drafted.SLOW)
    erase(gone)
    arrived = page.responses.get(comments__text="One month is enough.")
    told = {label: list(what) for label, what in differences_of(published.seal).listed()}
    assert told["Arrived since"] == [arrived.reference]
    assert told["Withdrawn or replaced since"] == [withdrawn.reference]
    assert told["Erased since"] == [gone.reference]
    assert "Set aside since" not in told
    outcome = OutcomePage.objects.get(pk=published.page_id)
    (stale,) = [gate for gate in gates_of(outcome) if gate.name == "since"]
    missing = {one.what for one in stale.missing}
    assert missing >= {
        f"Arrived since: {arrived.reference}",
        f"Withdrawn or replaced since: {withdrawn.reference}",
        f"Erased since: {gone.reference}",
    }
    client = Client()
    client.force_login(cleared())
    report = client.get(f"/admin/analysis/small/seals/{published.seal.number}/differences/")
    assert "Erased since" in report.content.decode()


def test_a_hold_and_a_possible_disclosure_keep_a_response(published: PublishedOutcome) -> None:
    page, response = published.consultation, writer(drafted.SLOW)
    now, user = clock.now(), cleared()
    hold = hold_deletion(page, None, DeletionHold.Why.LITIGATION, "A claim is brought.", user, now)
    with pytest.raises(NotErased, match="a claim or an inquiry"):
        erase(response)
    lift_deletion_hold(hold, "It was settled.", user, now)
    decision = decide_to_erase(page, [response], Ground.REQUEST, "Asked.", user, now)
    # Placed between the decision and its carrying out, it keeps the response still.
    later = hold_deletion(page, response, DeletionHold.Why.OTHER, "Wait.", user, now)
    assert carry_out_due(now) == 0
    assert Comment.objects.filter(text=drafted.SLOW).exists()
    lift_deletion_hold(later, "Done.", user, now)
    assert cancel(decision, user, now) and carry_out_due(now) == 0
    raise_disclosure(response, now)
    with pytest.raises(NotErased, match="never erased"):
        erase(response)
    with pytest.raises(NotErased, match="Only people who may"):
        decide_to_erase(page, [response], Ground.REQUEST, "Asked.", planted.staff("official"), now)


def test_nothing_is_erased_without_a_decision(published: PublishedOutcome) -> None:
    set_retention(published.consultation, 6, "Short.", cleared(), planted.CLOSES)
    call_command("tend", verbosity=0)
    assert Comment.objects.filter(text=drafted.SLOW).exists()
    assert not Erasure.objects.exists()


def test_themes_campaigns_and_changes_are_masked_too(db: None, tmp_path: Path) -> None:
    """With many alike: a theme of the erased one alone, a campaign, a change to the wording."""
    page = planted.consultation()
    for number, said in enumerate(
        [
            "The wombatine quorum clashes with court listings. Delete 'six months' here.",
            "Reports take time because police files come late to the panel, every single year.",
            "Reports take time because police files come late to the panel, every single year.",
            "Reports take time because police files come late to the panel, every single year!",
            "Police files come late. Replace 'six months' with 'eleven fortnights' please.",
        ]
    ):
        planted.respond(page, f"r{number}", comments=[planted.comment("1.2", said, "oppose")])
    Hold.objects.all().delete()
    seal = drafted.sealed(page)
    assert stored("wombatine", "eleven fortnights")
    erase(writer("The wombatine quorum clashes with court listings. Delete 'six months' here."))
    redact(page, [], ["eleven fortnights"], Reason.OTHER, cleared(), clock.now())
    mask_waiting_seals(clock.now())
    assert stored("wombatine") == set()
    assert {table for table, _ in stored("eleven fortnights")} == {"consultation.Comment"}
    found = verify(folder_of(seal, tmp_path))
    assert found.differences == []
    assert len(found.notes) == 2
    assert stored("police files come late")
