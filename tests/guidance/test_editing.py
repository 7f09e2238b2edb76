"""What an editor meets in the admin: previews, refusals in plain words, identities that stay."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage, SectionPage
from consultation.responses.models import Draft, DraftComment

UPCOMING_CLOSES = datetime(2199, 10, 23, 23, tzinfo=UTC)


@pytest.fixture
def client(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def form(section: SectionPage, **changes: Any) -> dict[str, Any]:
    """What the browser sends for the section as it stands, with changes to top-level fields."""
    body = [(block.block_type, dict(block.value), block.id) for block in section.body]
    fields = {
        "title": section.title,
        "slug": section.slug,
        "letter": section.letter,
        "introduction": section.introduction,
        "body": changes.pop("body", body),
    }
    fields |= changes
    fields["body"] = streamed(fields["body"])
    return nested_form_data(
        fields | {"questions": inline_formset([]), "comments": inline_formset([])}
    )


def streamed(blocks: list[tuple[str, dict[str, Any], str]]) -> dict[str, Any]:
    data = streamfield([(kind, clause_data(value)) for kind, value, _ in blocks])
    for place, (_, _, key) in enumerate(blocks):
        data[f"{place}"]["id"] = key
    return data


def clause_data(value: dict[str, Any]) -> dict[str, Any]:
    keys = [(key, key) for key in value["recommendations"]]
    listed = {"count": len(keys)} | {
        str(place): {"value": key, "order": place, "deleted": "", "id": ""}
        for place, (key, _) in enumerate(keys)
    }
    return value | {"recommendations": listed}


def blocks(section: SectionPage) -> list[tuple[str, dict[str, Any], str]]:
    return [(block.block_type, dict(block.value), block.id) for block in section.body]


def edit(client: Client, section: SectionPage, **changes: Any) -> Any:
    publish = {"action-publish": "action-publish"} if changes.pop("publish", True) else {}
    address = reverse("wagtailadmin_pages:edit", args=[section.pk])
    return client.post(address, form(section, **changes) | publish)


def identities(section: SectionPage) -> list[str]:
    return [block.value["identity"] for block in SectionPage.objects.get(pk=section.pk).body]


def test_rewording_in_the_editor_keeps_the_identity_and_appends_a_version(
    client: Client, purpose: SectionPage
) -> None:
    before = identities(purpose)
    reworded = blocks(purpose)
    reworded[1][1]["text"] = "Learn, and then act."

    answer = edit(client, purpose, body=[reworded[1], *reworded[:1], *reworded[2:]])

    assert answer.status_code == 302
    assert identities(purpose) == [before[1], before[0], *before[2:]]
    versions = ClauseVersion.objects.filter(clause=before[1])
    assert [version.text for version in versions][1:] == ["Learn, and then act."]
    assert str(Clause.objects.filter(section=purpose)[0].pk) == before[1]


def test_a_draft_is_seen_in_its_preview_and_nowhere_else(
    client: Client, purpose: SectionPage
) -> None:
    reworded = blocks(purpose)
    reworded[0][1]["text"] = "A secret second thought."
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[purpose.pk])

    assert edit(client, purpose, body=reworded, publish=False).status_code == 302
    assert client.post(preview, form(purpose, body=reworded)).json()["is_valid"]
    assert "A secret second thought." in client.get(preview).content.decode()
    assert "A secret second thought." not in Client().get(purpose.url).content.decode()
    assert not ClauseVersion.objects.filter(text__contains="secret").exists()


def test_a_new_clause_keeps_one_identity_while_the_same_form_is_saved_again(
    client: Client, purpose: SectionPage
) -> None:
    added = {"identity": "", "number": "8.6A", "heading": "", "text": "More.", "old_text": ""}
    new = ("clause", added | {"recommendations": []}, "6a1f0c8e-5f5e-4f0e-9a55-2f1f6c9c7d10")
    body = [*blocks(purpose), new]

    edit(client, purpose, body=body)
    first = identities(purpose)[-1]
    edit(client, purpose, body=body)

    assert identities(purpose)[-1] == first
    assert Clause.objects.get(pk=first).number == "8.6A"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("8.1", "8.1 stands above already"),
        ("8.40", "8.40 is already the number of a clause in"),
        ("eight point one", "Enter a number such as 8.14"),
    ],
)
def test_a_number_is_refused_in_plain_words(
    client: Client, purpose: SectionPage, number: str, words: str
) -> None:
    renumbered = blocks(purpose)
    renumbered[2][1]["number"] = number

    answer = edit(client, purpose, body=renumbered)

    assert words in answer.content.decode()
    assert not ClauseVersion.objects.filter(number=number, clause__section=purpose)[1:].exists()


def test_an_unknown_recommendation_is_refused(client: Client, purpose: SectionPage) -> None:
    changed = blocks(purpose)
    changed[0][1]["recommendations"] = ["L99"]

    answer = edit(client, purpose, body=changed)

    assert "L99: no recommendation of this consultation has that key." in answer.content.decode()


@pytest.mark.parametrize("slug", ["respond", "clause"])
def test_a_section_cannot_take_an_address_of_the_site(
    client: Client, purpose: SectionPage, slug: str
) -> None:
    answer = edit(client, purpose, slug=slug)

    assert f"“{slug}” is an address this site uses itself" in answer.content.decode()


def consultation_form(page: ConsultationPage, **changes: Any) -> dict[str, Any]:
    formsets = (
        "recommendations",
        "respondent_types",
        "questions",
        "equality_questions",
        "comments",
    )
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "opens": "2009-07-31 00:00",
        "closes": "2009-10-24 00:00",
        "grace_seconds": "0",
        "late_notice": "We write to you.",
        "duty_officer": str(page.duty_officer_id),
        "contact_name": page.contact_name,
        "contact_email": page.contact_email,
        "privacy_notice": '{"blocks": [{"key": "a", "text": "P", "type": "unstyled"}], "entityMap": {}}',
        "safeguarding_notice": '{"blocks": [{"key": "a", "text": "S", "type": "unstyled"}], "entityMap": {}}',
    }
    return nested_form_data(fields | changes | {name: inline_formset([]) for name in formsets})


def publish(client: Client, page: ConsultationPage, **changes: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = consultation_form(page, **changes) | {"action-publish": "action-publish"}
    return client.post(address, data)


@pytest.fixture
def upcoming(chapter: ConsultationPage) -> ConsultationPage:
    """The chapter, published and not yet open: its dates are still an editor's to change."""
    rows = ConsultationPage.objects.filter(pk=chapter.pk)
    rows.update(opens=datetime(2199, 7, 30, 23, tzinfo=UTC), closes=UPCOMING_CLOSES)
    chapter.refresh_from_db()
    return chapter


def test_dates_are_entered_and_stored_as_uk_time(
    client: Client, upcoming: ConsultationPage
) -> None:
    dates = {"opens": "2199-07-31 00:00", "closes": "2199-11-12 17:00"}
    assert publish(client, upcoming, **dates).status_code == 302

    upcoming.refresh_from_db()
    assert upcoming.closes == datetime.fromisoformat("2199-11-12T17:00+00:00")
    assert upcoming.opens == datetime.fromisoformat("2199-07-30T23:00+00:00")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"opens": "2199-07-30 00:00", "closes": "2199-07-29 12:00"}, "It closes before it opens"),
        ({"closes": "2009-10-25 01:30"}, "1:30am on 25 October 2009 happens twice"),
        ({"opens": "2009-03-29 01:30"}, "1:30am on 29 March 2009 does not happen"),
        ({"late_notice": ""}, "This field is required"),
        ({"duty_officer": ""}, "This field is required"),
        ({"slug": "admin"}, "“admin” is an address this site uses itself"),
        ({"summary": "word " * 101}, "The summary has 101 words"),
    ],
)
def test_a_consultation_is_not_published_against_the_rules(
    client: Client, upcoming: ConsultationPage, changes: dict[str, str], words: str
) -> None:
    answer = publish(client, upcoming, **changes)

    assert words in answer.content.decode()
    assert ConsultationPage.objects.get().closes == UPCOMING_CLOSES


def test_an_editor_cannot_name_as_duty_officer_somebody_who_may_not_read_held_text(
    client: Client, chapter: ConsultationPage, editor: User
) -> None:
    answer = publish(client, chapter, duty_officer=str(editor.pk))

    assert "not one of the available choices" in answer.content.decode()


@pytest.fixture
def commented(purpose: SectionPage) -> ClauseVersion:
    """A version of 8.2 on which a draft holds a comment."""
    version = ClauseVersion.objects.get(number="8.2")
    draft = Draft.objects.create(
        consultation=purpose.consultation,
        secret_digest="0" * 64,
        created_at=timezone.now(),
        changed_at=timezone.now(),
    )
    DraftComment.objects.create(draft=draft, clause_version=version, text="Good.")
    return version


@pytest.mark.parametrize("action", ["delete", "unpublish"])
@pytest.mark.parametrize("which", ["section", "consultation"])
def test_what_people_commented_on_is_not_taken_away(
    client: Client, admin_client: Client, commented: ClauseVersion, action: str, which: str
) -> None:
    section = SectionPage.objects.get(letter="A")
    page = section if which == "section" else section.consultation
    address = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])

    answer = admin_client.post(address, follow=True)

    assert "cannot be" in answer.content.decode()
    assert Page.objects.get(pk=page.pk).live
    assert ClauseVersion.objects.filter(pk=commented.pk).exists()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_nor_by_a_bulk_action(
    admin_client: Client, commented: ClauseVersion, purpose: SectionPage, action: str
) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    answer = admin_client.post(f"{address}?id={purpose.pk}", follow=True)

    assert f"cannot be {action}" in answer.content.decode()
    assert Page.objects.get(pk=purpose.pk).live


def test_a_section_nobody_commented_on_can_be_deleted_and_its_clauses_are_kept(
    admin_client: Client, purpose: SectionPage
) -> None:
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[purpose.pk]))

    assert not SectionPage.objects.filter(pk=purpose.pk).exists()
    kept = Clause.objects.filter(number__in=["8.1", "8.2", "8.3", "8.4", "8.5", "8.6"])
    assert kept.count() == 6
    assert not kept.filter(withdrawn_at__isnull=True).exists()


def test_a_published_section_cannot_move_to_another_consultation(
    admin_client: Client, purpose: SectionPage, chapter: ConsultationPage
) -> None:
    other = chapter.copy(update_attrs={"slug": "other", "title": "Other"})
    address = reverse("wagtailadmin_pages:move_confirm", args=[purpose.pk, other.pk])

    answer = admin_client.post(address, follow=True)

    assert "cannot be moved to another" in answer.content.decode()
    assert purpose.get_parent().pk == chapter.pk
