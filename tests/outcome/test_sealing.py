"""A seal binds a run with its data; whoever changes a thing in it is found out."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from analysis.verify import verify
from consultation import clock
from consultation.findings.actions.coding import Place, correct
from consultation.findings.models import Correction, Run
from consultation.guidance.models import ConsultationPage
from consultation.outcome.actions import NotSealed, carry_out_seal, start_seal
from consultation.outcome.models import Seal
from consultation.outcome.rules import links, without_words
from tests import planted
from tests.outcome.planting import Fault, in_json, rows

pytestmark = pytest.mark.django_db


def responded() -> ConsultationPage:
    page = planted.consultation()
    slow = "Six months is right because reports rushed are reports wasted."
    names = "Please delete 'with the names of the panel' from this."
    planted.respond(page, "a", comments=[planted.comment("1.2", slow, "support")])
    planted.respond(page, "b", comments=[planted.comment("1.3", names, "oppose")])
    planted.respond(page, "c", comments=[planted.comment("1.2", "Too long for a family to wait.")])
    planted.respond(page, "d")
    return page


@pytest.fixture
def page() -> ConsultationPage:
    return responded()


@pytest.fixture(scope="module")
def package(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, bytes]]:
    """The files of one seal, made once for every fault that is planted in a copy of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield sealed(responded()).files.all().contents()
        transaction.set_rollback(True)


def sealed(page: ConsultationPage) -> Seal:
    run = planted.analysed(page)
    return carry_out_seal(start_seal(run, None, clock.now(), enqueue=False).pk)


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_what_was_sealed_verifies(page: ConsultationPage, tmp_path: Path) -> None:
    seal = sealed(page)
    assert seal.state == Seal.State.MADE, seal.error
    found = verify(written(seal.files.all().contents(), tmp_path))
    assert found.differences == []
    with (tmp_path / "seal.csv").open(newline="") as lines:
        chain = list(csv.DictReader(lines))
    assert chain[-1]["chain"] == seal.digest
    assert {link["kind"] for link in chain} == {"ledger", "text", "figure", "method"}


def test_what_people_decided_is_bound(page: ConsultationPage, tmp_path: Path) -> None:
    response = page.responses.get(comments__text__contains="Too long")
    comment = response.comments.get()
    place = Place(response, comment, 0, len(comment.text))
    clause = page.clauses.get(number="1.2")
    user = planted.staff("official")
    correct(place, Correction.Kind.POSITION, user, clock.now(), value="oppose", clause=clause)
    seal = sealed(page)
    assert seal.state == Seal.State.MADE, seal.error
    written(seal.files.all().contents(), tmp_path)
    with (tmp_path / "codings.csv").open(newline="") as lines:
        (coding,) = csv.DictReader(lines)
    assert (coding["response"], coding["value"]) == (response.reference, "1.2: oppose")
    assert verify(tmp_path).differences == []
    rows("codings.csv", lambda codings: codings[0].update(value="1.2: support"))(tmp_path)
    assert any("of the seal, coding 1" in one for one in verify(tmp_path).differences)


def test_the_second_seal_goes_on_from_the_first(page: ConsultationPage, tmp_path: Path) -> None:
    first = sealed(page)
    planted.respond(page, "e", comments=[planted.comment("1.1", "One month is enough.")])
    second = sealed(page)
    assert json.loads(second.files.all().contents()["method.json"])["follows"] == first.digest
    assert verify(written(second.files.all().contents(), tmp_path)).differences == []


def test_a_stale_run_is_not_sealed(page: ConsultationPage) -> None:
    run = planted.analysed(page)
    planted.respond(page, "e", comments=[planted.comment("1.1", "One month is enough.")])
    seal = carry_out_seal(start_seal(run, None, clock.now(), enqueue=False).pk)
    assert seal.state == Seal.State.FAILED
    assert "start another run" in seal.error
    assert not seal.files.exists()


def test_an_open_consultation_and_an_unfinished_run_are_refused(page: ConsultationPage) -> None:
    run = planted.analysed(page)
    with pytest.raises(NotSealed, match="still open"):
        start_seal(run, None, planted.OPENS, enqueue=False)
    run.state = Run.State.FAILED
    with pytest.raises(NotSealed, match="has not finished"):
        start_seal(run, None, clock.now(), enqueue=False)


def test_one_seal_at_a_time(page: ConsultationPage) -> None:
    run = planted.analysed(page)
    start_seal(run, None, clock.now(), enqueue=False)
    with pytest.raises(NotSealed, match="being made already"):
        start_seal(run, None, clock.now(), enqueue=False)


def test_a_seal_is_never_deleted(page: ConsultationPage) -> None:
    seal = sealed(page)
    for delete in (seal.delete, seal.files.all().delete, seal.files.all()[0].delete):
        with pytest.raises(PermissionDenied):
            delete()


def test_a_link_changes_every_link_after_it() -> None:
    entries = [("text", "a/0", "1"), ("text", "b/0", "2"), ("text", "c/0", "3")]
    straight = [link.chain for link in links(entries)]
    changed = [link.chain for link in links([entries[0], ("text", "b/0", "x"), entries[2]])]
    assert straight[0] == changed[0]
    assert set(straight[1:]).isdisjoint(changed[1:])
    assert [link.chain for link in links(entries, "earlier")] != straight


def test_words_are_not_bound_but_numbers_are() -> None:
    finding = {
        "clause": "1.1",
        "n": 3,
        "summary": {"text": "Words.", "quotations": [{"quote": "w"}]},
    }
    assert without_words(finding) == {"clause": "1.1", "n": 3, "summary": {"quotations": [{}]}}


def counted(ledger: list[dict[str, str]]) -> dict[str, str]:
    return next(row for row in ledger if row["status"] == "counted")


def reword(folder: Path) -> None:
    said = pd.read_parquet(folder / "responses.parquet")
    said.loc[0, "text"] = said.loc[0, "text"].replace("months", "weeks")
    said.to_parquet(folder / "responses.parquet", index=False)


FAULTS: dict[str, tuple[Fault, str]] = {
    "a link moved": (
        rows("seal.csv", lambda links: links.insert(0, links.pop(3))),
        "what the seal binds, in order",
    ),
    "a link dropped": (rows("seal.csv", lambda links: links.pop()), "what the seal binds"),
    "a digest changed": (
        rows("seal.csv", lambda links: links[2].update(digest="0" * 64)),
        "digest of link 3",
    ),
    "a chain that skips": (
        rows("seal.csv", lambda links: links[5].update(chain=links[4]["chain"])),
        "chain at link 6",
    ),
    "a response dropped from the ledger": (
        rows("received.csv", lambda ledger: ledger.remove(counted(ledger))),
        "responses counted and analysed",
    ),
    "one set aside afterwards": (
        rows("received.csv", lambda ledger: counted(ledger).update(status="set_aside")),
        "responses counted and analysed",
    ),
    "a reason rewritten": (
        rows("received.csv", lambda ledger: ledger[-1].update(reason="Duplicate")),
        "of the seal, ledger",
    ),
    "a text reworded": (reword, "of the seal, text"),
    "another salt": (
        rows("salts.csv", lambda salts: salts[0].update(salt="0" * 32)),
        "of the seal, ledger",
    ),
    "a figure changed": (
        in_json("clauses.json", lambda found: found["bases"].update(counted=9)),
        "of the seal, figure bases",
    ),
    "the method note changed": (
        in_json("method.json", lambda note: note.update(seed=7)),
        "of the seal, method method.json",
    ),
    "another seal said to come before": (
        in_json("method.json", lambda note: note.update(follows="0" * 64)),
        "chain at link 1",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_and_named(
    fault: str, package: dict[str, bytes], tmp_path: Path
) -> None:
    written(package, tmp_path)
    plant, named = FAULTS[fault]
    plant(tmp_path)
    differences = verify(tmp_path).differences
    assert any(named in difference for difference in differences), differences
