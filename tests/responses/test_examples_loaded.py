"""The three hundred example responses, in the chapter they were written for."""

from collections import Counter
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db.models import Count

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT
from consultation.responses.examples import example_responses
from consultation.responses.models import Comment, Hold, Letter, Proposal, Response
from consultation.roles import DUTY_OFFICERS

from .conftest import CLOSES, OPENS


def test_all_are_there_by_channel_with_letters_and_holds(db: Any, capsys: Any) -> None:
    officer = User.objects.create_user("duty")
    officer.groups.add(Group.objects.get(name=DUTY_OFFICERS))
    load_chapter(
        CHAPTER_EIGHT, slug="chapter-eight", opens=OPENS, closes=CLOSES, duty_officer=officer
    )
    call_command("load_example_responses", "chapter-eight")
    assert "300 example responses recorded, 300 in all" in capsys.readouterr().out
    given = example_responses()
    stored = Response.objects.values_list("channel").annotate(Count("pk")).order_by()
    assert dict(stored) == Counter(one["channel"] for one in given)
    assert Response.objects.filter(set_aside="late").count() == 4
    assert sorted(row.text for row in Letter.objects.all()) == sorted(
        one["letter"] for one in given if one["letter"]
    )
    assert Comment.objects.values("clause_version__clause").distinct().count() > 40
    proposed = [said["proposed"] for one in given for said in one["comments"] if said["proposed"]]
    assert sorted(row.text for row in Proposal.objects.all()) == sorted(proposed)
    assert Hold.objects.filter(why=Hold.Why.DISCLOSURE).exists()
    assert Hold.objects.filter(why=Hold.Why.IDENTIFYING).exists()
    assert not Hold.objects.filter(why=Hold.Why.UNCHECKED).exists()
    call_command("load_example_responses", "chapter-eight")
    assert Response.objects.count() == 300
