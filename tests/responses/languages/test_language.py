"""Which language a person is answered in, and what no language changes."""

import gettext
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.conf import settings as site
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import get_language, override

from config.settings.languages import languages
from consultation.guidance.models import ClauseVersion, ConsultationPage, DeadlineMove
from consultation.language import InLanguage
from consultation.responses.actions.filling import understood
from consultation.responses.actions.mail.wording import SUBJECTS, message
from consultation.responses.intake import reading
from consultation.responses.models import Draft, FormatRequest, Mail, Response
from consultation.responses.rules import digest, record
from consultation.responses.rules.form import filled_in
from consultation.responses.rules.receipt import sent
from tests.responses.conftest import ABOUT, DURING, Person
from tests.responses.form.conftest import fill, tables
from tests.responses.languages.conftest import reader
from tests.responses.languages.pseudo import CODE, OPEN, outside

WORDS = "Έξι μήνες."
WELSH = [("en-gb", "English"), ("cy", "Cymraeg")]
CATALOGUES = sorted(Path(site.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


@pytest.fixture
def welsh(settings: Any) -> None:
    settings.LANGUAGES = WELSH


def language(answer: Any) -> str:
    return str(answer.content.decode().partition('<html lang="')[2].partition('"')[0])


def test_one_language_is_not_offered() -> None:
    answer = Client(headers={"accept-language": "cy"}).get("/accessibility/?language=cy")
    page = answer.content.decode()
    assert language(answer) == "en-GB" and "redraft-languages" not in page
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_the_browser_asks_and_a_link_decides(welsh: None) -> None:
    client = Client(headers={"accept-language": "fr, cy;q=0.9, en;q=0.5"})
    first = client.get("/accessibility/?a=1")
    assert language(first) == "cy" and "Hygyrchedd" in first.content.decode()
    assert 'href="?a=1&amp;language=en-gb"' in first.content.decode()
    assert {"Accept-Language", "Cookie"} <= set(first.headers["Vary"].split(", "))
    chosen = client.get("/accessibility/?a=1&language=en-gb")
    assert (chosen.status_code, chosen.url) == (302, "/accessibility/?a=1")
    assert "no-store" in chosen.headers["Cache-Control"]
    cookie = chosen.cookies["language"]
    assert cookie.value == "en-gb" and cookie["httponly"] and cookie["samesite"] == "Lax"
    assert language(client.get("/accessibility/")) == "en-GB"
    assert get_language() == "en-gb", "the next request of this worker begins anew"


def test_a_choice_leads_to_no_other_site_and_to_no_unknown_language(welsh: None, rf: Any) -> None:
    asked = rf.get("/?language=cy")
    asked.path = "//evil.example/"
    away = InLanguage(lambda request: HttpResponse())(asked)
    assert away.headers["Location"].startswith("/%2Fevil.example")
    assert language(Client().get("/accessibility/?language=xx")) == "en-GB"


def test_an_answer_to_a_form_offers_no_way_to_lose_it(
    person: Person, version: ClauseVersion
) -> None:
    assert "redraft-languages" in person.client.get(person.home).content.decode()
    assert "redraft-languages" not in person.comment(version).content.decode()


def test_the_cookie_is_named_where_there_is_a_choice(welsh: None) -> None:
    assert "<code>language</code>" in Client().get("/cookies/").content.decode()


def test_words_of_editors_carry_their_own_language(person: Person) -> None:
    page = person.client.get("/chapter/section-a/").content.decode()
    assert '<p class="govuk-body redraft-words" lang="en-GB">Το κείμενο αυτό.</p>' in page
    english = Client().get("/chapter/section-a/").content.decode()
    assert ' lang="en-GB">' not in english.partition("<main")[2]


def test_a_record_and_its_digest_are_the_same_in_every_language(
    consultation: ConsultationPage, version: ClauseVersion
) -> None:
    for someone in (reader(consultation), Person(consultation)):
        someone.comment(version, text=WORDS, position="support with changes")
        someone.client.post(f"{someone.home}about-you/", ABOUT | {"region": "North East"})
        someone.send()
    one, other = Response.objects.order_by("pk")
    assert (one.language, other.language) == (CODE, "en-gb")
    assert one.digest == other.digest and record(sent(one)) == record(sent(other))
    assert json.loads(record(sent(one)))["about"]["region"] == "North East"
    with override(CODE):
        assert digest(sent(one)) == one.digest


def test_a_form_filled_in_in_one_language_is_understood_in_another(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    content = person.client.get("/chapter/form.docx").content
    document = docx.Document(BytesIO(content))
    printed = [one.text for one in document.paragraphs]
    printed += [
        one.text for table in tables(document).values() for one in table._cells[0].paragraphs
    ]
    assert outside("\n".join(printed)) == []
    assert document.core_properties.language == CODE
    given = {f"position_{version.pk}": "[x] ⟦Oppose⟧", "about_region": "[x] ⟦North East⟧"}
    back = filled_in(reading.read("form.docx", fill(content, given)).parts)
    assert back is not None
    with override("en-gb"):
        form = understood(consultation, back)
    assert form is not None and form.details == {"region": "North East"}
    assert [one.get("position") for one in form.comments] == ["oppose"]
    assert next(piece.text for piece in form.pieces) == "☒ Oppose"


def test_mail_is_in_the_language_of_its_reader_whoever_sends_it(
    person: Person, version: ClauseVersion
) -> None:
    person.write(version, WORDS)
    person.client.post(f"{person.home}return/", {"email": "anna@example.org", "remind": "on"})
    assert Draft.objects.get().language == CODE
    mails = {mail.kind: message(mail, DURING) for mail in every_mail(person)}
    assert set(mails) == set(SUBJECTS) - {Mail.Kind.DISCLOSURE}, "all but what goes to staff"
    for kind, written in mails.items():
        assert outside(f"{written.subject}\n{written.body}") == [], kind
        assert (
            OPEN in written.subject and written.extra_headers["Auto-Submitted"] == "auto-generated"
        )
        assert OPEN not in written.extra_headers["Message-ID"]


def every_mail(person: Person) -> list[Mail]:
    """One row of each kind, about a draft, the response sent from another, and a request."""
    draft = Draft.objects.get()
    page = draft.consultation
    other = reader(page)
    asked = page.questions.get()
    other.client.post(f"{other.home}questions/", {f"question-{asked.pk}-text": WORDS})
    other.say_who(name="Άννα", organisation="Ομάδα")
    other.send()
    wish = {"key": str(draft.pk), "words": WORDS, "email": "anna@example.org"}
    other.client.post("/chapter/other-formats/", wish)
    move = DeadlineMove.objects.create(
        consultation=page, old=page.opens, new=page.closes, moved_at=DURING, reason="Διακοπές."
    )
    about = {
        Mail.Kind.RECEIPT: {"response": Response.objects.get()},
        Mail.Kind.OUTCOME: {"response": Response.objects.get()},
        Mail.Kind.LATE_DECISION: {"response": Response.objects.get()},
        Mail.Kind.RETURN_LINK: {"draft": draft},
        Mail.Kind.REMINDER: {"draft": draft},
        Mail.Kind.DEADLINE_MOVED: {"draft": draft, "occasion": str(move.pk)},
        Mail.Kind.ANSWERED: {"format_request": FormatRequest.objects.get()},
    }
    row = {"pk": 1, "created_at": DURING, "to": "anna@example.org"}
    return [Mail(kind=kind, **row, **of) for kind, of in about.items()]


def test_a_site_offers_only_languages_it_has() -> None:
    assert languages("", site.LOCALE_PATHS[0]) == [("en-gb", "English")]
    assert languages("en-gb, cy", site.LOCALE_PATHS[0]) == WELSH
    with pytest.raises(ValueError, match="has no catalogue; there are en-gb, cy"):
        languages("en-gb,de", site.LOCALE_PATHS[0])


@pytest.mark.parametrize("source", CATALOGUES, ids=str)
def test_what_is_compiled_is_what_is_written(source: Path) -> None:
    with source.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written = dict(translations(source.read_text(encoding="utf-8")))
    stored = {name: words for name, words in compiled._catalog.items() if name != ""}  # type: ignore[attr-defined]
    assert stored == written, "run make messages"


def translations(text: str) -> Any:
    """What a catalogue translates, as gettext keeps it: by message, or by message and form.

    Written without wrapping, each of its texts is on one line.
    """
    for block in text.split("\n\n")[1:]:
        fields: dict[str, str] = {}
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            name, _, words = line.partition(" ")
            fields[name] = json.loads(words)
        context = fields.get("msgctxt")
        message = f"{context}\x04{fields['msgid']}" if context else fields["msgid"]
        if fields.get("msgstr"):
            yield message, fields["msgstr"]
        for form in range(9):
            if fields.get(f"msgstr[{form}]"):
                yield (message, form), fields[f"msgstr[{form}]"]
