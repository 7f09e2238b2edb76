"""Everything that has its time: mail, reminders, checks to be repeated, drafts to be deleted."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from consultation import clock
from consultation.findings.actions import (
    analyse_what_changed,
    forget_superseded,
    give_up_dead_runs,
)
from consultation.outcome.actions import mask_waiting_seals, resume_stopped_publications
from consultation.responses.actions.drafts import delete_old_drafts
from consultation.responses.actions.erasing import carry_out_due
from consultation.responses.actions.files import read_waiting_files
from consultation.responses.actions.mail import remind_drafts, send_due, tell_of_moves
from consultation.responses.actions.rechecking import check_again
from consultation.responses.actions.recording import record_stopped_tables

logger = logging.getLogger(__name__)

Job = Callable[[datetime], int]


def _publish_scheduled(now: datetime) -> int:
    call_command("publish_scheduled", verbosity=0)
    return 0


def _send_mail(now: datetime) -> int:
    return send_due()


#: What is done, in this order: what was queued a moment before is sent in the same round.
JOBS: dict[str, Job] = {
    "pages published or expired": _publish_scheduled,
    "files read": read_waiting_files,
    "responses of spreadsheets recorded": record_stopped_tables,
    "texts checked again": check_again,
    "dead runs given up": give_up_dead_runs,
    "runs started": analyse_what_changed,
    "superseded runs thinned": forget_superseded,
    "writers reminded": remind_drafts,
    "writers told of a moved date": tell_of_moves,
    "responses erased by decision": carry_out_due,
    "seals masked": mask_waiting_seals,
    "publications gone on with": resume_stopped_publications,
    "messages sent": _send_mail,
    "old drafts deleted": delete_old_drafts,
}


class Command(BaseCommand):
    """Nothing that respondents rely on waits for it: closing on time needs no job."""

    help = "Do everything that is due: send mail, remind, check again, delete old drafts, publish."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on, with so many seconds between"
        )

    def handle(self, *_: Any, every: int | None, **options: Any) -> None:
        while True:
            for job, number in tend(JOBS):
                if number and options["verbosity"]:
                    self.stdout.write(f"{job}: {number}")
            if every is None:
                return
            close_old_connections()
            time.sleep(every)


def tend(jobs: Mapping[str, Job]) -> Iterator[tuple[str, int]]:
    """Do each job and tell how much it did; one that fails keeps no other from being done."""
    for name, job in jobs.items():
        try:
            yield name, job(clock.now())
        except Exception:
            logger.exception("A job of the schedule failed: %s", name)
