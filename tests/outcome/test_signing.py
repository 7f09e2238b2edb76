"""Signing off: by named people, with every gate met, of exactly the draft that is published."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import PageLogEntry

from consultation import clock
from consultation.findings.models import DraftingNote
from consultation.outcome.actions import NotSignedOff, submit
from consultation.outcome.actions.drafting import fingerprint, save_clause
from consultation.outcome.actions.signing import signed_off
from consultation.outcome.models import OutcomePage, Signature, SignOffTask
from consultation.outcome.models.facts import accepted, gates_of
from consultation.outcome.models.reading import draft_of
from consultation.responses.models import Hold
from consultation.roles import CLEARED_OFFICIALS
from tests import planted
from tests.outcome.drafted import finish

pytestmark = pytest.mark.django_db


def cleared(name: str = "cleared") -> User:
    user, _ = User.objects.get_or_create(username=name)
    user.groups.set([Group.objects.get(name=CLEARED_OFFICIALS)])
    return user


def act(page: OutcomePage, user: User, action: str = "approve") -> None:
    """As Wagtail's own workflow page does it."""
    page = OutcomePage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, action)


def test_nobody_signs_while_a_gate_is_not_met(page: OutcomePage) -> None:
    submit(page, planted.staff("official"))
    with pytest.raises(NotSignedOff, match="every clause has a decision"):
        act(page, cleared())
    assert not Signature.objects.exists()


def test_signed_by_another_it_is_signed_off_and_not_yet_published(page: OutcomePage) -> None:
    page = finish(page)
    assert [gate.says for gate in gates_of(page) if not gate.met] == []
    submit(page, planted.staff("official"))
    act(page, cleared())
    page.refresh_from_db()
    assert signed_off(page)
    assert not page.live
    entry = PageLogEntry.objects.get(action="consultation.sign_outcome")
    assert entry.user == cleared()


def test_only_those_who_may_sign_off(page: OutcomePage) -> None:
    page = finish(page)
    submit(page, planted.staff("official"))
    for name in ("official", "editor", "duty"):
        with pytest.raises(NotSignedOff, match="Only people who may"):
            act(page, planted.staff(name))
    assert SignOffTask.objects.get().get_actions(page, planted.staff("official")) == []


def test_who_drafted_alone_cannot_be_the_only_one_to_sign(page: OutcomePage) -> None:
    alone = planted.staff("official")
    alone.groups.add(Group.objects.get(name=CLEARED_OFFICIALS))
    alone = User.objects.get(pk=alone.pk)
    page = finish(page)
    submit(page, alone)
    act(page, alone)
    assert not signed_off(OutcomePage.objects.get(pk=page.pk))
    act(page, cleared())
    assert signed_off(OutcomePage.objects.get(pk=page.pk))


def test_unless_the_department_has_set_that_they_may(page: OutcomePage) -> None:
    SignOffTask.objects.update(lone_drafter_may_sign=True)
    alone = planted.staff("official")
    alone.groups.add(Group.objects.get(name=CLEARED_OFFICIALS))
    page = finish(page)
    submit(page, alone)
    act(page, User.objects.get(pk=alone.pk))
    assert signed_off(OutcomePage.objects.get(pk=page.pk))


def test_a_change_undoes_the_sign_off(page: OutcomePage) -> None:
    page = finish(page)
    submit(page, planted.staff("official"))
    act(page, cleared())
    page = OutcomePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    clause = draft_of(page).clauses[0]
    save_clause(page, clause, fingerprint(page, clause.clause), planted.staff("official"))
    page = OutcomePage.objects.get(pk=page.pk)
    assert not signed_off(page)
    assert PageLogEntry.objects.filter(action="consultation.sign_off_undone").count() == 1
    with pytest.raises(NotSignedOff, match="not signed off"):
        page.get_latest_revision().publish()


def test_publication_asks_the_gates_again(page: OutcomePage) -> None:
    page = finish(page)
    submit(page, planted.staff("official"))
    act(page, cleared())
    page = OutcomePage.objects.get(pk=page.pk)
    first = page.revisions.order_by("pk").first()
    with pytest.raises(NotSignedOff, match="not signed off"):
        first.publish()
    planted.respond(page.consultation, "late", comments=[planted.comment("1.1", "Wait.")])
    with pytest.raises(NotSignedOff, match="nothing has changed since the seal: 1 missing"):
        page.get_latest_revision().publish(user=cleared())
    assert not OutcomePage.objects.get(pk=page.pk).live


def test_a_signed_off_draft_is_published(page: OutcomePage) -> None:
    page = finish(page)
    submit(page, planted.staff("official"))
    act(page, cleared())
    page = OutcomePage.objects.get(pk=page.pk)
    page.get_latest_revision().publish()
    assert OutcomePage.objects.get(pk=page.pk).live


def test_the_page_of_gates_says_what_is_missing_and_where(
    page: OutcomePage, client: Client
) -> None:
    client.force_login(cleared())
    address = f"/admin/analysis/{page.consultation.slug}/response/gates/"
    html = client.get(address).content.decode()
    assert "Clause 1.2: no decision" in html
    assert f"/admin/analysis/{page.consultation.slug}/response/clauses/1.2/" in html
    assert "Sign off this draft" not in html
    finish(page)
    client.post(f"/admin/analysis/{page.consultation.slug}/response/ask-for-sign-off/")
    html = client.get(address).content.decode()
    assert "Every gate is met" in html and "Sign off this draft" in html
    seen = str(OutcomePage.objects.get(pk=page.pk).latest_revision_id)
    sign = f"/admin/analysis/{page.consultation.slug}/response/sign-off/"
    client.post(sign, {"seen": "1", "sign": ""})
    assert not Signature.objects.exists()
    client.post(sign, {"seen": seen, "sign": ""})
    assert "This draft is signed off" in client.get(address).content.decode()


def test_what_is_typed_in_the_title_is_meant_once_a_person_says_so_on_the_page_of_gates(
    page: OutcomePage, client: Client
) -> None:
    latest = finish(page).get_latest_revision_as_object()
    latest.title = "What 31 respondents said"
    latest.save_revision(user=planted.staff("official"))
    client.force_login(planted.staff("official"))
    address = f"/admin/analysis/{page.consultation.slug}/response/gates/"
    html = client.get(address).content.decode()
    assert "title: “31 respondents”" in html
    assert "The numbers in the title are meant" in html
    client.post(address, {"meant": "title"})
    assert "31 respondents" not in client.get(address).content.decode()


def test_a_number_of_a_change_in_the_drafting_notes_is_no_new_one_in_the_wording(
    page: OutcomePage,
) -> None:
    finish(page)

    def missing(final: str) -> list[str]:
        done = OutcomePage.objects.get(pk=page.pk).get_latest_revision_as_object()
        draft = next(one for one in draft_of(done).clauses if one.clause == "1.2")
        changed = replace(draft, final=final)
        save_clause(done, changed, fingerprint(done, "1.2"), planted.staff("official"))
        stored = OutcomePage.objects.get(pk=page.pk)
        return [one.what for gate in gates_of(stored) for one in gate.missing]

    found = missing("A report is due within 9 weeks.")
    assert any("final wording: “9 weeks”" in one for one in found)
    said = planted.respond(
        page.consultation, "n", comments=[planted.comment("1.2", "Make it nine weeks.")]
    ).comments.get()
    note = DraftingNote.objects.create(
        response=said.response, comment=said, start=8, end=18, clause_version=said.clause_version,
        kind="insert", proposers=1, made_at=clock.now(), made_by=planted.staff("official"),
    )  # fmt: skip
    Hold.objects.all().delete()
    assert accepted(page.consultation) == {str(said.clause_version.clause_id): ["nine weeks"]}
    assert not any("final wording" in one for one in missing("A report is due within 9 weeks."))
    note.undone_at = clock.now()
    note.save()
    assert any("final wording" in one for one in missing("A report is due in 9 weeks."))


def test_the_gates_take_a_fixed_number_of_queries(
    page: OutcomePage, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(45):
        gates_of(page)
