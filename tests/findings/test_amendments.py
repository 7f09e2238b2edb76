"""The changes proposed to a clause, merged in its text: none lost, none twice, none held shown."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from consultation.findings.models import DraftingNote, Proposer
from consultation.findings.rules.amending import edits, marked, plain, stripped, trimmed
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Comment, Hold, Proposal, Response
from consultation.responses.rules.proposing import proposed_changes
from tests import planted

from .test_held import HERE, seen_by
from .test_held import plain as text_of

PAGE = HERE + "clauses/1.2/amendments/"
WORDING = "The review should be finished within six months of the decision."
NINE = "Please replace 'six' with 'nine'."


@pytest.fixture
def page(db: object) -> ConsultationPage:
    return planted.consultation()


def say(
    page: ConsultationPage, key: str, text: str = "", proposed: str = "", type_: str = "gp"
) -> Response:
    said = planted.comment("1.2", text) | ({"proposed": proposed} if proposed else {})
    return planted.respond(page, key, comments=[said], who={"type": type_})


def rows(address: str = PAGE, name: str = "official") -> dict[str, list[str]]:
    """The cells of each change listed, by what it is: how many propose it, who, in campaigns."""
    found = re.findall(r'<tr id="change-[^"]+">(.*?)</tr>', seen_by(name, address))
    cells = [[text_of(c) for c in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in found]
    # Those drawn have their number before them.
    cells = [row[1:] if row[0].isdecimal() else row for row in cells]
    return {row[0]: row[1:] for row in cells}


def changes() -> list[str]:
    return re.findall(r'<tr id="change-([^"]+)">', seen_by("official", PAGE))


@pytest.mark.parametrize(
    ("proposed", "asked"),
    [
        (WORDING.replace("six", "nine"), [("six", "nine")]),
        (WORDING.replace("within ", ""), [("within", "")]),
        (WORDING.replace("six months", "six working months"), [("", "working")]),
        (WORDING.replace("The review", "A review") + " Soon.", [("The", "A"), ("", "Soon.")]),
    ],
)
def test_a_wording_is_read_as_edits_of_the_clause(
    proposed: str, asked: list[tuple[str, str]]
) -> None:
    found = edits(WORDING, proposed_changes(WORDING, proposed))
    told = [
        (
            WORDING[slice(*trimmed(WORDING, one.start, one.end))],
            proposed[slice(*stripped(proposed, one.new_start, one.new_end))],
        )
        for one in found
    ]
    assert told == asked
    again, at = "", 0
    for one in found:
        again += WORDING[at : one.start] + proposed[one.new_start : one.new_end]
        at = one.end
    assert again + WORDING[at:] == proposed


def test_lines_ended_as_browsers_end_them_move_no_place() -> None:
    old, new = "One.\nTwo three.", "One.\r\nTwo four."
    (edit,) = edits(old, proposed_changes(old, new))
    assert (old[edit.start : edit.end], new[edit.new_start : edit.new_end]) == ("three", "four")


def test_a_place_between_two_words_is_one_however_it_is_named() -> None:
    assert trimmed("six months", 3, 3) == trimmed("six months", 4, 4) == (4, 4)
    assert plain("Nine ") == plain("“nine”") and plain("!") != plain("?")
    assert [one.text for one in marked("six", [])] == ["six"]


def test_comments_and_wordings_that_ask_for_the_same_are_one_change(page: ConsultationPage) -> None:
    say(page, "a", NINE)
    say(page, "b", "", WORDING.replace("six", "nine"), "police")
    say(page, "c", NINE, WORDING.replace("six", "nine"))
    say(page, "d", "Replace 'six' with 'four'.")
    say(page, "e", "I wish somebody would make this shorter.")
    planted.analysed(page)
    found = rows()
    nine = next(cells for what, cells in found.items() if "nine" in what)
    assert nine[0].startswith("3") and "GP: 2" in nine[1]
    text = seen_by("official", PAGE)
    drawn = text.split('id="marked"')[1].split("</table>")[0]
    assert "deleted: </span>six<" in drawn and "inserted: </span>nine<" in drawn
    assert "four" not in drawn and "four" in text.split('id="beside"')[1]
    assert "shorter" in text.split('id="beside"')[1]


def test_changes_are_chosen_by_type_campaign_and_least_number(page: ConsultationPage) -> None:
    say(page, "a", NINE)
    say(page, "b", "", WORDING.replace("six", "nine"), "police")
    say(page, "c", "Replace 'six' with 'four'.", type_="police")
    planted.analysed(page)
    assert len(rows()) == 2
    assert list(rows(PAGE + "?least=2")) == [next(one for one in rows() if "nine" in one)]
    assert [cells[0][0] for cells in rows(PAGE + "?type=police").values()] == ["1", "1"]
    assert rows(PAGE + "?campaign=in") == {}
    assert len(rows(PAGE + "?campaign=out&type=gp")) == 1


def test_every_number_opens_the_responses_behind_it(page: ConsultationPage) -> None:
    references = [say(page, "a", NINE).reference]
    references.append(say(page, "b", "", WORDING.replace("six", "nine"), "police").reference)
    planted.analysed(page)
    (change,) = changes()
    text = seen_by("official", f"{PAGE}{change}/")
    assert "2 responses" in text_of(text) and all(one in text for one in references)
    of_clause = seen_by("official", HERE + "clauses/1.2/")
    assert f'<a href="{PAGE}{change}/">Proposed by 2 responses</a>' in of_clause
    one = seen_by("official", f"{PAGE}{change}/?type=police")
    assert "1 response" in text_of(one) and references[0] not in one and references[1] in one
    client = Client()
    client.force_login(planted.staff("official"))
    assert client.get(f"{PAGE}{change}/?campaign=in").status_code == 404


def test_who_took_a_response_back_proposes_nothing(page: ConsultationPage) -> None:
    say(page, "a", NINE)
    say(page, "b", "", WORDING.replace("six", "nine"))
    planted.analysed(page)
    Response.objects.update(set_aside="withdrawn")
    assert "0 responses propose 0 changes" in text_of(seen_by("official", PAGE))


@pytest.mark.parametrize("name", ["official", "duty"])
def test_words_held_since_are_shown_to_nobody_here(page: ConsultationPage, name: str) -> None:
    say(page, "a", "Please replace 'six' with 'Quillfeather'.")
    say(page, "b", "", WORDING.replace("six", "Quillfeather"))
    Hold.objects.all().delete()
    planted.analysed(page)
    Hold.objects.all().delete()
    assert "Quillfeather" in seen_by(name, PAGE)
    (change,) = changes()
    planted.hold(Comment.objects.get(text__contains="Quill"), "Quillfeather")
    text = seen_by(name, PAGE)
    assert "Quillfeather" not in text and "held: may identify a person" in text
    of_comment = Proposer.objects.get(proposal=None)
    assert of_comment.source.text[of_comment.start : of_comment.end] == "Quillfeather"
    answer = Client()
    answer.force_login(planted.staff("official"))
    answer.post(PAGE, {"change": change})
    assert not DraftingNote.objects.exists()


def test_a_change_is_taken_up_once_logged_and_taken_out(page: ConsultationPage) -> None:
    say(page, "a", NINE)
    say(page, "b", "", WORDING.replace("six", "nine"))
    planted.analysed(page)
    (change,) = changes()
    official = Client()
    official.force_login(planted.staff("official"))
    for _ in range(2):
        official.post(PAGE, {"change": change, "note": "As the Board asks."})
    note = DraftingNote.objects.get()
    assert (note.kind, note.proposers, note.made_by.username) == ("replace", 2, "official")
    assert WORDING[note.clause_start : note.clause_end] == "six"
    assert note.source.text[note.start : note.end] == "nine"
    text = text_of(seen_by("official", PAGE))
    assert "In the notes" in text and "As the Board asks." in text and "Accept " not in text
    official.post(PAGE, {"undo": note.pk})
    note.refresh_from_db()
    assert note.undone_by == planted.staff("official")
    assert "No proposed change is in the notes" in seen_by("official", PAGE)
    assert "nothing like" not in text and official.post(PAGE, {"undo": note.pk}).status_code == 302
    told = ModelLogEntry.objects.filter(action__contains="change").order_by("pk")
    assert list(told.values_list("action", flat=True)) == [
        "consultation.accept_change", "consultation.undo_accepted_change",
    ]  # fmt: skip
    assert all("nine" not in str(entry.data) for entry in told)


def test_a_duty_officer_takes_no_change_up(page: ConsultationPage) -> None:
    say(page, "a", NINE)
    planted.analysed(page)
    duty = Client()
    duty.force_login(planted.staff("duty"))
    assert "Accept<" not in seen_by("duty", PAGE)
    duty.post(PAGE, {"change": changes()[0]})
    assert not DraftingNote.objects.exists()


def test_the_page_takes_as_many_queries_for_many_as_for_few(page: ConsultationPage) -> None:
    client = Client()
    client.force_login(planted.staff("official"))

    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    def grown(first: int, last: int) -> None:
        for number in range(first, last):
            say(page, f"c{number}", f"Please replace 'six' with '{number + 20} long'.")
            say(page, f"w{number}", "", WORDING.replace("six", f"{number + 20} long"))

    grown(0, 2)
    planted.analysed(page)
    client.post(PAGE, {"change": changes()[0]})
    addresses = [PAGE, f"{PAGE}{changes()[0]}/", HERE + "clauses/1.2/"]
    few = [queries(address) for address in addresses]
    grown(2, 8)
    planted.analysed(page)
    for change in changes()[1:4]:
        client.post(PAGE, {"change": change})
    assert len(changes()) == 8 and Proposal.objects.count() == 8
    assert [queries(address) for address in addresses] == few
