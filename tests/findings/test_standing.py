"""Where everybody stands, row by row: the rows give the findings' own figures."""

import re
from collections import Counter

import pytest

from analysis import flags
from consultation.findings.models import ClausePosition
from consultation.findings.rules import figures, theme_key
from tests import planted

pytestmark = pytest.mark.django_db

LETTER = (
    "We are a charity and write as one of many. The month proposed in 1.2 is far too short for "
    "any board that takes records seriously, because records of four agencies must be read, "
    "families must be met, and a chair must be found who did not know the case. Give it two."
)


@pytest.fixture
def rows():
    page = planted.consultation()
    who = {"type": "gp", "region": "London", "kind": "individual"}
    said = [
        planted.comment(
            "1.2", "Six months is right. It cost our board £4,000 last year.", "oppose"
        ),
        planted.comment("1.3", "This is a terrible, cruel and shameful idea!"),
    ]
    planted.respond(page, "both", comments=said, who=who, confidential=True)
    planted.respond(page, "closed", comments=[planted.comment("1.2", "", "not sure")])
    for number in range(6):
        planted.respond(page, f"campaign{number}", letter=LETTER)
    run = planted.analysed(page)
    return run.positions.select_related("clause", "response")


def test_the_rows_give_the_findings_own_counts(rows) -> None:
    run = rows[0].run
    for finding in run.findings.all():
        here = rows.filter(clause=finding.clause)
        counts = Counter(here.values_list("position", flat=True))
        assert {n: counts[p] for n, p, _ in figures.POSITIONS} == figures.of_finding(finding)
        assert here.count() == finding.commenting
        told = finding.detail["summary"]["coverage"]
        assert Counter(here.values_list("told", flat=True)) == +Counter(
            {state: told[state] for state in ClausePosition.Told}
        )
        for theme in finding.detail["themes"]:
            key = theme_key(theme["theme"])
            assert here.filter(themes__contains=f";{key};").count() == theme["responses"]
        apart = here.exclude(campaign="").count()
        assert apart == sum(campaign["responses"] for campaign in finding.detail["campaigns"])
    whole = run.whole_text["bases"]["commenting"]
    assert rows.filter(clause=None).count() == whole


def test_a_row_says_how_its_position_came_about_and_what_the_response_is(rows) -> None:
    row = rows.get(clause__number="1.2", confidential=True)
    assert (row.position, row.decided, row.confidence) == ("oppose", "answer", 1.0)
    assert (row.respondent_type, row.region, row.kind) == ("gp", "London", "individual")
    assert (row.channel, row.received_at) == ("email", row.response.received_at)
    assert ";cost;" in row.flags
    spoken = rows.get(clause__number="1.3")
    assert spoken.decided == "words"
    assert (spoken.tone, spoken.passages) == ("negative", 1)
    assert spoken.strength > 0.5
    silent = rows.get(position="not sure")
    assert (silent.passages, silent.tone, silent.told) == (0, "", "no_reason")


def test_a_row_says_nothing_in_words_of_a_respondent(rows) -> None:
    assert any(row.themes for row in rows)
    for row in rows:
        assert re.fullmatch(r"(;([0-9a-f]{12};)+)?", row.themes)
        assert set(row.flags.split(";")) <= {"", *flags.KINDS}
        assert re.fullmatch(r"(campaign-[0-9a-f]{8})?", row.campaign)
