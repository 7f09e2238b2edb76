"""What another site can make a browser do here: send nothing, lead nowhere else, name no other host."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from consultation.responses.models import Draft, FormatRequest, LedgerEntry, Response
from tests import planted
from tests.planted_addresses import filled
from tests.test_access import FAILS_ON_PURPOSE, OUT_OF_REACH, POSTED, addresses, values

__all__ = ["values"]

pytestmark = pytest.mark.django_db

#: As people try to be led to another host: schemes, slashes, tricks with what browsers forgive.
ELSEWHERE = [
    "https://example.com", "http://example.com/", "//example.com", "///example.com",
    "////example.com/%2e%2e", "/\\example.com", "\\\\example.com", "/\\/example.com",
    "https:example.com", "https:/example.com", "http:///example.com", "http:\\\\example.com",
    "//example.com\\@testserver", "https://testserver@example.com", "//testserver@example.com/",
    "https://testserver.example.com", "//testserver.example.com", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x",
    " https://example.com", "\thttps://example.com", "\nhttps://example.com", "//example%E3%80%82com",
    "//example.com/%0d%0aSet-Cookie:x=1", "/%5cexample.com", "/%2f/example.com/..//example.com",
    "ftp://example.com", "//google.com%00.testserver",
]  # fmt: skip


#: Everything that anybody can change, by the readers of the table of access.
EVERYTHING = {read for reads in OUT_OF_REACH.values() for read in reads}


def stored() -> list[Any]:
    counts = [kind.objects.count() for kind in (Response, Draft, FormatRequest, LedgerEntry)]
    return [*counts, *(read() for read in sorted(EVERYTHING, key=lambda one: one.__name__))]


@pytest.mark.parametrize("name", ["anonymous", "editor", "official", "duty"])
def test_no_address_takes_what_another_site_sends(name: str, values: dict[str, str]) -> None:
    """Every address there is: a form without its token is refused before anything is done."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if name != "anonymous":
        client.force_login(planted.staff(name))
    before, wrong = stored(), []
    for address in sorted(set(addresses()) - FAILS_ON_PURPOSE):
        for method in (client.post, client.put, client.delete, client.patch):
            status = method(filled(address, values), POSTED).status_code
            # Sent away to sign in, or to where a response begins, is refused too.
            if status not in (302, 403, 404, 405):
                wrong.append(f"{method.__name__} {address}: {status}")
    assert not wrong, "\n".join(wrong)
    assert stored() == before


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_led_to_another_host(elsewhere: str, values: dict[str, str]) -> None:
    official = Client()
    official.force_login(planted.staff("official"))
    User.objects.create_superuser("in-chief", password="a long enough one")
    known = {"username": "in-chief", "password": "a long enough one", "next": elsewhere}
    signed_in = Client().post("/admin/login/", known)
    assert signed_in.status_code == 302, "else this would show nothing"
    asked: list[Any] = [
        signed_in,
        official.get("/admin/login/", {"next": elsewhere}),
        Client().get("/", {"language": "en", "next": elsewhere}),
        Client().get(f"/{values['consultation']}/", {"next": elsewhere}),
        official.get(
            f"/admin/analysis/{values['consultation']}/clearing/comment/1/", {"next": elsewhere}
        ),
        Client().get(elsewhere if elsewhere.startswith("/") else f"/{elsewhere}"),
    ]
    for answer in asked:
        location = answer.headers.get("Location", "/")
        assert location.startswith("/") and not location.startswith(("//", "/\\")), location
        assert "Set-Cookie:x" not in str(answer.headers)


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example"]
)
def test_a_host_that_is_not_ours_is_refused(host: str, values: dict[str, str]) -> None:
    for address in ("/", f"/{values['consultation']}/", "/admin/login/"):
        answer = Client().get(address, headers={"host": host})
        assert answer.status_code == 400 and host not in answer.content.decode()
    forwarded = Client().get("/", headers={"x-forwarded-host": host})
    assert host not in forwarded.content.decode()
