"""What the program writes of the document: from the seal, with nothing that tells of few."""

from typing import Any

from consultation.outcome.exports import charts
from consultation.outcome.models import OutcomePage
from consultation.outcome.models.reading import document_of
from consultation.outcome.rules.document import About, Asked
from consultation.outcome.rules.document import sections as written
from consultation.outcome.rules.document.structure import Section, Subheading, Table, Text
from consultation.outcome.rules.notation import plain

TREE: dict[str, Any] = {
    "bases": {"counted": 20},
    "who": {"type": [{"name": "gp", "number": 11}, {"name": "", "number": 7},
                     {"name": "media", "number": 2}]},
    "asked": [{"question": "q1", "answering": 9, "words": 4,
               "choices": [{"name": "Agree", "number": 6}, {"name": "Not sure", "number": 3}]}],
    "decided": [{"name": "position", "number": 3}],
    "removed": [{"name": "Names a third party", "number": 2}],
}  # fmt: skip
ABOUT = About(
    labels={"type": {"gp": "General practitioner", "media": "Media"}},
    questions=[Asked("q1", "Do you agree?", "1.2"), Asked("q9", "Never answered?", "")],
)


def words_of(section: Section) -> str:
    texts = [part for part in section.parts if isinstance(part, Text)]
    return " ".join(plain(one.pieces) for one in texts)


def test_few_are_not_shown_nor_what_would_give_them_away() -> None:
    (section,) = written.respondents(TREE, ABOUT)
    (table,) = (part for part in section.parts if isinstance(part, Table))
    shown = {str(row[0]): getattr(row[1], "text", row[1]) for row in table.rows}
    assert shown["General practitioner"] == "11"
    # One number alone would be the total without the others.
    assert shown["Media"] == shown["Not given"] == written.NOT_SHOWN
    assert [one.label for one in table.bars] == ["General practitioner"]


def test_questions_say_how_many_answered_and_how() -> None:
    (section,) = written.questions(TREE, ABOUT)
    assert [one.text for one in section.parts if isinstance(one, Subheading)] == ["Do you agree?"]
    assert words_of(section).startswith("9 responses chose an answer and 4 wrote words.")
    (table,) = (part for part in section.parts if isinstance(part, Table))
    assert [[getattr(cell, "text", cell) for cell in row] for row in table.rows] == [
        ["Agree", "6", "67%"], ["Not sure", "3", "33%"],
    ]  # fmt: skip


def test_the_method_says_what_people_decided_and_what_was_not_measured() -> None:
    told = words_of(written.method(TREE, ABOUT))
    assert "Where a response stands: 3." in told
    assert "measured" not in told
    told = words_of(written.method(TREE | {"agreement": []}, ABOUT))
    assert "was not measured before the figures were sealed" in told
    measured = {"where": "Clause 1.2", "items": 50, "people": 0.71, "machine": None}
    parts = written.method(TREE | {"agreement": [measured]}, ABOUT).parts
    (table,) = (part for part in parts if isinstance(part, Table))
    shown = [getattr(cell, "text", cell) for cell in table.rows[0]]
    assert shown == ["Clause 1.2", "50", "0.71", "not defined"]


def test_a_seal_without_the_counts_says_less_and_nothing_else(page: OutcomePage) -> None:
    old = {name: value for name, value in TREE.items() if name == "bases"}
    assert [*written.respondents(old, ABOUT), *written.questions(old, ABOUT)] == []
    anchors = [one.anchor for one in document_of(page).sections]
    assert anchors[:3] == ["process", "respondents", "method"]
    assert anchors[-1].startswith("annex-")


def test_a_label_of_a_chart_is_whole_and_every_sign_of_it_can_be_drawn() -> None:
    label = (
        "Voluntary or community organisation – charities, cafés and £5 funds of every kind there is"
    )
    assert " ".join(charts.lines(label)) == label and len(charts.lines(label)) == 3
    word = "x" * 90
    assert "".join(charts.lines(word)) == word and len(charts.lines(word)) > 1
    missing = bytes(charts.FONT.getmask("\uffff"))
    drawn = charts.drawable(label)
    assert drawn == label.replace("–", "-").replace("é", "e").replace("£", "GBP ")
    assert not [sign for sign in drawn if bytes(charts.FONT.getmask(sign)) == missing]
