"""An address is confirmed by whoever reads mail there, if they like; nobody is said to be verified."""

import re
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from consultation.guidance.models import ClauseVersion
from consultation.responses.actions.details import correct_details
from consultation.responses.actions.mail import send_due
from consultation.responses.models import Hold, Response, SetAside
from consultation.responses.rules import receipt_secret, secret_of
from tests import planted
from tests.responses.conftest import DURING, Person

OWN = "robin@example.org"


def sent(person: Person, version: ClauseVersion, to: str = OWN) -> Response:
    """A response with an address, its receipt asked for at ``to``, and mailed."""
    person.comment(version, text="Six months.", position="support")
    person.say_who(email=OWN)
    given = {"digest": person.check().context["digest"], "receipt_to": to}
    assert person.client.post(f"{person.home}check/", given).status_code == 302
    send_due()
    return Response.objects.get()


def link() -> str:
    found = re.search(r"https?://[^/\s]+(/\S+/confirm-address/\S+)", outbox.outbox[-1].body)
    return found[1] if found else ""


def shown(response: Response) -> str:
    """The response's page, as an official has it."""
    Hold.objects.all().delete()
    client = Client()
    client.force_login(planted.staff("official"))
    here = f"/admin/analysis/{response.consultation.slug}/responses/{response.reference}/"
    return client.get(here).content.decode()


def test_opening_the_link_changes_nothing_and_its_button_confirms(
    person: Person, version: ClauseVersion
) -> None:
    response = sent(person, version)
    assert "not confirmed: anybody can type an address" in shown(response)
    reader = Client()
    page = reader.get(link())
    assert OWN in page.content.decode() and page.headers["Cache-Control"].count("no-store")
    response.refresh_from_db()
    assert response.email_confirmed_at is None and response.set_aside == ""
    for _ in ("once", "and again"):
        assert reader.post(link()).status_code == 302
    response.refresh_from_db()
    assert response.email_confirmed_at == DURING
    assert "is confirmed" in reader.get(link()).content.decode()
    told = shown(response)
    assert "confirmed by whoever reads mail there" in told
    assert "verified" not in told.casefold()


def test_who_typed_it_cannot_confirm_it(person: Person, version: ClauseVersion) -> None:
    """Nothing that their browser holds or their receipt shows leads there."""
    response = sent(person, version)
    held = [person.client.cookies["draft"].value, secret_of(response.submission_key)]
    held += [receipt_secret(one) for one in held]
    for secret in held:
        address = f"{person.home}confirm-address/{response.reference}/{secret}/"
        assert person.client.get(address).status_code == 404
        assert person.client.post(address).status_code == 404
    receipt = person.client.get(f"{person.home}receipt/{receipt_secret(held[0])}/")
    assert receipt.status_code == 200 and "confirm-address" not in receipt.content.decode()
    response.refresh_from_db()
    assert response.email_confirmed_at is None


def test_a_receipt_sent_elsewhere_confirms_nothing(person: Person, version: ClauseVersion) -> None:
    sent(person, version, to="other@example.org")
    assert link() == ""


@pytest.mark.parametrize("changed", ["sam@example.org", OWN])
def test_another_address_is_not_confirmed_any_more(
    person: Person, version: ClauseVersion, changed: str
) -> None:
    response = sent(person, version)
    before: Any = link()
    Client().post(before)
    Response.objects.update(set_aside=SetAside.WAITING)
    correct_details(response, {"email": changed}, DURING, planted.staff("official"))
    response.refresh_from_db()
    assert (response.email_confirmed_at is None) is (changed != OWN)
    assert Client().get(before).status_code == (200 if changed == OWN else 404)
