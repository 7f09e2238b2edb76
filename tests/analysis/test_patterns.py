"""Tables of patterns: parts are put in place, and matches keep to whole words."""

import re

from analysis import patterns


def test_parts_stand_inside_other_parts() -> None:
    table = patterns.table("analysis.amendments", "forms.toml")
    assert "<QUOTE>" not in str(table)
    assert "<VALUE>" not in str(table)


def test_words_begin_and_end_at_the_edge_of_a_word() -> None:
    ban = patterns.words(["ban", "end"])
    assert ban.search("please end it")
    assert not ban.search("a band of urbane friends")


def test_pieces_joined_are_the_text_and_none_is_long() -> None:
    for text in ("", "short", "word " * 900, "x" * 5000, "line\n" * 700):
        cut = list(patterns.pieces(text))
        assert "".join(piece for _, piece in cut) == text
        assert all(len(piece) <= patterns.LONGEST for _, piece in cut)
        assert all(text.startswith(piece, offset) for offset, piece in cut)


def test_lower_case_keeps_every_character_at_its_place() -> None:
    for text in ("", "The BOARD", "İstanbul's Board and ẞ", "ǅ" * 3):
        low = patterns.lowered(text)
        assert len(low) == len(text)
    assert patterns.lowered("The BOARD") == "the board"
    assert patterns.lowered("İ AM").endswith(" am")


def test_disclosures_are_written_in_the_lower_case_they_are_read_in() -> None:
    rules = patterns.table("analysis.holds", "disclosures.toml")["rules"]
    written = " ".join(pattern for rule in rules for pattern in rule["patterns"])
    assert not re.search(r"(?<!\\)[A-Z]", written)
