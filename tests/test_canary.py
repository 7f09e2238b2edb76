"""A redacted name is found nowhere, and held words by nobody who may not read them: in one planting.

What every page shows is looked at in `test_access`, on the same planting. Here is what goes out in
other ways: by searching, in files, by mail, into the log, and what the analysis keeps.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from consultation import clock
from consultation.dataset.exports import FORMATS
from consultation.findings.exports.tables import EXPORTS
from consultation.outcome.actions.masking import mask_waiting_seals
from consultation.responses.actions.mail.wording import message
from consultation.responses.models import Mail, Response
from tests.planted_addresses import plant
from tests.test_access import (
    HELD_WORDS,
    MAY_SEE,
    NOTED_WORDS,
    OUTCOME_WORDS,
    READERS,
    REDACTED_WORDS,
    RESPONSE_WORDS,
    addresses,
    reader,
)

pytestmark = pytest.mark.django_db
HERE = "/admin/analysis/small/"

SECRET = REDACTED_WORDS | HELD_WORDS | NOTED_WORDS
EVERYTHING = SECRET | RESPONSE_WORDS
#: Where the words of respondents are, and what was taken out of them.
ORIGINALS = {
    "consultation_comment", "consultation_answer", "consultation_letter", "consultation_proposal",
    "consultation_response", "consultation_rewrittenwords",
}  # fmt: skip


@pytest.fixture(scope="module")
def planted_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant()
        transaction.set_rollback(True)


@pytest.fixture
def values(planted_once: dict[str, str]) -> Iterator[dict[str, str]]:
    point = transaction.savepoint()
    yield planted_once
    transaction.savepoint_rollback(point)


def told(content: bytes) -> str:
    """Whatever can be read in a file, its parts unpacked."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(told(parts.read(name)) + name for name in parts.namelist())
    if content[:4] == b"PAR1":
        return str(pd.read_parquet(io.BytesIO(content)).to_csv())
    return content.decode("utf-8", "replace")


def words_in(text: str) -> set[str]:
    return {word for word in EVERYTHING if word in text.casefold()}


def taken(client: Client, address: str, **given: str) -> tuple[int, set[str]]:
    answer = client.post(address, given)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return answer.status_code, words_in(told(body))


def files(name: str) -> Iterator[tuple[str, str, set[str]]]:
    """Every file that staff can take of the responses and findings, with the words in it."""
    client = reader(name)
    for export in EXPORTS:
        for kind in FORMATS:
            address = f"{HERE}exports/{export}/"
            status, words = taken(client, address, format=kind)
            yield f"{address} as {kind}: {status}", str(status), words
    for word in sorted(EVERYTHING):
        for kind in ("csv", "parquet"):
            address = f"{HERE}search/export/?q={word}"
            status, words = taken(client, address, format=kind)
            yield f"{address} as {kind}: {status}", str(status), words
    status, words = taken(client, f"{HERE}exports/project/")
    yield f"{HERE}exports/project/: {status}", str(status), words


@pytest.mark.parametrize("name", READERS)
def test_no_file_has_redacted_or_held_words(name: str, values: dict[str, str]) -> None:
    may = MAY_SEE[name] - HELD_WORDS
    found = list(files(name))
    wrong = [f"{what} has {sorted(words - may)}" for what, _status, words in found if words - may]
    assert not wrong, "\n".join(wrong)
    exporting = name in ("official", "cleared")
    seen = set().union(*(words for _what, _status, words in found))
    # Were nothing taken, nothing could be found in it.
    assert seen >= {"qwcomment", "qwanswer", "qwletter"} if exporting else not seen
    assert {status for _what, status, _words in found} == {"200"} if exporting else True


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("meaning", ["", "yes"])
def test_no_search_finds_redacted_or_held_words(
    name: str, meaning: str, values: dict[str, str]
) -> None:
    client, wrong, seen = reader(name), [], set()
    for word in sorted(EVERYTHING):
        answer = client.get(f"{HERE}search/", {"q": word, "meaning": meaning})
        text = answer.content.decode().casefold()
        # The page repeats what was looked for, in its box and in its links.
        for echo in (f'value="{word}"', f"q={word}", f"={word}&"):
            text = text.replace(echo, "")
        shown = words_in(text) if answer.status_code == 200 else set()
        seen |= shown
        if shown & (SECRET | RESPONSE_WORDS) - (MAY_SEE[name] - HELD_WORDS):
            wrong.append(f"{word}: {sorted(shown)}")
    assert not wrong, "\n".join(wrong)
    assert (
        seen >= {"qwcomment", "qwanswer"} if name in ("official", "cleared", "duty") else not seen
    )


def test_no_mail_has_redacted_or_held_words(values: dict[str, str]) -> None:
    """Every kind of message there is of a response, whether or not one waits."""
    response = Response.objects.get(reference=values["reference"])
    response.email = "qw@example.org"
    response.save()
    written: list[EmailMessage] = []
    for kind in (Mail.Kind.RECEIPT, Mail.Kind.LATE_DECISION, Mail.Kind.OUTCOME):
        mail = Mail(
            kind=kind, response=response, occasion="1", to="qw@example.org", created_at=clock.now()
        )
        written.append(message(mail, clock.now()))
    for mail in Mail.objects.all():
        written.append(message(mail, clock.now()))
    said = " ".join(str(one.message()) + one.body for one in written)
    assert response.reference in said
    # A receipt gives its writer their own words back as they sent them; nobody else's mail has any.
    assert not words_in(said) & NOTED_WORDS
    receipt, *rest = written[:3]
    assert words_in(receipt.body) >= HELD_WORDS and receipt.to == ["qw@example.org"]
    assert not words_in(" ".join(one.body for one in rest)) & SECRET
    others = [one for one in written if "qw@example.org" not in one.to]
    assert others and not words_in(" ".join(str(one.message()) + one.body for one in others))


def test_the_log_has_no_word_of_a_respondent(values: dict[str, str]) -> None:
    for name in READERS:
        if name == "cleared":
            list(files(name))
        reader(name).get(f"{HERE}search/", {"q": "qwcomment"})
    entries = [*PageLogEntry.objects.all(), *ModelLogEntry.objects.all()]
    assert len(entries) > 10
    assert not words_in(json.dumps([entry.data for entry in entries]))
    titles = " ".join(entry.label for entry in entries)
    assert not words_in(titles)


def test_no_table_but_the_originals_has_the_redacted_name(values: dict[str, str]) -> None:
    (word,) = REDACTED_WORDS
    # The background worker's part of the redaction.
    assert mask_waiting_seals(clock.now()) == 1
    holding = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    text = told(bytes(value)) if isinstance(value, bytes | memoryview) else value
                    if word in str(text).casefold():
                        holding.add(table)
    assert "consultation_comment" in holding
    assert holding <= ORIGINALS


def test_every_page_that_shows_findings_is_in_the_table_of_access() -> None:
    """A page nobody thought of fails in `test_access`; here, that there are such pages at all."""
    here = [one for one in addresses() if one.startswith("admin/analysis/<slug:consultation>/")]
    assert len(here) > 60 and OUTCOME_WORDS
