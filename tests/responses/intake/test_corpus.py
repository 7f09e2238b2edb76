"""Every file of the corpus is read with all its words, left for a person, or refused; and soon."""

import os
import time
from collections import Counter

import pytest

from consultation.responses.intake import Refused, reading
from tests.responses.intake.corpus import Case, hostile, mail, opendocument, portable, words
from tests.responses.intake.corpus.packages import written_in

SOURCES = (words, opendocument, portable, mail, hostile)
CORPUS = [case for source in SOURCES for case in source.cases()]
READABLE = [case for case in CORPUS if not case.refused]
REFUSED = [case for case in CORPUS if case.refused]


def letters(text: str) -> Counter[str]:
    """Each character that is no white space, and how often it comes."""
    return Counter("".join(text.split()).replace("-", "").replace("\xad", ""))


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 40
    assert len({case.why for case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("case", READABLE, ids=str)
def test_a_file_is_read_whole_or_left_for_a_person(case: Case) -> None:
    reading.check(case.name, case.content)
    if case.typing and not case.says:
        try:
            found = reading.read(case.name, case.content)
        except reading.Unreadable:
            return
        assert not found.text or not found.whole
        return
    found = reading.read(case.name, case.content)
    assert found.whole is not case.typing
    at = 0
    for said in case.says:
        assert said in found.text[at:], (
            f"{said!r} is not after {found.text[:at][-80:]!r}: {found.text!r}"
        )
        at = found.text.index(said, at) + len(said)
    for never in case.never:
        assert never not in found.text
    for note in case.notes:
        assert note in " ".join(found.notes), found.notes
    assert tuple(one.name for one in found.attachments) == case.attached
    for part in found.parts:
        assert found.text[part.start : part.end] == part.written
    zipped = case.name.endswith((".docx", ".odt"))
    lost = letters(written_in(case.content) if zipped else case.words) - letters(found.text)
    assert not lost, f"lost: {lost}"


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_hostile_file_is_refused_in_plain_words(case: Case) -> None:
    before, began = memory(), time.monotonic()
    with pytest.raises(Refused, match=case.refused):
        reading.check(case.name, case.content)
    assert time.monotonic() - began < 2
    assert memory() - before < 100 * 1024 * 1024


def memory() -> int:
    """The bytes this process holds."""
    with open("/proc/self/statm", encoding="ascii") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
