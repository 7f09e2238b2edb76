"""The version history keeps step with the published text and forgets nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db.models import ProtectedError
from django.utils import timezone

from consultation.guidance.actions import record_versions
from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage, SectionPage


def reworded(section: SectionPage, text: str) -> SectionPage:
    draft: SectionPage = section.get_latest_revision_as_object()
    draft.body[0].value["text"] = text
    return draft


def texts(number: str) -> list[str]:
    return [version.text for version in ClauseVersion.objects.filter(clause__number=number)]


def test_publishing_twice_appends_nothing(purpose: SectionPage) -> None:
    before = ClauseVersion.objects.count()

    purpose.save_revision().publish()
    purpose.save()

    assert record_versions(purpose, timezone.now()) == []
    assert ClauseVersion.objects.count() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "New words."),
        ("heading", "New heading"),
        ("old_text", "Other old words."),
        ("number", "8.1A"),
        ("recommendations", ["L1", "L2"]),
    ],
)
def test_any_change_a_reader_could_see_is_a_new_version(
    purpose: SectionPage, field: str, value: Any
) -> None:
    clause = Clause.objects.get(number="8.1")
    draft = purpose.get_latest_revision_as_object()
    draft.body[0].value[field] = value

    draft.save_revision().publish()

    assert clause.versions.count() == 2
    assert getattr(clause.current, field) == value
    assert ClauseVersion.objects.exclude(clause=clause).count() == 11


def test_a_draft_is_no_version_until_it_goes_live(purpose: SectionPage) -> None:
    revision = reworded(purpose, "A draft.").save_revision()
    assert "A draft." not in texts("8.1")

    revision.publish()

    assert texts("8.1")[1:] == ["A draft."]


def test_scheduled_publishing_records_versions(purpose: SectionPage) -> None:
    draft = reworded(purpose, "Next week’s words.")
    draft.go_live_at = timezone.now() + timedelta(days=7)
    draft.save_revision().publish()
    assert "Next week’s words." not in texts("8.1")

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        call_command("publish_scheduled", verbosity=0)

    assert texts("8.1")[1:] == ["Next week’s words."]


def test_a_clause_that_leaves_is_withdrawn_and_one_that_returns_is_not(
    purpose: SectionPage,
) -> None:
    clause = Clause.objects.get(number="8.1")
    draft = purpose.get_latest_revision_as_object()
    taken = draft.body.pop(0)
    draft.save_revision().publish()
    clause.refresh_from_db()
    assert clause.withdrawn_at is not None

    draft.body.insert(2, ("clause", taken.value, taken.id))
    draft.save_revision().publish()

    clause.refresh_from_db()
    assert clause.withdrawn_at is None
    assert clause.versions.count() == 1
    assert [c.number for c in Clause.objects.all()][:3] == ["8.2", "8.3", "8.1"]


def test_a_clause_moved_to_another_section_keeps_its_identity(
    purpose: SectionPage, chapter: ConsultationPage
) -> None:
    clause = Clause.objects.get(number="8.1")
    other = SectionPage.objects.child_of(chapter).get(letter="H")
    moved = purpose.body.pop(0)
    purpose.save()

    other.body.append(("clause", moved.value))
    other.save()

    clause.refresh_from_db()
    assert (clause.section_id, clause.withdrawn_at) == (other.pk, None)
    assert Clause.objects.count() == 12


def test_unpublishing_withdraws_and_publishing_again_takes_back(purpose: SectionPage) -> None:
    standing = Clause.objects.filter(section=purpose, withdrawn_at__isnull=True)

    purpose.unpublish()
    assert standing.count() == 0
    purpose.get_latest_revision().publish()

    assert standing.count() == 6
    assert ClauseVersion.objects.count() == 12


def test_a_copied_consultation_has_clauses_of_its_own(chapter: ConsultationPage) -> None:
    copy = chapter.copy(
        recursive=True, update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True
    )

    ours = set(Clause.objects.filter(consultation=copy).values_list("pk", flat=True))
    assert len(ours) == 12
    assert Clause.objects.filter(consultation=chapter).count() == 12
    for section in SectionPage.objects.child_of(copy):
        section.get_latest_revision().publish()
        section.get_latest_revision_as_object().save_revision().publish()
    assert set(Clause.objects.filter(consultation=copy).values_list("pk", flat=True)) == ours
    assert ClauseVersion.objects.filter(clause__consultation=copy).count() == 12


def test_a_copied_draft_is_published_with_clauses_of_its_own(chapter: ConsultationPage) -> None:
    copy = chapter.copy(recursive=True, update_attrs={"slug": "copy"}, keep_live=False)
    assert not Clause.objects.filter(consultation=copy).exists()

    for section in SectionPage.objects.child_of(copy):
        section.get_latest_revision().publish()

    assert Clause.objects.filter(consultation=copy).count() == 12
    assert Clause.objects.filter(consultation=chapter, withdrawn_at=None).count() == 12


def test_a_copy_takes_nothing_from_a_section_that_is_unpublished_for_now(
    purpose: SectionPage, chapter: ConsultationPage
) -> None:
    ours = set(Clause.objects.filter(section=purpose).values_list("pk", flat=True))
    purpose.unpublish()

    copy = purpose.copy(update_attrs={"slug": "copy"}, keep_live=False)
    copy.get_latest_revision().publish()
    purpose.get_latest_revision().publish()

    standing = Clause.objects.filter(withdrawn_at__isnull=True)
    assert set(standing.filter(section=purpose).values_list("pk", flat=True)) == ours
    assert standing.filter(section=copy).count() == 6


def test_sections_put_in_another_order_put_their_clauses_there(
    chapter: ConsultationPage, purpose: SectionPage
) -> None:
    other = SectionPage.objects.child_of(chapter).get(letter="H")

    other.move(purpose, pos="left")

    assert [clause.number for clause in Clause.objects.all()][:2] == ["8.35", "8.36"]


def test_a_failure_to_record_leaves_the_old_text_published(purpose: SectionPage) -> None:
    purpose.body[0].value["text"] = "Words that cannot be recorded."
    purpose.body[0].value["number"] = None

    with pytest.raises(Exception, match=r"number|NOT NULL|null"):
        purpose.save(clean=False)

    live = SectionPage.objects.get(pk=purpose.pk)
    assert live.body[0].value["text"] == texts("8.1")[0]


def test_the_history_cannot_be_changed_or_deleted(chapter: ConsultationPage) -> None:
    version = ClauseVersion.objects.first()
    assert version is not None
    version.text = "Rewritten."

    for attempt in (
        version.save,
        version.delete,
        ClauseVersion.objects.all().delete,
        lambda: ClauseVersion.objects.update(text="x"),
    ):
        with pytest.raises(PermissionDenied, match="append-only"):
            attempt()
    with pytest.raises(ProtectedError):
        chapter.delete()
