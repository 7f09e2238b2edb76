"""Publish a chapter from its files as a consultation; safe to run again."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT, ChapterError
from consultation.guidance.rules.deadline import UK


class Command(BaseCommand):
    """Arguments: the slug, the dates in UK time and the duty officer's user name."""

    help = "Publish a chapter (default: the illustrative chapter eight) as a consultation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its address: /SLUG/")
        parser.add_argument("--directory", type=Path, default=CHAPTER_EIGHT)
        parser.add_argument("--title", default="", help="instead of the title in the files")
        parser.add_argument("--opens", required=True, type=_uk_time, help="2009-07-31T00:00, UK")
        parser.add_argument("--closes", required=True, type=_uk_time, help="2009-10-24T00:00, UK")
        parser.add_argument("--duty-officer", required=True, help="an account's user name")

    def handle(self, **options: Any) -> None:
        users = get_user_model().objects
        try:
            consultation = load_chapter(
                options["directory"],
                slug=options["slug"],
                title=options["title"],
                opens=options["opens"],
                closes=options["closes"],
                duty_officer=users.get_by_natural_key(options["duty_officer"]),
            )
        except get_user_model().DoesNotExist as error:
            raise CommandError(
                f"There is no account “{options['duty_officer']}”: make one first, in the group "
                "“Duty officers”."
            ) from error
        except (ChapterError, ValidationError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{consultation.title} is at {consultation.url}")


def _uk_time(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UK)
