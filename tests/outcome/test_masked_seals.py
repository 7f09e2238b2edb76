"""What was masked in a seal is bound too: whoever tampers with it is found out."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from django.db import transaction

from analysis.verify import verify
from consultation import clock
from consultation.outcome.actions import mask_waiting_seals
from consultation.responses.actions.redacting import redact
from consultation.responses.models import Reason
from tests import planted
from tests.outcome import drafted
from tests.outcome.planting import rows

pytestmark = pytest.mark.django_db


def no_run_digests(folder: Path) -> None:
    """Damage of the text of what was masked, by somebody who mends every digest but the salted."""
    said = pd.read_parquet(folder / "responses.parquet")
    at = said.index[said["text"].str.contains("█")][0]
    said.loc[at, "text"] = said.loc[at, "text"].replace("Six", "Ten")
    said.to_parquet(folder / "responses.parquet", index=False)
    run = json.loads((folder / "run.json").read_text())
    digest = hashlib.sha256((folder / "responses.parquet").read_bytes()).hexdigest()
    run["output"]["responses.parquet"] = digest
    (folder / "run.json").write_text(json.dumps(run))


def unmask(folder: Path) -> None:
    said = pd.read_parquet(folder / "responses.parquet")
    at = said.index[said["text"].str.contains("█")][0]
    said.loc[at, "text"] = drafted.SLOW
    said.to_parquet(folder / "responses.parquet", index=False)


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "words put back": (unmask, "is gone"),
    "the rest of a masked text reworded": (no_run_digests, "masked since"),
    "a line of what was masked dropped": (
        rows("erased.csv", lambda lines: lines.pop(0)), "chain at line 1 of erased.csv",
    ),
    "lines changed round": (
        rows("erased.csv", lambda lines: lines.insert(0, lines.pop())), "of erased.csv",
    ),
    "said to be masked elsewhere": (
        rows("erased.csv", lambda lines: [one.update(spans="0-3") for one in lines if one["spans"]]),
        "0 to 3, is gone",
    ),
    "another reason": (
        rows("erased.csv", lambda lines: lines[0].update(why="erased")), "chain at line 1",
    ),
    "said of nothing that was sealed": (
        rows("erased.csv", lambda lines: lines[0].update(key="ZZZ/0")), "names a link of the seal",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def masked(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, bytes]]:
    """The files of one seal in which words were masked after it was made."""
    with django_db_blocker.unblock(), transaction.atomic():
        seal, now = drafted.sealed(drafted.responded()), clock.now()
        user = planted.staff("cleared")
        redact(seal.consultation, [], ["reports rushed"], Reason.DEFAMATORY, user, now)
        assert mask_waiting_seals(now) == 1
        yield seal.files.all().contents()
        transaction.set_rollback(True)


@pytest.mark.parametrize("fault", FAULTS)
def test_whoever_tampers_with_what_was_masked_is_found_out(
    fault: str, masked: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in masked.items():
        (tmp_path / name).write_bytes(content)
    plant, named = FAULTS[fault]
    plant(tmp_path)
    differences = verify(tmp_path).differences
    assert any(named in difference for difference in differences), differences
