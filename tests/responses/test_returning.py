"""Coming back by the private link: for whoever holds it, for who guesses, and whatever was written."""

from statistics import median
from time import perf_counter
from typing import Any

from django.core.cache import caches
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import Mail, Response

from .conftest import CLOSES, DURING, Person, SetClock
from .test_autosaving import autosave, box
from .test_changing import link_of
from .test_handing_back import boxes

#: Letters of every script; no NUL and no half of a pair, which are refused and handed back.
ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def opened(person: Person, link: str) -> Any:
    """The page that a link leads to."""
    return person.client.get(person.client.get(link).url)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(begun=ANYTHING.filter(str.strip), words=ANYTHING.filter(str.strip))
def test_any_words_typed_here_and_sent_elsewhere_are_the_same(
    consultation: ConsultationPage, version: ClauseVersion, begun: str, words: str
) -> None:
    here, elsewhere = Person(consultation), Person(consultation)
    seen = autosave(here, box(version), text=begun).json()["seen"]
    assert autosave(here, box(version), text=words, seen=seen).status_code == 200
    link = link_of(here)
    elsewhere.client.post(elsewhere.client.get(link).url)
    assert boxes(elsewhere.client.get(elsewhere.home + box(version))) == [words]
    elsewhere.say_who()
    receipt = elsewhere.send().url
    assert Response.objects.receipted_by(receipt.split("/")[-2]).comments.get().text == words  # type: ignore[union-attr]
    assert here.client.get(receipt).context["said"].comments_in_order[0].text == words


def test_the_link_is_mailed_at_most_once_a_minute(
    person: Person, version: ClauseVersion, clock: SetClock
) -> None:
    person.comment(version, text="Begun.")
    asked = {"email": "robin@example.org", "remind": "on"}
    for second in (0, 1, 59, 60):
        clock(DURING.replace(minute=second // 60, second=second % 60))
        assert person.client.post(f"{person.home}return/", asked).url == f"{person.home}return/"
    sent = Mail.objects.filter(kind=Mail.Kind.RETURN_LINK)
    assert [mail.to for mail in sent] == ["robin@example.org"] * 2
    assert "robin@example.org" in person.client.get(f"{person.home}return/").content.decode()


def test_no_address_no_mail_and_the_link_is_still_there(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, text="Begun.")
    link = link_of(person)
    answer = person.client.post(f"{person.home}return/", {"email": "robin@"})
    assert answer.status_code == 422 and link in answer.content.decode()
    assert not Mail.objects.exists()


def limit(settings: Any, on: bool) -> None:
    settings.FAIR_USE = settings.FAIR_USE | {"on": on}


def test_wrong_links_are_slowed_and_right_ones_never(
    person: Person, consultation: ConsultationPage, version: ClauseVersion, settings: Any
) -> None:
    person.write(version)
    link = link_of(person)
    caches["fair_use"].clear()
    limit(settings, on=True)
    stranger = Person(consultation)
    codes = [
        opened(stranger, f"{person.home}return/{number:043}/").status_code for number in range(40)
    ]
    assert codes == [404] * 30 + [429] * 10
    assert opened(stranger, link).status_code == 200
    limit(settings, on=False)
    person.send()
    limit(settings, on=True)
    assert opened(stranger, link).status_code == 410


def test_right_and_wrong_links_take_as_long(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person.write(version)
    took: dict[bool, list[float]] = {True: [], False: []}
    right = link_of(person)
    for number in range(20):
        for link in (right, f"{person.home}return/{number:043}/"):
            began = perf_counter()
            opened(Person(consultation), link)
            took[link == right].append(perf_counter() - began)
    assert abs(median(took[True]) - median(took[False])) < 0.05


def test_every_page_tells_how_long_drafts_are_kept_from_the_setting(
    person: Person, version: ClauseVersion, clock: SetClock, settings: Any
) -> None:
    settings.DRAFTS_KEPT_DAYS = 41
    person.comment(version, text="Begun.")
    pages = [
        person.client.get(path) for path in (person.home, f"{person.home}return/", "/privacy/")
    ]
    pages.append(opened(person, f"{person.home}return/{'x' * 43}/"))
    clock(CLOSES)
    pages.append(person.client.get(person.home))
    assert ["41 days" in page.content.decode() for page in pages] == [True] * 5
