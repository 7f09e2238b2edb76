"""Whatever an editor does, in whatever order: no version, identity or comment is lost.

A state machine edits, moves, splits, merges, renumbers, duplicates, deletes, restores, drafts,
publishes, unpublishes and copies, and after each step compares the tables with what it has seen.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from consultation.guidance.blocks import clause_blocks
from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage, SectionPage

PLACE = st.integers(min_value=0, max_value=30)
WORDS = st.sampled_from(["Act at once.", "Tell the family.", "Write it down.", "Ask why."])


class Editing(RuleBasedStateMachine):
    """One editor at work on the sections of one consultation."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.consultation = ConsultationPage.objects.get()
        self.seen: dict[int, dict[str, Any]] = {}
        self.taken_out: list[tuple[int, str, dict[str, Any]]] = []
        self.numbers = 100

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def draft(self, place: int) -> SectionPage:
        sections = list(SectionPage.objects.order_by("path"))
        chosen: SectionPage = sections[place % len(sections)].get_latest_revision_as_object()
        return chosen

    def new_number(self) -> str:
        self.numbers += 1
        return f"8.{self.numbers}"

    def clause(self, text: str) -> tuple[str, dict[str, Any]]:
        value = {"number": self.new_number(), "heading": "", "text": text, "old_text": ""}
        return ("clause", value | {"identity": "", "recommendations": []})

    def keep(self, section: SectionPage, publish: bool) -> None:
        revision = section.save_revision()
        if publish:
            revision.publish()

    @rule(section=PLACE, place=PLACE, words=WORDS, publish=st.booleans())
    def reword_or_split(self, section: int, place: int, words: str, publish: bool) -> None:
        page = self.draft(section)
        if not page.body:
            return
        block = page.body[place % len(page.body)]
        block.value["text"] = block.value["text"][: 20 + place] + words
        page.body.insert(place % len(page.body) + 1, self.clause(words))
        self.keep(page, publish)

    @rule(section=PLACE, place=PLACE, publish=st.booleans())
    def renumber(self, section: int, place: int, publish: bool) -> None:
        page = self.draft(section)
        if page.body:
            page.body[place % len(page.body)].value["number"] = self.new_number()
            self.keep(page, publish)

    @rule(section=PLACE, place=PLACE, to=PLACE, publish=st.booleans())
    def move(self, section: int, place: int, to: int, publish: bool) -> None:
        page = self.draft(section)
        if page.body:
            block = page.body.pop(place % len(page.body))
            page.body.insert(to % (len(page.body) + 1), ("clause", block.value, block.id))
            self.keep(page, publish)

    @rule(section=PLACE, place=PLACE, publish=st.booleans())
    def delete_or_merge(self, section: int, place: int, publish: bool) -> None:
        page = self.draft(section)
        if page.body:
            block = page.body.pop(place % len(page.body))
            self.taken_out.append((page.pk, block.id, dict(block.value)))
            self.keep(page, publish)

    @rule(place=PLACE, section=PLACE, publish=st.booleans())
    def restore(self, place: int, section: int, publish: bool) -> None:
        if self.taken_out:
            _, key, value = self.taken_out[place % len(self.taken_out)]
            page = self.draft(section)
            page.body.append(("clause", value, key))
            self.keep(page, publish)

    @rule(section=PLACE, place=PLACE, publish=st.booleans())
    def duplicate(self, section: int, place: int, publish: bool) -> None:
        page = self.draft(section)
        if page.body:
            value = dict(page.body[place % len(page.body)].value) | {"number": self.new_number()}
            page.body.append(("clause", value, str(uuid.uuid4())))
            self.keep(page, publish)

    @rule(section=PLACE)
    def publish_latest(self, section: int) -> None:
        page = self.draft(section)
        page.save_revision().publish()
        before = ClauseVersion.objects.count()
        page.get_latest_revision().publish()
        assert ClauseVersion.objects.count() == before

    @rule(section=PLACE)
    def unpublish(self, section: int) -> None:
        self.draft(section).unpublish()

    @rule(section=PLACE, live=st.booleans())
    def copy(self, section: int, live: bool) -> None:
        if SectionPage.objects.count() < 4:
            page = SectionPage.objects.get(pk=self.draft(section).pk)
            page.copy(update_attrs={"slug": self.new_number().replace(".", "-")}, keep_live=live)

    @invariant()
    def every_version_ever_published_is_still_there_word_for_word(self) -> None:
        now = {v["pk"]: v for v in ClauseVersion.objects.values("pk", "clause", "number", "text")}
        assert {pk: now.get(pk) for pk in self.seen} == self.seen
        self.seen = now

    @invariant()
    def what_is_live_is_what_the_history_ends_with(self) -> None:
        live: dict[str, Any] = {}
        for section in SectionPage.objects.live():
            for block in clause_blocks(section.body):
                assert block.value["identity"] not in live
                live[block.value["identity"]] = (
                    section.pk,
                    block.value["number"],
                    block.value["text"],
                )
        current = ClauseVersion.objects.current().filter(clause__withdrawn_at__isnull=True)
        assert live == {
            str(v.clause_id): (v.clause.section_id, v.number, v.text)
            for v in current.select_related("clause")
        }

    @invariant()
    def every_clause_has_a_version_and_its_last_number(self) -> None:
        for clause in Clause.objects.all():
            assert clause.number == clause.current.number


@pytest.fixture
def short(chapter: ConsultationPage) -> None:
    """Two clauses a section: fewer words, more steps."""
    for section in SectionPage.objects.child_of(chapter):
        del section.body[2:]
        section.save_revision().publish()


def run(examples: int, steps: int, **options: Any) -> None:
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **options,
        ),
    )


def test_nothing_is_lost_in_200_steps(short: None) -> None:
    run(examples=10, steps=20, derandomize=True)


@pytest.mark.faults
def test_nothing_is_lost_in_2000_steps(short: None) -> None:
    run(examples=50, steps=40)
