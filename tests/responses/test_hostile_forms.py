"""Forms that no page of ours sends: a name twice, ten thousand names, names within names."""

from collections.abc import Callable
from statistics import median
from time import thread_time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver

from consultation.first_value import fields
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.middleware import FORM, LARGE
from consultation.responses.models import DraftComment, ReceivedFile, Response
from tests import planted

from .conftest import ABOUT, Person
from .test_intake import TOKEN, WORDS

MANY = 10_000


def multipart(number: int) -> bytes:
    part = '--b\r\nContent-Disposition: form-data; name="field{}"\r\n\r\n1\r\n'
    return ("".join(map(part.format, range(number))) + "--b--\r\n").encode()


HUGE: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "fields": (lambda: "&".join(f"field{n}=1" for n in range(MANY)), FORM),
    "one name": (lambda: "&".join(f"text={n}" for n in range(MANY)), FORM),
    "names within names": (lambda: "&".join(f"a{'[b]' * n}=1" for n in range(1_200)), FORM),
    "megabytes": (lambda: "&".join(f"field{n}={'x' * 300}" for n in range(MANY)), FORM),
    "parts": (lambda: multipart(MANY), "multipart/form-data; boundary=b"),
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_huge_form_is_refused_at_once(person: Person, version: ClauseVersion, kind: str) -> None:
    """A tenth of a second of work, however busy the machine is with other things."""
    make, content_type = HUGE[kind]
    body, took = make(), []
    for _ in range(7):
        began = thread_time()
        answer = person.client.post(
            f"{person.home}clause/{version.pk}/", body, content_type=content_type
        )
        took.append(thread_time() - began)
        assert answer.status_code == 400
    assert median(took) < 0.1
    assert "Your words are still in your browser" in answer.content.decode()
    assert not DraftComment.objects.exists()


def test_of_a_field_sent_twice_the_first_counts(person: Person, version: ClauseVersion) -> None:
    sent = {"text": ["The first.", "The last."], "position": ["oppose", "support"]}
    body = QueryDict(mutable=True)
    for name, values in sent.items():
        body.setlist(name, values)
    large = f"{body.urlencode()}&filler={'x' * LARGE}"
    here = f"{person.home}clause/{version.pk}/"
    for given in ((sent,), (body.urlencode(), FORM), (large, FORM)):
        assert person.client.post(here, *given).status_code == 302
        comment = DraftComment.objects.get()
        assert (comment.text, comment.position) == ("The first.", "oppose")
        comment.delete()
    about = ABOUT | {"name": ["A. First", "B. Last"], "publish": ["anonymous", "yes"]}
    assert person.client.post(f"{person.home}about-you/", about).status_code == 302
    person.write(version)
    person.send()
    stored = Response.objects.get()
    assert stored.publish == "anonymous" and "B. Last" not in stored.name


def test_of_two_files_in_one_field_the_first_is_taken(
    person: Person, consultation: ConsultationPage
) -> None:
    files = [
        SimpleUploadedFile(f"{name}.txt", f"{name} words.".encode()) for name in ("one", "two")
    ]
    person.client.post(f"{person.home}files/", {"file": files})
    assert [file.name for file in ReceivedFile.objects.all()] == ["one.txt"]


def test_staff_pages_take_the_first_too(consultation: ConsultationPage) -> None:
    official = Client()
    official.force_login(planted.staff("official"))
    sent = WORDS | {"token": TOKEN, "name": ["A. First", "B. Last"]}
    official.post(f"/admin/analysis/{consultation.slug}/letters/enter/", sent)
    assert Response.objects.get().name == "A. First"
    found = official.get(
        f"/admin/analysis/{consultation.slug}/responses/?channel=letter&channel=web"
    )
    assert found.wsgi_request.GET["channel"] == "letter"


def test_wagtail_s_own_pages_keep_their_rule(client: Client, db: Any) -> None:
    planted.staff("editor")
    client.post("/admin/login/", {"username": ["x", "editor"], "password": ["x", "editor"]})
    assert client.get("/admin/").status_code == 200


def test_every_page_of_ours_is_known_as_ours() -> None:
    """Wagtail wraps what it serves: that must not hide whose it is."""
    own = [pattern for pattern in patterns(get_resolver()) if "analysis/" in str(pattern.pattern)]
    assert len(own) > 50
    assert {pattern.callback.__module__.split(".")[0] for pattern in own} == {"consultation"}


def patterns(resolver: Any) -> Any:
    for one in resolver.url_patterns:
        yield from patterns(one) if hasattr(one, "url_patterns") else [one]


def test_the_first_is_what_every_way_of_asking_for_one_gives() -> None:
    sent = fields(QueryDict("a=1&a=2&b=3", encoding="utf-8"))
    for asked in (sent, sent.copy()):
        assert (asked["a"], asked.get("a"), asked.dict()) == ("1", "1", {"a": "1", "b": "3"})
        assert asked.getlist("a") == ["1", "2"] and asked.urlencode() == "a=1&a=2&b=3"
    assert dict(sent.items()) == {"a": "1", "b": "3"} and sent.get("none") is None
    sent = fields(QueryDict("a=1", mutable=True))
    with pytest.raises(AttributeError):
        sent["a"] = "2"
