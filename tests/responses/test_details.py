"""What files tell of their dates and senders is proposed, and is nobody's until a person says so."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import ModelLogEntry

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.details import CORRECT, correct_details
from consultation.responses.actions.files import read_waiting_files
from consultation.responses.actions.redacting import redact
from consultation.responses.models import Hold, Mail, ProposedDetails, Response
from tests import planted

from .conftest import CLOSES, DURING

AFTER = CLOSES + timedelta(days=4)
IN_TIME = datetime(2027, 10, 23, 22, 58, tzinfo=UTC)


@pytest.fixture
def official(consultation: ConsultationPage) -> Client:
    client = Client()
    client.force_login(planted.staff("official"))
    return client


@pytest.fixture
def here(consultation: ConsultationPage) -> str:
    return f"/admin/analysis/{consultation.slug}/letters/"


def eml(name: str = "Robin Example", at: datetime = IN_TIME, words: str = "Yes.") -> bytes:
    sent = f"{at:%a, %d %b %Y %H:%M:%S} +0000"
    sender = f"{name} <{name.split(' ', maxsplit=1)[0].lower()}@example.org>"
    return f"From: {sender}\r\nDate: {sent}\r\n\r\nClause 8.2\r\n\r\n{words}\r\n".encode()


def load(official: Client, here: str, received: str, *mails: bytes) -> str:
    """Load the e-mails and have them read; the address of the page that lists them."""
    files = [SimpleUploadedFile(f"{n}.eml", content) for n, content in enumerate(mails)]
    given = {"channel": "letter", "received_at": received, "uploads": files}
    answer = official.post(f"{here}load/", given)
    read_waiting_files(AFTER)
    return str(answer.url)


def test_nothing_is_taken_over_silently(official: Client, here: str, clock: Any) -> None:
    clock(AFTER)
    page = load(official, here, "2027-10-27T09:00", eml())
    response = Response.objects.get()
    assert (response.name, response.email, response.set_aside) == ("", "", "late")
    shown = official.get(page).content.decode()
    assert "23 October 2027, 23:58" in shown and "Robin Example" in shown
    confirming = official.get(f"{here}{response.letters.get().pk}/").content.decode()
    assert "23 October 2027, 23:58" in confirming and "Robin Example" in confirming
    official.post(page)
    response.refresh_from_db()
    assert (response.name, response.set_aside) == ("", "late") and not Mail.objects.exists()


def test_what_is_ticked_becomes_the_response_s_own(official: Client, here: str, clock: Any) -> None:
    """Late was only the day on which somebody loaded it: the rule is asked anew."""
    clock(AFTER)
    late = eml("Sam Late", CLOSES + timedelta(minutes=1), "No.")
    page = load(official, here, "2027-10-27T09:00", eml(), late)
    told = ProposedDetails.objects.get(name="Robin Example")
    official.post(page, {"take": str(told.file_id), "shown": [str(told.file_id), "nonsense"]})
    response = Response.objects.get(name="Robin Example")
    assert (response.received_at, response.email) == (IN_TIME, "robin@example.org")
    assert response.set_aside == "waiting"
    assert Mail.objects.get().to == "robin@example.org"
    shown = [str(one.file_id) for one in ProposedDetails.objects.all()]
    official.post(page, {"all": "1", "shown": shown})
    assert Response.objects.get(name="Sam Late").set_aside == "late"
    assert not ProposedDetails.objects.exists()
    logged = ModelLogEntry.objects.filter(action=CORRECT)
    assert logged.count() == 2 and "Robin" not in str([entry.data for entry in logged])


def test_it_is_filled_in_to_be_put_right(official: Client, here: str, clock: Any) -> None:
    clock(AFTER)
    load(official, here, "2027-10-27T09:00", eml())
    response, told = Response.objects.get(), ProposedDetails.objects.get()
    address = f"{here}of/{response.reference}/details/"
    assert official.get(address).context["form"]["name"].value() == ""
    form = official.get(f"{address}?of={told.file_id}").context["form"]
    assert (form["name"].value(), f"{form['received_at'].value():%H:%M}") == (
        "Robin Example",
        "23:58",
    )
    official.post(address, {"received_at": "2027-10-23T22:00", "name": "Robin Sample"})
    response.refresh_from_db()
    assert (response.name, response.email, response.set_aside) == ("Robin Sample", "", "waiting")
    assert not ProposedDetails.objects.exists()


def test_what_an_official_decided_on_lateness_stands(
    official: Client, here: str, clock: Any
) -> None:
    clock(AFTER)
    load(official, here, "2027-10-27T09:00", eml())
    response = Response.objects.get()
    given = {"decision": "decline", "reason": "Its date is not to be believed."}
    official.post(f"{here.replace('letters', 'late')}{response.reference}/", given)
    correct_details(response, {}, IN_TIME, planted.staff("official"))
    response.refresh_from_db()
    assert response.set_aside == "late"


def test_words_typed_of_a_respondent_are_held_until_they_are_checked(
    official: Client, here: str, consultation: ConsultationPage
) -> None:
    load(official, here, "2027-08-31T10:00", eml(at=DURING - timedelta(days=1)))
    response = Response.objects.get()
    says = "My nephew was hit by his father last night and nobody has been told."
    correct_details(response, {"represents": says}, response.received_at, planted.staff("official"))
    hold = Hold.objects.get(response=response, letter=None, comment=None)
    assert hold.why != Hold.Why.UNCHECKED and hold.end <= len(says)


def test_a_redacted_name_is_masked_in_what_a_file_proposes(
    official: Client, here: str, consultation: ConsultationPage
) -> None:
    redact(consultation, [], ["Robin Example"], "name", planted.staff("duty"), DURING)
    page = load(official, here, "2027-08-31T10:00", eml(at=DURING - timedelta(days=1)))
    assert "Robin" not in ProposedDetails.objects.get().name
    assert "Robin" not in official.get(page).content.decode()
