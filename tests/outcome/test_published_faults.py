"""What anybody can verify of the published files: each planted fault is found and its place named."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from django.db import transaction

from analysis.verify import verify
from tests.outcome import drafted
from tests.outcome.planting import Fault, changed, in_json, inside, rows
from tests.outcome.published import made, ready

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def public(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, bytes]]:
    """Every file for download of one publication."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made(ready()).files.filter(public=True).contents()
        transaction.set_rollback(True)


@pytest.fixture
def folder(public: dict[str, bytes], tmp_path: Path) -> Path:
    for name, content in public.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def taking(said: list[dict[str, str]], position: str) -> dict[str, str]:
    """A row of a response that takes this position on 1.2."""
    return next(one for one in said if (one["clause"], one["position"]) == ("1.2", position))


def quoted(said: list[dict[str, str]]) -> dict[str, str]:
    """The row of the response that is quoted: public numbers give the rows another order each time."""
    return next(one for one in said if one["text"] == drafted.SLOW)


def in_parquet(folder: Path) -> None:
    said = pd.read_parquet(folder / "responses.parquet")
    said.loc[0, "text"] = "Another text."
    said.to_parquet(folder / "responses.parquet", index=False)


FIGURE = r'(w:val="Figure"/></w:rPr><w:t[^>]*>)(\d+)<'
FAULTS: dict[str, tuple[Fault, str]] = {
    "a number one off": (
        changed("outcome.html", 'value="4">4<', 'value="5">5<'),
        "figure 1 of the document, ledger/received",
    ),
    "a number said otherwise than it is": (
        changed("outcome.html", 'value="4">4<', 'value="4">5<'), "ledger/received at process is said as '5'",
    ),
    "a percentage rounded wrongly": (
        changed("outcome.html", ">67%<", ">66%<"), "is said as '66%'",
    ),
    "a swapped base": (
        changed("outcome.html", 'data-base="1.2/with_campaigns/commenting"',
                'data-base="bases/counted"', 0),
        "1.2/with_campaigns/support/count at",
    ),
    "one word of a quotation changed": (
        changed("outcome.html", "(<q [^>]*>[^<]*)rushed", r"\1hurried"), "quotation 1 of the document stands",
    ),
    "a quotation laid to another": (
        changed("outcome.html", r'(<q [^>]*data-source=")\w+', r"\g<1>2a2a2a2a"),
        "response 2a2a2a2a, of quotation 1, is published",
    ),
    "whoever is quoted withdrew": (
        rows("responses.csv", lambda said: said.remove(quoted(said))), "of quotation 1, is published",
    ),
    "a dropped response": (
        rows("positions.csv", lambda said: said.remove(taking(said, "support"))),
        "1.2/with_campaigns/support/count at clause-1-2",
    ),
    "a position changed": (
        rows("positions.csv", lambda said: taking(said, "oppose").update(position="support")),
        "1.2/with_campaigns/oppose/count at clause-1-2",
    ),
    "a number of the ledger": (
        rows("received.csv", lambda told: told[0].update(responses="5")),
        "figure 1 of the document, ledger/received",
    ),
    "a reordered seal": (
        rows("seal.csv", lambda links: links.insert(1, links.pop(3))),
        "number of link 14 of the seal, figure whole_text",
    ),
    "a digest of the seal": (
        rows("seal.csv", lambda links: links[2].update(digest="0" * 64)),
        "chain at link 13 of the seal, figure questions",
    ),
    "a link dropped from the seal": (
        rows("seal.csv", lambda links: links.pop(4)), "number of link 16 of the seal",
    ),
    "another seal named": (
        changed("outcome.html", r'redraft-digest">\w{6}', 'redraft-digest">000000'),
        "digest of the seal in the document",
    ),
    "a number typed into a finding": (
        changed("outcome.html", r"(data-sources=[^>]*>)", r"\1 Hundreds of people agreed: "),
        "numbers typed into a finding",
    ),
    "a figure that the open data have otherwise": (
        rows("figures.csv", lambda told: [one.update(value="7") for one in told[:1]]),
        "ledger/received is 4 in figures.csv",
    ),
    "few of a kind told of": (
        rows("types.csv", lambda told: told[0].update(responses="1")),
        "kinds of respondents, support on 1.1 tells of no few",
    ),
    "more of a kind than there are": (
        rows("types.csv", lambda told: told[0].update(responses="9")),
        "sum of kinds of respondents, support on 1.1",
    ),
    "another text in JSON": (
        in_json("responses.json", lambda said: said[0].update(text="Another text.")),
        "row 1 of responses.json",
    ),
    "another text in Parquet": (in_parquet, "row 1 of responses.parquet"),
    "another number in the spreadsheet": (
        inside("received.ods", "content.xml", r'office:value="4(\.0)?"', 'office:value="6"'),
        "row 1 of received.ods",
    ),
    "a column more than the dictionary has": (
        rows("received.csv", lambda told: [one.update(who="Somebody") for one in told]),
        "columns of received.csv",
    ),
    "Word says another number": (
        inside("outcome.docx", "word/document.xml", FIGURE, r"\g<1>77<"),
        "number 1 of the figures of outcome.docx",
    ),
    "OpenDocument misquotes": (
        inside("outcome.odt", "content.xml", "reports rushed", "reports hurried"),
        "number 1 of the quotations of outcome.odt",
    ),
    "another file in the place of one": (
        lambda folder: (folder / "outcome.json").write_text("{}"), "digest of outcome.json in README.txt",
    ),
    "a file that is missing": (
        lambda folder: (folder / "types.ods").unlink(), "digest of types.ods in README.txt",
    ),
}  # fmt: skip


def test_what_was_published_verifies(folder: Path) -> None:
    assert verify(folder).differences == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_and_named(fault: str, folder: Path) -> None:
    plant, named = FAULTS[fault]
    plant(folder)
    differences = verify(folder).differences
    assert any(named in difference for difference in differences), differences


def test_every_spreadsheet_has_one_sheet_nothing_hidden_and_no_author(
    public: dict[str, bytes],
) -> None:
    sheets = {name: content for name, content in public.items() if name.endswith(".ods")}
    assert len(sheets) == 5
    for name, content in sheets.items():
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {
                one: package.read(one).decode("utf-8", "replace") for one in package.namelist()
            }
        assert parts["content.xml"].count("<table:table ") == 1, name
        whole = "\n".join(parts.values())
        for never in ("visibility", "table:display", "creator", "annotation", "tracked-changes",
                      "text:author", "<office:scripts"):  # fmt: skip
            assert never not in whole, (name, never)


def test_no_file_says_who_made_it_or_when(public: dict[str, bytes]) -> None:
    """Authors, and times to the second, which would tell who of the department worked on it."""
    for name in ("outcome.docx", "outcome.odt"):
        with zipfile.ZipFile(io.BytesIO(public[name])) as package:
            parts = {one: package.read(one) for one in package.namelist()}
            assert {item.comment for item in package.infolist()} == {b""}
        about = b"".join(parts.get(one, b"") for one in ("docProps/core.xml", "meta.xml")).decode()
        told = re.findall(
            r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)[^>]*>([^<]+)<", about
        )
        assert told == [], name
        assert not [one for one in parts if "comments" in one or "people" in one], name
        for one, content in parts.items():
            if one.lower().endswith(".png"):
                # No chunk of text or time in a picture.
                assert not re.search(rb"tEXt|iTXt|zTXt|eXIf|tIME", content), (name, one)
