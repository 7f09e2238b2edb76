"""Run the analysis of one consultation here and now, as the background worker would."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultation import clock
from consultation.findings.actions import RunUnderWay, carry_out_run, start_run
from consultation.findings.models import Run
from consultation.guidance.models import ConsultationPage


class Command(BaseCommand):
    help = "Analyse the responses to the consultation at /SLUG/ and keep the findings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the consultation's address, for example chapter-eight")
        parser.add_argument("--seed", type=int, default=0, help="for what is drawn at random")

    def handle(self, *_: Any, slug: str, seed: int, **options: Any) -> None:
        consultation = ConsultationPage.objects.filter(slug=slug).first()
        if consultation is None:
            raise CommandError(f"There is no consultation at /{slug}/: load one first.")
        try:
            run = start_run(consultation, None, clock.now(), seed=seed, enqueue=False)
        except RunUnderWay as other:
            raise CommandError(str(other)) from other
        run = carry_out_run(run.pk, self._tell if options["verbosity"] else None)
        if run.state != Run.State.DONE:
            raise CommandError(f"The run failed: {run.error}")
        if options["verbosity"]:
            self.stdout.write(f"{run.counted} of {run.received} responses counted: run {run.pk}.")

    def _tell(self, stage: str, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[K{stage}: {done} of {total}", ending="\r")
