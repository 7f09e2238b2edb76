"""The archive package is a valid bag, and what is in it verifies."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from analysis.verify import verify
from consultation import clock
from consultation.outcome.actions import NotArchived, mask_waiting_seals, take_archive
from consultation.outcome.models import PublishedOutcome
from consultation.responses.actions.redacting import redact
from consultation.responses.models import Reason
from tests import planted
from tests.outcome.published import correct, made

pytestmark = pytest.mark.django_db
HERE = "/admin/analysis/small/response/"


def invalid(bag: Path) -> list[str]:
    """What RFC 8493 finds wrong with a bag, by its own words and not by the code that wrote it."""
    wrong = []
    if (bag / "bagit.txt").read_bytes() != (
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    ):
        wrong.append("bagit.txt")
    for manifest, files in (
        ("manifest-sha256.txt", [one for one in (bag / "data").rglob("*") if one.is_file()]),
        ("tagmanifest-sha256.txt", [bag / "bagit.txt", bag / "bag-info.txt",
                                    bag / "manifest-sha256.txt"]),
    ):  # fmt: skip
        lines = (bag / manifest).read_text().splitlines()
        told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        there = {
            one.relative_to(bag).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
            for one in files
        }
        wrong += [name for name in told.keys() | there.keys() if told.get(name) != there.get(name)]
    info = dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text().splitlines())
    payload = [one for one in (bag / "data").rglob("*") if one.is_file()]
    oxum = f"{sum(one.stat().st_size for one in payload)}.{len(payload)}"
    return wrong + (["Payload-Oxum"] if info["Payload-Oxum"] != oxum else [])


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        package.extractall(folder)
    (bag,) = folder.iterdir()
    return bag


def test_the_record_is_a_valid_bag_that_verifies(
    published: PublishedOutcome, tmp_path: Path
) -> None:
    client = Client()
    client.force_login(planted.staff("cleared"))
    assert "Take the archive package" in client.get(HERE + "publication/").content.decode()
    answer = client.post(HERE + "archive/")
    assert answer["Content-Disposition"] == 'attachment; filename="small-record.zip"'
    bag = unpacked(answer.content, tmp_path)
    assert invalid(bag) == []
    for folder in ("record", "published-1"):
        found = verify(bag / "data" / folder)
        assert (found.differences, found.checks > 30) == ([], True)
    readme = (bag / "data" / "README.txt").read_text()
    assert published.seal.digest in readme and "Nothing in it was erased" in readme
    for name in ("outcome.pdf", "outcome.docx", "method.json", "seal.csv", "erased.csv"):
        assert (bag / "data" / "record" / name).exists() == (name != "erased.csv")
    assert PageLogEntry.objects.filter(action="consultation.archive_record").count() == 1
    # Were the check blind, nothing could be wrong.
    (bag / "data" / "record" / "method.json").write_text("{}")
    assert set(invalid(bag)) == {"data/record/method.json", "Payload-Oxum"}


def test_what_was_redacted_since_is_masked_in_the_record(
    published: PublishedOutcome, tmp_path: Path
) -> None:
    user, now = planted.staff("cleared"), clock.now()
    redact(published.consultation, [], ["qwsecret"], Reason.OTHER, user, now)
    with pytest.raises(NotArchived, match="being masked"):
        take_archive(published.consultation, user, now)
    mask_waiting_seals(now)
    bag = unpacked(take_archive(published.consultation, user, now), tmp_path)
    assert invalid(bag) == []
    assert verify(bag / "data" / "record").differences == []
    assert "masked, and the record verifies" in (bag / "data" / "README.txt").read_text()


def test_a_document_that_repeats_words_taken_back_is_not_archived(
    published: PublishedOutcome, tmp_path: Path
) -> None:
    user, now = planted.staff("cleared"), clock.now()
    made(correct(published.page), "A word was wrong.")
    bag = unpacked(take_archive(published.consultation, user, now), tmp_path)
    assert {"published-1", "published-2"} <= {one.name for one in (bag / "data").iterdir()}
    redact(published.consultation, [], ["reports rushed"], Reason.OTHER, user, now)
    mask_waiting_seals(now)
    with pytest.raises(NotArchived, match="publish a correction"):
        take_archive(published.consultation, user, now)


def test_it_is_for_those_who_may_and_of_what_is_published(published: PublishedOutcome) -> None:
    for name in ("official", "duty", "editor"):
        with pytest.raises(NotArchived, match="Only people"):
            take_archive(published.consultation, planted.staff(name), clock.now())
    PublishedOutcome.objects.update(state=PublishedOutcome.State.WAITING)
    with pytest.raises(NotArchived, match="Nothing is published"):
        take_archive(published.consultation, planted.staff("cleared"), clock.now())
