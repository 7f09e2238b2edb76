"""Every number of the document is counted again from the seal: each planted fault is found and named."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from analysis.verify import verify
from consultation import clock
from consultation.outcome.actions import mask_waiting_seals
from consultation.responses.models import Reason, SetAside
from tests.outcome.planting import Fault, changed, in_json, rows
from tests.outcome.recounted import NEIGHBOUR, beside, published

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[dict[str, bytes]]]:
    """The files as published, and once two responses were erased, one of them redacted before."""
    with django_db_blocker.unblock(), transaction.atomic():
        publication = published()
        files = beside(publication)
        texts = (f"Six months is right, said {NEIGHBOUR}.", "Reason 8 is a good one.")
        gone = publication.consultation.responses.filter(comments__text__in=texts)
        gone.update(set_aside=SetAside.ERASED)
        assert mask_waiting_seals(clock.now()) == 1
        yield [files, beside(publication)]
        transaction.set_rollback(True)


@pytest.fixture
def files(both: list[dict[str, bytes]]) -> dict[str, bytes]:
    return both[0]


@pytest.fixture
def folder(files: dict[str, bytes], tmp_path: Path) -> Path:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


note, page = partial(in_json, "method.json"), partial(changed, "outcome.html")


def swapped(listed: list[dict[str, Any]]) -> None:
    listed[0]["number"], listed[1]["number"] = listed[1]["number"], listed[0]["number"]


def argued(found: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in found["asked"] if one["question"] == "q9")


def headed(words: str) -> str:
    return f'(<th scope="row"[^>]*>){words}(</th>)'


FAULTS: dict[str, tuple[Fault, str]] = {
    "a region's number off by one": (
        note(lambda found: found["who"]["region"][0].update(number=7)), "row 1 of responses by region",
    ),
    "two regions' numbers swapped": (
        note(lambda found: swapped(found["who"]["region"])), "row 1 of responses by region",
    ),
    "a response moved to another region": (
        rows("received.csv", lambda ledger: ledger[0].update(region="Scotland")), "responses by region",
    ),
    "a region's row called another": (
        page(headed("London"), r"\1Wales\2"), "row 1 of “Responses by region” at respondents",
    ),
    "two regions' rows swapped": (
        page(headed("London") + "(.*?)" + headed("Wales"), r"\1Wales\2\3\4London\5"),
        "row 1 of “Responses by region” at respondents",
    ),
    "a region left out": (
        page(r'<tr class="govuk-table__row">\s*<th scope="row" class="[^"]*">Wales</th>.*?</tr>', ""),
        "how many rows “Responses by region”",
    ),
    "a bar of a chart called another": (
        page(r"(<svg.*?>)London</text>", r"\1Wales</text>"), "chart of “Responses by region”",
    ),
    "a bar longer than its number": (
        page(r'(London</text><rect [^>]*width=")\d+', r"\g<1>200"),
        "bars of the chart of “Responses by region”",
    ),
    "a number of redactions off by one": (
        note(lambda found: found["removed"][0].update(number=2)), "row 1 of removed, as redactions.csv",
    ),
    "a redaction dropped": (
        rows("redactions.csv", lambda found: found.pop()), "how many rows of removed",
    ),
    "a redaction for another reason": (
        rows("redactions.csv", lambda found: found[0].update(reason="Defamatory")),
        "of removed, as redactions.csv",
    ),
    "a redaction of words that stand there still": (
        rows("redactions.csv", lambda found: found[0].update(start="0")),
        "the words of redaction 1 are masked",
    ),
    "a redaction of nobody's": (
        rows("redactions.csv", lambda found: found[0].update(response_id="ZZZ")),
        "redaction 1 is of a response received",
    ),
    "a reason of redactions called another": (
        page('Another reason</th>', 'Defamatory</th>'),
        "“Places redacted, by reason”",
    ),
    "what people decided off by one": (
        note(lambda found: found["decided"][0].update(number=9)), "row 1 of decided, as codings.csv",
    ),
    "agreement of two people raised": (
        note(lambda found: found["agreement"][0].update(people=0.99)), "agreement of people on Clause 1.2",
    ),
    "agreement of the program raised": (
        note(lambda found: found["agreement"][0].update(machine=0.99)), "agreement of the program",
    ),
    "an item of a sample dropped": (
        rows("samples.csv", lambda found: found.pop()), "items of the sample on Clause 1.2",
    ),
    "agreement said otherwise": (
        page(r"(<td [^>]*>)\s*-?\d\.\d\d\s*(</td>)", r"\g<1>0.99\2"), "row 1 of “Agreement on positions",
    ),
    "an argument's number off by one": (
        note(lambda found: argued(found)["themes"][0].update(responses=9)),
        "row 1 of arguments in answer to q9",
    ),
    "an argument called otherwise": (
        page("(Arguments that two or more make</caption>.*?<th scope=\"row\"[^>]*>)[^<]*", r"\1Nobody minds"),
        "row 1 of “Arguments that two or more make” at question-q9",
    ),
    "another closing day": (
        page("until 23 October", "until 24 October"), "the document says “The consultation was open",
    ),
    "another seal": (page(r"bound to seal \d+", "bound to seal 77"), "whose digest is”"),
    "two positions' names swapped": (
        page(headed("Support") + "(.*?)" + headed("Oppose"), r"\1Oppose\2\3\4Support\5"),
        "row 1 of “Where those who commented on clause",
    ),
    "a reason in the ledger renamed": (
        page(headed("Set aside"), r"\1Counted\2"), "row 3 of “Responses: received",
    ),
}  # fmt: skip


def test_every_number_is_counted_again(folder: Path) -> None:
    found = verify(folder)
    assert found.differences == []
    assert found.notes == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_and_named(fault: str, folder: Path) -> None:
    plant, named = FAULTS[fault]
    plant(folder)
    differences = verify(folder).differences
    assert any(named in difference for difference in differences), differences


SENTENCE = r"(<p [^>]*data-sources=[^>]*>)"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("Within 6 months, see clause 8.40. ", ""),
        ("All 11 responses, or 100%, say so. ", ""),
        ("Within 19 months. ", "numbers typed into a finding at clause-1-2: written ['19']"),
        ("12 respondents. ", "written ['12 respondents']"),
        ("Twelve respondents. ", "written ['Twelve respondents']"),
        ("99% of them. ", "written ['99%']"),
    ],
)
def test_a_number_typed_into_a_finding_is_one_of_the_clause_or_a_difference(
    typed: str, wrong: str, folder: Path
) -> None:
    page(SENTENCE, rf"\g<1>{typed}")(folder)
    differences = verify(folder).differences
    assert len(differences) == bool(wrong), differences
    assert wrong in "".join(differences)


def test_what_a_person_typed_beside_the_findings_is_noted(folder: Path) -> None:
    page("It is right as it is", "All 31 respondents are wrong")(folder)
    page("(<h1[^>]*>)", r"\1What 12 people said: ")(folder)
    assert verify(folder).notes == [
        "Typed by a person, at the title: 12 people.",
        "Typed by a person, at clause-1-1: 31 respondents.",
    ]


def test_of_who_was_erased_no_region_stays_and_the_rest_is_counted(
    both: list[dict[str, bytes]], tmp_path: Path
) -> None:
    for name, content in both[1].items():
        (tmp_path / name).write_bytes(content)
    found = verify(tmp_path)
    assert found.differences == []
    (erased,) = (one for one in found.notes if one.startswith("Erased since"))
    told = csv.DictReader(io.StringIO(both[1]["received.csv"].decode()))
    assert {row["region"] for row in told if row["response_id"] in erased} == {""}
    (redacted,) = (
        row
        for row in csv.DictReader(io.StringIO(both[1]["redactions.csv"].decode()))
        if row["response_id"] in erased
    )
    assert (redacted["reason"], redacted["start"]) == (Reason.THIRD_PARTY.label, "")
    note(lambda found: found["who"]["region"][0].update(number=7))(tmp_path)
    assert any("responses by region, less those" in one for one in verify(tmp_path).differences)
    note(lambda found: swapped(found["who"]["region"]))(tmp_path)
    note(lambda found: found["who"]["region"][1].update(number=3))(tmp_path)
    assert any("Wales is 4 at least" in one for one in verify(tmp_path).differences)
