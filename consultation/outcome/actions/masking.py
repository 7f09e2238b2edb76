"""Erasure and redaction reach into seals: the words go from every file, and the chain stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks import task

from consultation import clock
from consultation.dataset import seals
from consultation.outcome.models import Seal, SealedFile
from consultation.outcome.models.withheld import still_there
from consultation.outcome.rules import chain

ERASED, REDACTED = "erased", "redacted"
SALTS = ("kind", "key", "salt")

Files = dict[str, bytes]


@task()
def mask_seals_later(consultation_id: int) -> None:
    """What the background worker does once words were redacted."""
    for seal in Seal.objects.filter(consultation=consultation_id, state=Seal.State.MADE):
        mask_seal(seal, clock.now())


def mask_waiting_seals(now: datetime) -> int:
    """Mask what is redacted or erased and stands in a seal still; in how many seals."""
    return sum(mask_seal(seal, now) for seal in Seal.objects.filter(state=Seal.State.MADE))


def mask_seal(seal: Seal, now: datetime) -> bool:
    """Mask in a seal what is erased or redacted now; whether there was anything.

    Nothing of the words stays: the salts of every digest that was made with them are replaced, so
    that nobody can try words until one fits. The chain of the seal is not touched.
    """
    with transaction.atomic():
        Seal.objects.select_for_update().get(pk=seal.pk)
        erased, redacted = still_there(seal)
        for gone, why in ((erased, ERASED), (redacted, REDACTED)):
            if gone.whole or gone.spans:
                files = seal.files.all().contents()
                _store(seal, _masked(files, gone, why, now))
    return bool(erased.whole or redacted.spans)


def _masked(files: Files, gone: seals.Gone, why: str, now: datetime) -> Files:
    """The files that are others, erased.csv and salts.csv among them."""
    changed = seals.masked_files(files, gone)
    changed["received.csv"] = _ledger(files["received.csv"], gone.whole)
    if "redactions.csv" in files:
        changed["redactions.csv"] = _places(files["redactions.csv"], gone.whole)
    before = dict(chain.leaves(seals.contents(files)))
    after = dict(chain.leaves(seals.contents(files | changed)))
    salts = {(row["kind"], row["key"]): row["salt"] for row in seals.rows(files["salts.csv"])}
    whole = {("ledger", response) for response in gone.whole}
    anew = {name: chain.salt() for name in after if after[name] != before[name] or name in whole}
    digests = [(name, chain.digest_of(after[name], salt)) for name, salt in anew.items()]
    earlier = seals.rows(files["erased.csv"]) if "erased.csv" in files else []
    # The first line goes on from the last link of the seal.
    last = earlier[-1] if earlier else seals.rows(files["seal.csv"])[-1] | {"number": "0"}
    lines = chain.erasures(
        digests, _spans(before, gone), why, now.isoformat(), (int(last["number"]), last["chain"])
    )
    changed["erased.csv"] = seals.table(
        [*earlier, *(line._asdict() for line in lines)], chain.Erased._fields
    )
    changed["salts.csv"] = seals.table(
        (dict(zip(SALTS, (*name, salt), strict=True)) for name, salt in (salts | anew).items()),
        SALTS,
    )
    return changed


def _ledger(received: bytes, whole: frozenset[str]) -> bytes:
    """Of a response that is erased, what an official wrote of it goes too, and its region."""
    rows = seals.rows(received)
    for row in rows:
        if row["response_id"] in whole:
            row["reason"] = row["reason"].partition(":")[0]
            if "region" in row:
                row["region"] = ""
    return seals.table(rows, rows[0])


def _places(redactions: bytes, whole: frozenset[str]) -> bytes:
    """Of a response that is erased it stays that words were redacted and why, not where."""
    rows = seals.rows(redactions)
    for row in rows:
        if row["response_id"] in whole:
            row.update(dict.fromkeys(("source", "start", "end"), ""))
    return seals.table(rows, rows[0] if rows else redactions.decode().strip().split(","))


def _spans(before: Mapping[chain.Name, Any], gone: seals.Gone) -> dict[chain.Name, str]:
    """Which characters of each text are masked, as erased.csv tells it."""
    found = {}
    for (kind, key), value in before.items():
        if kind == "text":
            response, _, row = key.rpartition("/")
            spans = gone.spans.get((response, int(row)), ())
            if response in gone.whole and value["text"]:
                spans = [(0, len(value["text"]))]
            found[kind, key] = "; ".join(f"{start}-{end}" for start, end in spans)
    return found


def _store(seal: Seal, files: Files) -> None:
    for name, content in files.items():
        if not SealedFile.objects.filter(seal=seal, name=name).update(content=content):
            SealedFile.objects.create(seal=seal, name=name, content=content)
