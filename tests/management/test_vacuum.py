"""Erasing is done when the database's files are written anew: no byte of the words is left."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from consultation import clock
from consultation.responses.actions.erasing import carry_out_due, decide_to_erase
from consultation.responses.models import Comment, ErasureDecision, Hold
from tests import planted
from tests.outcome import drafted

CANARY = "qwtraceless"
SAID = f"Six months is right, as {CANARY} says: reports rushed are reports wasted."


@pytest.mark.django_db(transaction=True)
def test_the_files_of_the_database_hold_no_trace_after_the_documented_step() -> None:
    page = planted.consultation()
    planted.respond(page, "gone", comments=[planted.comment("1.2", SAID, "support")])
    planted.respond(page, "b", comments=[planted.comment("1.3", drafted.NAMES, "oppose")])
    Hold.objects.all().delete()
    drafted.sealed(page)
    assert CANARY in raw_files()
    response, now = Comment.objects.get(text=SAID).response, clock.now()
    ground, cleared = ErasureDecision.Ground.REQUEST, planted.staff("cleared")
    decide_to_erase(page, [response], ground, "They asked by letter.", cleared, now)
    assert carry_out_due(now) == 1
    call_command("vacuum", verbosity=0)
    raw = raw_files()
    assert CANARY not in raw
    assert "names of the panel" in raw


def raw_files() -> str:
    """The bytes of the database's files and of every uploaded file, as text."""
    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SHOW data_directory")
            paths = list((Path(cursor.fetchone()[0]) / "base").rglob("*"))
    else:
        paths = list(name.parent.glob(f"{name.name}*"))
    paths += Path(settings.MEDIA_ROOT).rglob("*")
    return b"\n".join(path.read_bytes() for path in paths if path.is_file()).decode("latin-1")
