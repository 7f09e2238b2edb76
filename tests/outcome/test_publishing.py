"""What is published of the response: made once, verified, and nothing of anybody who did not agree."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from django.core import mail
from django.test import Client
from pypdf import PdfReader
from wagtail.models import PageLogEntry

from analysis.verify import verify
from consultation import clock
from consultation.dataset.actions import take_down_responses
from consultation.dataset.publishing import number_of
from consultation.outcome.actions import (
    NotPublished,
    NotSignedOff,
    carry_out_publication,
    carry_out_verification,
    publish,
    start_verifying,
)
from consultation.outcome.models import OutcomePage, PublishedOutcome
from consultation.outcome.rules.opendata import DICTIONARY
from consultation.responses.actions.mail import send_due
from consultation.responses.models import Comment, Mail, Response
from tests import planted
from tests.outcome import drafted
from tests.outcome.published import correct, made, signed

pytestmark = pytest.mark.django_db

PUBLIC = "/small/outcome/"
STAFF = "/admin/analysis/small/response/publication/"
NEVER = ("qwsecret", "wilma", "qwheld", "qwuncleared", "qwname", "qwemail", "qworganisation",
         "pennyfeather")  # fmt: skip


def rows(published: PublishedOutcome, name: str) -> list[dict[str, str]]:
    content = bytes(published.files.get(name=name).content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_it_verifies_for_staff_and_for_the_public(
    published: PublishedOutcome, tmp_path: Path
) -> None:
    asked = start_verifying(
        published.seal, planted.staff("official"), clock.now(), publication=published,
        enqueue=False,
    )  # fmt: skip
    found = carry_out_verification(asked.pk)
    assert (found.error, found.differences) == ("", [])
    assert found.checks > 100
    with zipfile.ZipFile(io.BytesIO(Client().get(PUBLIC + "files/all.zip").content)) as package:
        package.extractall(tmp_path)
    alone = verify(tmp_path)
    assert alone.differences == []
    assert alone.checks > 30
    assert "<q " in (tmp_path / "outcome.html").read_text()
    changed = (tmp_path / "positions.csv").read_text("utf-8-sig").replace("oppose", "support")
    (tmp_path / "positions.csv").write_text(changed)
    assert verify(tmp_path).differences


def texts_of(name: str, content: bytes) -> Iterator[str]:
    """Everything that can be read in a file, metadata included."""
    if name.endswith((".docx", ".odt", ".ods", ".zip")):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for inside in package.namelist():
                yield inside
                yield from texts_of(inside, package.read(inside))
    elif name.endswith(".parquet"):
        yield pd.read_parquet(io.BytesIO(content)).to_csv()
    elif name.endswith(".pdf"):
        pdf = PdfReader(io.BytesIO(content))
        yield " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        yield str(pdf.metadata)
        yield pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    yield content.decode("utf-8", "replace")


def test_nothing_of_anybody_who_did_not_agree_is_in_any_file_or_page(
    published: PublishedOutcome,
) -> None:
    never = [*NEVER, *(one.lower() for one in Response.objects.values_list("reference", flat=True))]
    client = Client()
    pages = {address: client.get(address).content.decode()
             for address in (PUBLIC, "/small/", "/small/published-responses/")}  # fmt: skip
    seen = {**pages}
    for file in published.files.filter(public=True):
        seen[file.name] = "\n".join(texts_of(file.name, bytes(file.content)))
    found = {(name, word) for name, text in seen.items() for word in never if word in text.lower()}
    assert found == set()
    # Were the search blind, nothing could be found: what may be published is found in every form.
    for name in ("outcome.html", "outcome.docx", "outcome.odt", "outcome.json", "responses.csv",
                 "responses.ods", "responses.parquet", "responses.json", PUBLIC):  # fmt: skip
        assert "reports rushed" in seen[name], name
    assert "reportsrushed" in "".join(seen["outcome.pdf"].split())
    for name in ("official", "cleared"):
        assert not [one for one in seen if f">{name}<" in seen[one]]


def test_the_open_data_have_the_columns_of_the_dictionary_and_no_others(
    published: PublishedOutcome,
) -> None:
    for table in ("positions", "received", "figures", "types", "responses", "seal"):
        columns = [column for name, column, _, _ in DICTIONARY if name == table]
        assert list(rows(published, f"{table}.csv")[0]) == columns
        for kind in ("ods", "parquet", "json") if table != "seal" else ():
            assert published.files.filter(name=f"{table}.{kind}", public=True).exists()
    parquet = bytes(published.files.get(name="positions.parquet").content)
    as_json = json.loads(bytes(published.files.get(name="positions.json").content))
    assert pd.read_parquet(io.BytesIO(parquet)).to_dict("records") == as_json
    told = {row["status"]: row["responses"] for row in rows(published, "received.csv")}
    assert told == {"counted": "4"}
    quoted = Comment.objects.get(text=drafted.SLOW).response
    assert number_of(quoted) in {row["response_id"] for row in rows(published, "responses.csv")}
    assert {row["responses"] for row in rows(published, "types.csv")} <= {"suppressed", "0"}


def test_the_chain_names_no_response_and_ends_in_the_digest(published: PublishedOutcome) -> None:
    chain = rows(published, "seal.csv")
    assert chain[-1]["chain"] == published.seal.digest
    hidden = [link for link in chain if link["kind"] not in ("figure", "method")]
    assert hidden and not any(link["key"] or link["digest"] for link in hidden)


def test_the_public_page_lists_every_file_for_download(published: PublishedOutcome) -> None:
    client = Client()
    page = client.get(PUBLIC)
    assert page.status_code == 200
    assert "Open Government Licence" in page.content.decode()
    for file in published.files.filter(public=True):
        address = f"{PUBLIC}files/{file.name}"
        assert address in page.content.decode()
        answer = client.get(address)
        assert answer.content == bytes(file.content)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
    for name in ("body.html", "places.csv", "clauses.json"):
        assert client.get(f"{PUBLIC}files/{name}").status_code == 404
    assert PUBLIC in client.get("/small/").content.decode()


def test_who_asked_is_told_once(published: PublishedOutcome) -> None:
    (told,) = Mail.objects.filter(kind=Mail.Kind.OUTCOME)
    assert told.response is not None and told.response.email == "qwemail@example.org"
    send_due()
    (message,) = [one for one in mail.outbox if "government response" in one.subject]
    assert PUBLIC in message.body
    assert "qwsecret" not in message.body
    page = correct(published.page)
    made(page, "A word was wrong.")
    assert Mail.objects.filter(kind=Mail.Kind.OUTCOME).count() == 1


def test_a_correction_says_what_and_why_and_takes_the_place(published: PublishedOutcome) -> None:
    page = correct(published.page)
    with pytest.raises(NotPublished, match="Say what is corrected"):
        publish(page, planted.staff("cleared"), clock.now(), enqueue=False)
    made(page, "The foreword was missing.")
    seen = Client().get(PUBLIC).content.decode()
    assert "Corrected." in seen
    assert "The foreword was missing." in seen
    assert published.files.get(name="outcome.pdf").sha256 in seen


def test_it_is_refused_until_signed_and_to_those_who_may_not(published: PublishedOutcome) -> None:
    page = OutcomePage.objects.get(pk=published.page_id).get_latest_revision_as_object()
    page.save_revision(user=planted.staff("official"))
    page = OutcomePage.objects.get(pk=page.pk)
    with pytest.raises(NotPublished, match="not signed off"):
        publish(page, planted.staff("cleared"), clock.now(), "Why.", enqueue=False)
    with pytest.raises(NotPublished, match="Only people who may"):
        publish(page, planted.staff("official"), clock.now(), "Why.", enqueue=False)


def test_a_draft_changed_meanwhile_is_not_published(published: PublishedOutcome) -> None:
    page = correct(published.page)
    asked = publish(page, planted.staff("cleared"), clock.now(), "Why.", enqueue=False)
    page.get_latest_revision_as_object().save_revision(user=planted.staff("official"))
    failed = carry_out_publication(asked.pk)
    assert failed.state == PublishedOutcome.State.FAILED
    assert "changed meanwhile" in failed.error
    assert PublishedOutcome.standing(page.consultation) == published


def test_nothing_is_served_before_it_is_published(published: PublishedOutcome) -> None:
    PublishedOutcome.objects.update(state=PublishedOutcome.State.WAITING)
    client = Client()
    assert client.get(PUBLIC).status_code == 404
    assert client.get(PUBLIC + "files/all.zip").status_code == 404
    assert PUBLIC not in client.get("/small/").content.decode()


def test_a_document_with_a_gap_is_not_signed(published: PublishedOutcome) -> None:
    page = OutcomePage.objects.get(pk=published.page_id).get_latest_revision_as_object()
    page.clauses[0].value["answers"].append({"about": "theme 9", "text": "We heard."})
    page.save_revision(user=planted.staff("official"))
    with pytest.raises(NotSignedOff, match="Every name in braces names something: 1 missing"):
        signed(page)


def test_a_gap_that_opens_before_the_document_is_made_stops_it(published: PublishedOutcome) -> None:
    page = correct(published.page)
    asked = publish(page, planted.staff("cleared"), clock.now(), "Why.", enqueue=False)
    planted.hold(Comment.objects.get(text=drafted.SLOW), "reports rushed")
    failed = carry_out_publication(asked.pk)
    assert failed.state == PublishedOutcome.State.FAILED
    assert "cannot be shown" in failed.error


def test_words_taken_back_are_gone_from_every_page_and_file_at_once(
    published: PublishedOutcome,
) -> None:
    client = Client()
    quoted = Comment.objects.get(text=drafted.SLOW)
    held = planted.hold(quoted, "reports rushed")
    for name in ("", "files/outcome.pdf", "files/all.zip", "files/responses.csv"):
        answer = client.get(PUBLIC + name)
        assert answer.status_code == 503, name
        assert "reports rushed" not in answer.content.decode()
    assert client.get(PUBLIC + "files/positions.csv").status_code == 200
    client.force_login(planted.staff("cleared"))
    assert "1 quotation in it may not be published" in client.get(STAFF).content.decode()
    held.delete()
    assert client.get(PUBLIC).status_code == 200
    take_down_responses(published.consultation, planted.staff("cleared"), clock.now())
    assert client.get(PUBLIC).status_code == 200
    assert client.get(PUBLIC + "files/responses.ods").status_code == 503
    assert client.get(PUBLIC + "files/all.zip").status_code == 503


def test_staff_publish_and_verify_from_their_page(published: PublishedOutcome) -> None:
    client = Client()
    client.force_login(planted.staff("cleared"))
    assert "Verify publication 1" in client.get(STAFF).content.decode()
    answer = client.post(f"{STAFF}1/verify/")
    assert answer.status_code == 302 and "/verify/" in answer["Location"]
    correct(published.page)
    assert "Say what is corrected" in client.post(STAFF).content.decode()
    assert client.post(STAFF, {"correction": "A word was wrong."}).status_code == 302
    assert PublishedOutcome.objects.filter(state=PublishedOutcome.State.WAITING).count() == 1
    assert PageLogEntry.objects.filter(action="consultation.publish_outcome").count() == 2


def test_an_organisation_is_named_only_while_it_agrees(
    published: PublishedOutcome, client: Client
) -> None:
    html = bytes(published.files.get(name="outcome.html").content).decode()
    assert "Qworth Trust" in html
    assert client.get(PUBLIC).status_code == 200
    Response.objects.filter(organisation="Qworth Trust").update(publish="anonymous")
    answer = client.get(PUBLIC)
    assert answer.status_code == 503 and "Qworth" not in answer.content.decode()
    assert client.get(f"{PUBLIC}files/outcome.docx").status_code == 503
    assert client.get(f"{PUBLIC}files/received.csv").status_code == 200
