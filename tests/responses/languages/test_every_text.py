"""Every text of the public side is marked: read in a language in which each marked text has brackets."""

from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage
from consultation.responses.models import ReceivedFile, Response
from consultation.responses.rules.receipt import stated
from consultation.responses.rules.secrets import address_secret
from tests.responses.conftest import CLOSES, DURING, OPENS, Person, SetClock
from tests.responses.languages.conftest import reader
from tests.responses.languages.pseudo import CODE, said
from tests.responses.test_changing import link_of
from tests.responses.test_files import attach, word

WORDS = "Έξι μήνες."
SECTION = "/chapter/section-a/"


def get(person: Person, *addresses: str) -> dict[str, Any]:
    return {one: person.client.get(one, follow=True) for one in addresses}


def test_pages_of_the_site_and_of_the_guidance(person: Person, clock: SetClock) -> None:
    site = [
        "/", "/accessibility/", "/cookies/", "/privacy/", "/contact/", "/other-formats/", "/nothing/",
        "/chapter/", "/chapter/?role=family", SECTION, "/chapter/section-b/", "/chapter/print/",
        "/chapter/other-formats/", "/chapter/young-people/",
    ]  # fmt: skip
    assert said(get(person, *site)) == {}
    for instant in (OPENS - timedelta(days=9), CLOSES - timedelta(hours=3), CLOSES):
        clock(instant)
        assert said(get(person, "/", "/chapter/", SECTION, person.home)) == {}, instant


def test_a_clause_that_left_the_text(person: Person, consultation: ConsultationPage) -> None:
    Clause.objects.filter(number="8.2").update(withdrawn_at=DURING)
    assert said(get(person, "/chapter/clause/8.2/")) == {}


def test_pages_of_a_response_that_is_being_written(person: Person, version: ClauseVersion) -> None:
    home, clause = person.home, f"{person.home}clause/{version.pk}/"
    empty = get(person, home, clause, f"{home}questions/", f"{home}questions/section-a/")
    empty |= get(person, f"{home}about-you/", f"{home}equality/", f"{home}files/")
    assert said(empty) == {}
    shown = {
        "changes": person.comment(version, text=WORDS, proposed="Άλλο κείμενο.", show="changes"),
        "no changes": person.comment(version, text=WORDS, show="changes"),
        "in place": person.client.post(clause, {"text": WORDS}, headers={"X-Requested-With": "in-place"}),
    }  # fmt: skip
    person.comment(version, text=WORDS, position="support with changes", proposed="Άλλο κείμενο.")
    person.client.post(f"{home}equality/", {"e1": "Prefer not to say"})
    shown |= get(person, f"{SECTION}?saved={version.pk}", "/chapter/", home, clause)
    shown |= get(person, f"{clause}delete/", f"{home}equality/", f"{home}return/", f"{home}check/")
    person.say_who(region="North East", name="Άννα")
    shown |= get(person, home, f"{home}about-you/", f"{home}check/?ready")
    assert said(shown) == {}


def test_errors_of_every_form(person: Person, version: ClauseVersion) -> None:
    home, client = person.home, person.client
    nothing = person.comment(version)
    person.comment(version, text=WORDS)
    wrong = {
        "comment": nothing,
        "unstorable": person.comment(version, text=f"{WORDS}\x00"),
        "two unstorable": person.comment(version, text=f"{WORDS}\x00\x00"),
        "elsewhere": person.comment(version, text="Άλλα λόγια."),
        "choice": person.comment(version, text=WORDS, position="nowhere"),
        "about": client.post(f"{home}about-you/", {"email": "nobody", "region": "nowhere"}),
        "organisation": person.say_who(kind="organisation", confidential="yes"),
        "long": person.say_who(name="Ά" * 201),
        "link": client.post(f"{home}return/", {"email": ""}),
        "address": client.post(f"{home}return/", {"email": "nobody"}),
        "formats": client.post("/chapter/other-formats/", {"key": str(version.clause_id)}),
        "young": client.post("/chapter/young-people/", {"key": str(version.clause_id)}),
        "no file": client.post(f"{home}files/", {}),
        "empty file": attach(person, b"", "ένα.docx"),
        "wrong ending": attach(person, b"%PDF-1.4 nothing", "ένα.docx"),
        "no ending": attach(person, WORDS.encode(), "ένα"),
        "unknown": attach(person, b"\x00\x01\x02", "ένα.bin"),
        "not ready": client.post(f"{home}check/", {"digest": "another"}),
    }  # fmt: skip
    person.say_who()
    wrong["changed"] = client.post(f"{home}check/", {"digest": "another"})
    assert {page.status_code for page in wrong.values()} == {422}
    assert said(wrong) == {}
    script = {"X-Requested-With": "autosave"}
    saving = client.post(f"{home}about-you/", {"email": "nobody"}, headers=script)
    assert said({"autosave": str(saving.json()["problem"])}) == {}


def test_files_and_the_form_that_is_put_in(person: Person) -> None:
    attach(person, word(WORDS), "ένα.docx")
    home, file = person.home, ReceivedFile.objects.get()
    remove, put_in = f"{home}files/{file.pk}/remove/", f"{home}files/{file.pk}/put-in/"
    pages = get(person, home, f"{home}files/", f"{home}files/?left=some", remove, put_in)
    pages["no form"] = person.client.post(put_in)
    pages |= get(person, f"{home}check/")
    assert said(pages) == {}


def test_the_receipt_and_what_can_be_done_with_it(
    person: Person, version: ClauseVersion, clock: SetClock
) -> None:
    attach(person, word(WORDS), "ένα.docx")
    person.write(version, WORDS)
    receipt = person.send().url
    pages = get(
        person, receipt, f"{receipt}change/", f"{receipt}withdraw/", person.home, "/chapter/"
    )
    (response,) = Response.objects.all()
    with override(CODE):
        pages["pdf"] = render_to_string("responses/receipt_pdf.html", stated(response))
    Response.objects.update(email="anna@example.org")
    secret = address_secret(response.submission_key, "anna@example.org")
    confirm = f"{person.home}confirm-address/{response.reference}/{secret}/"
    pages |= {"confirm": person.client.get(confirm)}
    pages |= {"confirmed": person.client.post(confirm, follow=True)}
    person.client.post(f"{receipt}withdraw/")
    pages |= {
        "withdrawn": person.client.get(receipt),
        "undo": person.client.get(f"{receipt}withdraw/"),
    }
    person.client.post(f"{receipt}change/")
    pages |= {
        "changing": person.client.get(person.home),
        "go on": person.client.get(f"{receipt}change/"),
    }
    newer = person.send().url
    pages |= {"newer": person.client.get(newer), "older": person.client.get(receipt)}
    clock(CLOSES)
    pages |= {"closed": person.client.get(newer), "no change": person.client.get(f"{newer}change/")}
    assert said(pages) == {}


def test_coming_back_by_a_link(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person.write(version, WORDS)
    link = link_of(person)
    person.client.post(f"{person.home}return/", {"email": "anna@example.org"})
    elsewhere = reader(consultation)
    pages = get(person, f"{person.home}return/") | get(elsewhere, link)
    elsewhere.comment(version, text=WORDS)
    pages["another"] = elsewhere.client.get(link, follow=True)
    person.send()
    pages["sent"] = reader(consultation).client.get(link, follow=True)
    pages["wrong"] = elsewhere.client.get(f"{person.home}return/wrong/", follow=True)
    assert said(pages) == {}


def test_after_the_closing_time(person: Person, version: ClauseVersion, clock: SetClock) -> None:
    person.write(version, WORDS)
    digest = person.check().context["digest"]
    clock(CLOSES + timedelta(hours=1))
    home = person.home
    pages = get(person, home, f"{home}late/")
    pages |= {"not taken": person.comment(version, text=WORDS), "refused": person.send(digest)}
    pages["delete"] = person.client.post(f"{home}clause/{version.pk}/delete/")
    pages["file"] = attach(person, word(WORDS), "ένα.docx")
    answer = person.client.post(f"{home}late/", {"digest": digest})
    pages["late"] = person.client.get(answer.url)
    assert said(pages) == {}


def test_asking_for_help(person: Person, version: ClauseVersion) -> None:
    asked = {"key": str(version.clause_id), "words": WORDS, "contact": "0123"}
    answer = person.client.post("/chapter/other-formats/", asked, follow=True)
    assert said({"asked": answer}) == {}


def test_when_it_cannot_be_taken(
    person: Person, consultation: ConsultationPage, version: ClauseVersion, settings: Any
) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": CODE})
    clause = f"{person.home}clause/{version.pk}/"
    pages = {"no cookie": strict.post(clause, {"text": WORDS})}
    settings.FAIR_USE = settings.FAIR_USE | {"on": True}
    pages["too fast"] = person.comment(version, text=WORDS)
    settings.FAIR_USE = settings.FAIR_USE | {"on": False}
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 400
    form = "application/x-www-form-urlencoded"
    pages["long"] = person.client.post(clause, b"text=" + b"%CE%91" * 100, content_type=form)
    pages["very long"] = person.client.post(clause, b"text=" + b"%CE%91" * 200, content_type=form)
    assert [page.status_code for page in pages.values()] == [403, 429, 413, 413]
    assert said(pages) == {}


def test_the_published_response_of_the_government(consultation: ConsultationPage) -> None:
    """The document itself is the department's, in its own language; what stands around it is ours."""
    correction = {"at": DURING, "said": "Λάθος.", "files": [{"name": "ένα", "sha256": "0" * 64}]}
    listed = [{"title": "Ένα", "forms": [{"name": "ένα", "kind": "ΤΙΜΕΣ", "size": 9}]}]
    shown = {
        "consultation": consultation,
        "publication": {"title": "Απάντηση", "licence": "Άδεια", "published_at": DURING},
        "body": WORDS,
        "files": listed,
        "dictionary": [("ένα", "δύο", "", "τρία")],
        "all": "all.zip",
    }
    with override(CODE):
        pages = {
            "published": render_to_string("outcome/published.html", shown),
            "corrected": render_to_string(
                "outcome/published.html", shown | {"corrections": [correction]}
            ),
            "being corrected": render_to_string("outcome/being_corrected.html", shown),
        }
    assert said(pages) == {}


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_pages_of_refusal_and_failure(pseudo: str, name: str) -> None:
    with override(CODE):
        assert said({name: render_to_string(f"{name}.html")}) == {}


def test_pages_that_need_no_database(pseudo: str) -> None:
    sent = {"fields": [("text", WORDS)], "typed": [WORDS], "again": "/"}
    with override(CODE):
        pages = {
            "not stored": render_to_string("responses/not_stored.html", sent),
            "file": render_to_string("responses/not_stored.html", sent | {"files": True}),
            "too many": render_to_string("responses/too_many.html"),
            "too large": render_to_string("responses/too_long.html", {"file": True, "sent": "30"}),
        }
    assert said(pages) == {}
