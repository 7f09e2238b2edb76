"""Everything the demo shows: staff, an open consultation, and a closed one with its findings."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from consultation import clock
from consultation.findings.actions.coding import mark_read
from consultation.findings.models import Run
from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT, read_chapter
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules.deadline import UK
from consultation.responses.actions.clearing import clear_opened, inspect
from consultation.responses.actions.examples import decide_on_held
from consultation.responses.models.placed import SOURCES
from consultation.roles import (
    ADMINISTRATORS,
    CLEARED_OFFICIALS,
    DUTY_OFFICERS,
    EDITORS,
    OFFICIALS,
)

OPEN, CLOSED = "chapter-eight", "chapter-eight-closed"

#: User name, role and what it is for. The password is the user name with "-demo" after it.
STAFF = (
    ("editor", EDITORS, "works on the text, sees no response"),
    ("official", OFFICIALS, "reads responses and findings, starts runs"),
    ("cleared", CLEARED_OFFICIALS, "an official who also redacts, clears and signs off"),
    ("duty", DUTY_OFFICERS, "reads held text and releases it"),
    ("administrator", ADMINISTRATORS, "manages accounts, reads nothing"),
)

#: How many responses of the closed example nobody has read yet.
UNREAD = 20

#: Twelve weeks, as the Code of Practice on Consultation of 2008 asked for.
TIME_TO_ANSWER = timedelta(weeks=12)


class Command(BaseCommand):
    """Each part is left alone where it is already there."""

    help = "Load the demo: staff accounts, the illustrative chapter eight twice, its responses."
    # `make demo` has just migrated, which checks the same; checking again would load every library.
    requires_system_checks = ()

    def handle(self, *_: Any, **options: Any) -> None:
        if not settings.SECRET_KEY.startswith("development-only"):
            raise CommandError(
                "The demo's passwords are known to everyone, so it loads only where the secret key "
                "is the development one, which config.settings.dev sets; this is another."
            )
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        staff = {name: _account(name, role) for name, role, _purpose in STAFF}
        now = clock.now()
        closes = next_close(now)
        _chapter(OPEN, min(closes - TIME_TO_ANSWER, _midnight(now)), closes, staff["duty"])
        quiet = {"stdout": self.stdout, "verbosity": options["verbosity"]}
        closed = closed_example(staff, now, **quiet)
        if not closed.runs.filter(state=Run.State.DONE).exists():
            call_command("analyse_consultation", CLOSED, **quiet)
        if options["verbosity"]:
            self._logins()

    def _logins(self) -> None:
        self.stdout.write(
            "\n  Logins for staff (password: the user name and -demo, as editor-demo)"
        )
        for name, _role, purpose in STAFF:
            self.stdout.write(f"  {name:<18}{name + '-demo':<24}{purpose}")


def closed_example(staff: Mapping[str, User], now: datetime, **quiet: Any) -> ConsultationPage:
    """The consultation that closed last October with its responses, made where it is not there."""
    last = next_close(next_close(now).replace(year=next_close(now).year - 1) - timedelta(days=1))
    closed = _chapter(CLOSED, last - TIME_TO_ANSWER, last, staff["duty"], " (closed)")
    if not closed.runs.filter(state=Run.State.DONE).exists():
        call_command("load_example_responses", CLOSED, **quiet)
        read_and_clear(closed, staff["cleared"], staff["duty"], now)
    return closed


@transaction.atomic
def read_and_clear(consultation: ConsultationPage, user: User, duty: User, now: datetime) -> None:
    """Leave the closed example as it is late in the work: all but the last UNREAD responses read
    and cleared, and what was held of them decided on."""
    responses = list(consultation.responses.order_by("received_at", "pk"))
    done = responses[: max(len(responses) - UNREAD, 0)]
    decide_on_held(consultation, done, user, duty, now)
    for model in SOURCES.values():
        said = model._default_manager.filter(response__in=done).select_related("response")
        for source in said.exclude(text="").order_by("pk"):
            mark_read(source.response, source, user, now)
            inspect(source, user, now)
        clear_opened(said.order_by("pk"), user, now)


def next_close(now: datetime) -> datetime:
    """The first end of a 23 October, UK time, after ``now``: what comes at this instant is late."""
    local = now.astimezone(UK)
    close = datetime(local.year, 10, 24, tzinfo=UK)
    return close if close > local else close.replace(year=local.year + 1)


def _midnight(now: datetime) -> datetime:
    return now.astimezone(UK).replace(hour=0, minute=0, second=0, microsecond=0)


def _account(name: str, role: str) -> User:
    users = get_user_model().objects
    user = users.filter(username=name).first()
    if user is None:
        user = users.create_user(name, f"{name}@redraft.example.org", f"{name}-demo")
        user.groups.set([Group.objects.get(name=role)])
    return user


def _chapter(
    slug: str, opens: datetime, closes: datetime, duty: User, suffix: str = ""
) -> ConsultationPage:
    existing = ConsultationPage.objects.filter(slug=slug).first()
    if existing is not None:
        return existing
    title = read_chapter(CHAPTER_EIGHT)["title"] + suffix
    return load_chapter(
        CHAPTER_EIGHT, slug=slug, title=title, opens=opens, closes=closes, duty_officer=duty
    )
