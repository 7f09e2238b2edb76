"""Holds: what must be held is, and what public debate names freely is left alone."""

import pandas as pd
import pytest

from analysis import holds


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Ring me on 07700 900123 please.", holds.PERSONAL_DATA, "07700 900123"),
        ("Write to j.okafor@example.org about it.", holds.PERSONAL_DATA, "j.okafor@example.org"),
        ("We lived at 14 Larch Grove then.", holds.PERSONAL_DATA, "14 Larch Grove"),
        ("Her NHS number is 943 476 5919.", holds.PERSONAL_DATA, "943 476 5919"),
        ("My NI number is AB 12 34 56 C.", holds.PERSONAL_DATA, "AB 12 34 56 C"),
        ("He was born on 3 March 2004.", holds.PERSONAL_DATA, "born on 3 March 2004"),
        ("Mrs Penhallow knew and did nothing.", holds.NAMED_PERSON, "Mrs Penhallow"),
        ("My grandson Kieran is six.", holds.NAMED_PERSON, "My grandson Kieran"),
        ("K.L., aged 7, lived there.", holds.NAMED_PERSON, "K.L."),
        ("We are the only Somali family in the village.", holds.COMBINATION, ""),
        ("Ask Tendai Moyo, who supervised it.", holds.NAMED_PERSON, "Tendai Moyo"),
        ("The head teacher of St Oswin's Primary was told.", holds.COMBINATION, "St Oswin's"),
        ("A boy in our village drowned.", holds.COMBINATION, ""),
        ("Dad says he will kill us if I tell.", holds.DISCLOSURE, ""),
        ("My mum drinks and forgets to feed us.", holds.DISCLOSURE, ""),
        ("My stepfather used to hit me.", holds.DISCLOSURE, ""),
        ("The little boy next door is covered in bruises.", holds.DISCLOSURE, ""),
        ("The mother in the Ashgrove case was not asked.", holds.NAMED_PERSON, "Ashgrove case"),
        ("The Penhaligon family moved twice.", holds.NAMED_PERSON, "Penhaligon"),
        ("Zebedee's stepfather was there.", holds.NAMED_PERSON, "Zebedee"),
        ("Health visitor Aurelia Stannard signed it.", holds.NAMED_PERSON, "Aurelia Stannard"),
        ("My nephew was the subject of a review.", holds.DISCLOSURE, "My nephew"),
        ("I am the mother of the child in that review.", holds.DISCLOSURE, "the mother of"),
        ("We buried our granddaughter in May.", holds.DISCLOSURE, "our granddaughter"),
        ("My NHS number is 485 777 3456.", holds.PERSONAL_DATA, "485 777 3456"),
        ("Write to me c/o Marsh Farm, Dunmallet.", holds.PERSONAL_DATA, "Marsh Farm"),
        ("I reported burns on a baby and nothing was done.", holds.DISCLOSURE, "burns on a baby"),
        ("She gets into his bed at night, he told me.", holds.DISCLOSURE, "his bed"),
        ("One of our three-year-olds comes in with bruises.", holds.DISCLOSURE, "bruises"),
        ("He has threatened to find us.", holds.DISCLOSURE, "threatened to find us"),
        ("What my father did to me is in the file.", holds.DISCLOSURE, "did to me"),
        ("I am a survivor, and no one said sorry.", holds.DISCLOSURE, "survivor"),
        ("I have thought of ending it all.", holds.DISCLOSURE, "ending it all"),
        ("My teacher Mrs Brown told nobody.", holds.NAMED_PERSON, "Mrs Brown"),
        ("Karen Duncan closed the file.", holds.NAMED_PERSON, "Karen Duncan"),
        ("There is one set of triplets here.", holds.COMBINATION, "set of triplets"),
    ],
)
def test_a_text_is_held_for_its_reason(text: str, kind: str, quote: str) -> None:
    found = holds.of_text(text)
    assert kind in {hold.kind for hold in found}
    assert any(quote in text[hold.start : hold.end] for hold in found)


@pytest.mark.parametrize(
    "text",
    [
        "Lord Laming reported in March 2009.",
        "Mr Brown promised this, and so did Ian Kennedy.",
        "Boards in the North West told us that authors are scarce.",
        "Sarah's Law should not be confused with this chapter.",
        "The Munro review came later.",
        "Victoria Climbié's death led to the Every Child Matters programme.",
        "Children who are abused or neglected need help early.",
        "Ofsted judged 38 of 92 reviews inadequate.",
        "The Director of Children's Services in Kent should decide.",
        "Children Act 2004 s.13 requires a Board.",
        "A worker may be asked to give evidence about a child who was harmed.",
        "Ring the helpline on 0808 800 5000.",
        "Paragraph 8.14 allows one month.",
        "Maria Colwell and Baby Peter are named in every training course.",
        "Mr Justice Holman gave judgment.",
        "Brandon et al. (2008) studied 161 reviews.",
        "Boards in Devon, Cornwall and Kent share a chair.",
        "Yours faithfully, Helen Ashworth",
    ],
)
def test_public_matters_are_left_alone(text: str) -> None:
    assert holds.of_text(text) == []


@pytest.mark.parametrize(
    "name",
    ["Ursula Penhallick, Parent Governor", "Dr A. Quince, Community Paediatrician", "K. Marlowe"],
)
def test_a_name_under_a_letter_is_its_writer_whatever_post_follows(name: str) -> None:
    found = holds.of_text(f"Paragraph 8.3 is too long.\n\n{name}")
    assert {hold.kind for hold in found} <= {holds.PERSONAL_DATA}


def test_capitals_of_a_post_are_no_name() -> None:
    assert holds.of_text("J. Marlowe, Chief Nurse, wrote to the Board.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The mother in the Victoria Climbié case was not heard.",
        "Please write to the Department for Children, Great Smith Street, London SW1P 3BT.",
        "A mother who has lost a child should hear of it first.",
        "Our children deserve better.",
        "It led to an inquiry chaired by Leonora Blythe-Marsh.",
        "My daughter reads law and found the chapter clear.",
    ],
)
def test_what_is_public_or_general_is_left_alone(text: str) -> None:
    assert holds.of_text(text) == []


def test_every_hold_quotes_its_own_place() -> None:
    text = "My son Jamie, aged 4, was hit by him.\nRing 07700 900123."
    frame = pd.DataFrame({"response_id": ["a"], "row": [0], "text": [text]})
    found = holds.find(frame)
    assert len(found) >= 3
    for hold in found.itertuples():
        assert text[hold.start : hold.end] == hold.quote


def test_no_responses_give_an_empty_frame_with_the_columns() -> None:
    frame = pd.DataFrame({"response_id": [], "row": [], "text": []})
    assert list(holds.find(frame).columns)[:4] == ["response_id", "row", "start", "end"]


def test_a_signature_is_the_writers_own_data_and_nobody_elses() -> None:
    found = holds.of_text(
        "Paragraph 8.3 is too long.\n\nThank you for reading.\n\nUrsula Penhallick"
    )
    assert [(hold.kind, hold.reason) for hold in found] == [
        ("personal data", "the writer's own signature")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He rang and said that he gets shut in the shed when he is naughty.",
        "She told me her arm hurts and she isn't allowed to say why.",
    ],
)
def test_what_a_child_said_on_the_telephone_is_a_disclosure(text: str) -> None:
    assert "disclosure" in {hold.kind for hold in holds.of_text(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The registry is shut on Mondays.",
        "My connection was gone by the time we were let off the plane.",
        "The bank lost my papers twice and never said sorry.",
        "The committee of the swimming club meets on the first Friday.",
    ],
)
def test_what_people_write_of_other_matters_is_not_held(text: str) -> None:
    assert holds.of_text(text) == []


def test_the_number_of_a_case_in_court_is_held() -> None:
    assert holds.of_text("It was heard as QX09P00417 in March.")
