"""Tables of patterns: parts are put in place, and matches keep to whole words."""

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
