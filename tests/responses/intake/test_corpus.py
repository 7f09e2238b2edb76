"""Every file of the corpus is read with all its words, left for a person, or refused; and soon."""

import os
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from consultation.responses.actions.entering import load
from consultation.responses.actions.files import read_waiting_files
from consultation.responses.admin.intake.queue import files_in, unconfirmed
from consultation.responses.intake import Refused, reading
from consultation.responses.models import ReceivedFile
from tests import planted
from tests.responses.conftest import DURING, make_consultation
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


@dataclass(frozen=True)
class Kept:
    """What became of one file that staff loaded, once a worker had read it."""

    text: str
    state: str
    note: str
    attached: tuple[str, ...]
    #: The words of each part, and whether the machine has put it on a clause or a question.
    parts: tuple[tuple[str, bool], ...]
    #: Whether a person finds it in the queue: to be confirmed, or to be typed.
    confirming: bool
    typing: bool


@pytest.fixture(scope="module")
def corpus(django_db_setup: None, django_db_blocker: Any) -> dict[Case, Kept]:
    """Every file that is taken, loaded by staff in one go and read; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        page = make_consultation()
        loaded = {}
        for number, case in enumerate(READABLE):
            # A file comes once only, by its bytes: each is of a consultation of its own.
            name = f"{number}{PurePath(case.name).suffix}"
            uploads = [SimpleUploadedFile(name, case.content)]
            given = {"channel": "letter", "received_at": DURING}
            (one,) = load(page, uploads, given, DURING, planted.staff("official"), uuid4())
            assert one.new, (case.why, one.problem)
            loaded[case] = one.response
        while read_waiting_files(DURING):
            pass
        confirming = {row["letter"].pk for row in unconfirmed(page)}
        typing = {file.pk for file in files_in(page, ReceivedFile.State.TYPING)}
        kept = {case: _kept(response, confirming, typing) for case, response in loaded.items()}
        transaction.set_rollback(True)
    return kept


def _kept(response: Any, confirming: set[int], typing: set[object]) -> Kept:
    file = response.files.get(within=None)
    letter = file.letters.first()
    parts = list(letter.allocations.order_by("start")) if letter else []
    return Kept(
        text=letter.text if letter else "",
        state=file.state,
        note=file.note,
        attached=tuple(file.enclosed.values_list("name", flat=True)),
        parts=tuple(
            (letter.text[one.start : one.end], bool(one.clause_versions.exists() or one.question))
            for one in parts
        ),
        confirming=letter is not None and letter.pk in confirming,
        typing=file.pk in typing,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("case", READABLE, ids=str)
def test_a_file_is_read_whole_or_left_for_a_person(case: Case, corpus: dict[Case, Kept]) -> None:
    found = corpus[case]
    assert found.state == ("typing" if case.typing else "read")
    assert found.typing is case.typing
    at = 0
    for said in case.says:
        assert said in found.text[at:], (
            f"{said!r} is not after {found.text[:at][-80:]!r}: {found.text!r}"
        )
        at = found.text.index(said, at) + len(said)
    for never in case.never:
        assert never not in found.text
    for note in case.notes:
        assert note in found.note
    for name in case.attached:
        # What is attached is a file of its own, or the note says why not.
        assert name in found.attached or name in found.note
    lost = letters(written(case)) - letters(found.text)
    assert not lost, f"lost: {lost}"


@pytest.mark.django_db
def test_every_word_is_on_a_clause_or_waits_in_the_queue(corpus: dict[Case, Kept]) -> None:
    """Words in = words allocated + words in the queue, over the whole corpus."""
    came = allocated = queued = 0
    for case, found in corpus.items():
        assert "".join(words for words, _ in found.parts) == found.text, case.why
        assert bool(found.text) <= found.confirming, f"{case.why}: its words wait for nobody"
        assert found.text or found.typing, f"{case.why}: nobody is asked to type it"
        came += len(found.text.split())
        allocated += sum(len(words.split()) for words, placed in found.parts if placed)
        queued += sum(len(words.split()) for words, placed in found.parts if not placed)
    assert came == allocated + queued
    assert allocated > 100 and queued > 100, "the corpus has some of both"


def written(case: Case) -> str:
    """Every word that stands in the file, as far as a test can tell without reading it."""
    if case.typing:
        return case.words
    return written_in(case.content) if case.name.endswith((".docx", ".odt")) else case.words


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
