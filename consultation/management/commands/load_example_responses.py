"""Load the invented example responses into a consultation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import UnknownNumber, load_examples
from consultation.responses.examples import ExampleError, example_responses


class Command(BaseCommand):
    help = (
        "Record the invented example responses in the consultation at /SLUG/, dated back from its "
        "closing time. Safe to run again: those already there are left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the consultation's address, for example chapter-eight")

    def handle(self, *_: Any, slug: str, **options: Any) -> None:
        consultation = ConsultationPage.objects.filter(slug=slug).first()
        if consultation is None:
            raise CommandError(f"There is no consultation at /{slug}/: load one first.")
        try:
            new = load_examples(consultation, example_responses())
        except (ExampleError, UnknownNumber) as error:
            raise CommandError(str(error)) from error
        total = consultation.responses.count()
        if options["verbosity"]:
            self.stdout.write(f"{new} example responses recorded, {total} in all at /{slug}/.")
