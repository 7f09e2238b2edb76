"""What is counted once when a run is kept equals what the rows say, and the worked answers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from consultation.findings.forms import BehindFilter, PeopleFilter
from consultation.findings.models import ClausePosition, Run
from consultation.findings.rules import counting
from consultation.findings.rules.figures import POSITIONS
from consultation.findings.views.glance import Glance, _kept
from consultation.guidance.rules.deadline import UK
from consultation.responses.models import Response
from tests import planted


def row(response: int, clause: str | None, position: str, **given: Any) -> Any:
    row = {
        "response_id": response, "clause_id": clause, "position": position, "decided": "words",
        "confidence": 0.9, "contradiction": False, "strength": 0.1, "passages": 1,
        "amendment": False, "flags": "", "kind": "individual", "confidential": False,
        "received_at": datetime(2009, 10, 1, 23, 30, tzinfo=UTC),
    }  # fmt: skip
    return SimpleNamespace(**(row | given))


def test_sides_taken_against_one_another_are_counted_by_hand() -> None:
    rows = [
        row(1, "a", "support"), row(1, "b", "oppose"),
        row(2, "a", "support with changes"), row(2, "b", "oppose"),
        row(3, "a", "oppose"), row(3, "b", "support"), row(3, None, "support"),
        row(4, "a", "support"), row(4, "b", "unclear"), row(4, "c", "support"),
    ]  # fmt: skip
    found = counting.counted(rows, [4], UK)
    assert found["a"]["conflicts"] == [["b", 2, 1]]
    assert found["b"]["conflicts"] == [["a", 1, 2]]
    assert found["c"]["conflicts"] == []
    # Against no clause there is nothing to open; of it there is.
    assert found[None]["conflicts"] == [["a", 1, 0]]
    assert found["a"]["totals"]["private"] == 1
    # Half past eleven by Greenwich is the next day in summer.
    assert found["a"]["days"] == [
        ["2009-10-02", {"support": 2, "support_with_changes": 1, "oppose": 1}]
    ]


@pytest.fixture(scope="module")
def run(django_db_setup: None, django_db_blocker: Any) -> Iterator[Run]:
    with django_db_blocker.unblock(), transaction.atomic():
        page = planted.consultation()
        said = (
            "We support it because it costs £400 a year, as our survey shows.",
            "It is wrong and terrible: please delete 'six'.", "Six months.",
        )  # fmt: skip
        for number in range(9):
            comments = [
                planted.comment("1.2", said[number % 3], ("support", "", "oppose")[number % 3]),
                planted.comment("1.3", said[(number + 1) % 3], ("oppose", "")[number % 2]),
            ]
            kind = ("individual", "organisation")[number % 2]
            planted.respond(
                page, str(number), comments=comments, confidential=number == 4,
                who={"kind": kind}, publish=("yes", "no", "")[number % 3],
                letter="We write of nothing in particular." if number % 4 == 0 else "",
            )  # fmt: skip
        yield planted.analysed(page)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_what_was_kept_is_what_the_rows_say(run: Run) -> None:
    kept = {str(one.clause_id): one.counts for one in run.findings.all() if one.counts}
    kept["None"] = run.whole_counts
    names = {pk: str(pk) for pk in run.consultation.clauses.values_list("pk", flat=True)}
    rows = ClausePosition.objects.filter(run=run)
    asked = {
        "all": {}, "amendment": {"amendment": "yes"}, "strong": {"strong": "yes"},
        "contradiction": {"contradiction": "yes"}, "confidential": {"confidential": "yes"},
        "organisation": {"kind": "organisation"}, "unsure": {"unsure": "yes"},
        "private": {"private": "yes"}, "cost": {"flag": "cost"}, "evidence": {"flag": "evidence"},
        **{how: {"decided": how} for how in ("answer", "words", "person")},
    }  # fmt: skip
    seen = dict.fromkeys(asked, 0)
    assert len(kept) == 3
    for clause, counts in kept.items():
        about = {"clause": "whole" if clause == "None" else clause}
        for name, given in asked.items():
            form = BehindFilter(about | given, consultation=run.consultation, names=names)
            assert form.chosen(rows).count() == counts["totals"][name], (clause, name)
            seen[name] += counts["totals"][name]
        here = rows.filter(clause=None if clause == "None" else clause)
        for field, position, _label in POSITIONS:
            assert here.filter(position=position).count() == counts["positions"].get(field, 0)
        assert sum(sum(n.values()) for _day, n in counts["days"]) == here.count()
    # A number that is nought everywhere would prove nothing.
    assert not [name for name, number in seen.items() if not number and name != "person"]


@pytest.mark.django_db
def test_the_map_of_everybody_is_that_of_a_filter_which_lets_all_through(run: Run) -> None:
    since = datetime(2009, 10, 20, 23, tzinfo=UTC)
    rows = ClausePosition.objects.filter(run=run).exclude(clause=None).order_by()
    live = {clause: dict(counts) for clause, counts in Glance._grouped(rows, since).items()}
    kept = {clause: dict(counts) for clause, counts in _kept(run, since).items()}
    wanted = {clause: {k: n for k, n in counts.items() if n} for clause, counts in live.items()}
    assert {c: {k: n for k, n in each.items() if n} for c, each in kept.items()} == wanted
    assert any(counts["recent"] for counts in live.values())


@pytest.mark.django_db
def test_each_respondent_leads_one_row(run: Run) -> None:
    leading = ClausePosition.objects.filter(run=run, leads=True)
    assert sorted(leading.values_list("response", flat=True)) == sorted(
        Response.objects.filter(consultation=run.consultation).values_list("pk", flat=True)
    )
    form = PeopleFilter({"kind": "organisation"}, consultation=run.consultation)
    assert form.chosen(leading).count() == 4
