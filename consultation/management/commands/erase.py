"""Erasing what a person decided to erase; by default only telling what would go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.erasing import carry_out_due
from consultation.responses.models.due import due, waiting_decisions


class Command(BaseCommand):
    """It erases nothing on its own: only what is decided on the page of retention."""

    help = (
        "Show what is due to be erased and what is decided; with --carry-out, do what is decided."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--carry-out", action="store_true", help="erase what a person decided to erase"
        )

    def handle(self, *_: Any, carry_out: bool, **options: Any) -> None:
        now = clock.now()
        if carry_out:
            self.stdout.write(f"Erased: {carry_out_due(now)}")
            return
        for consultation in ConsultationPage.objects.annotate(n=Count("responses")).order_by("pk"):
            listed = due(consultation, now)
            free = [one for one, why in listed if not why]
            self.stdout.write(
                f"{consultation.title}: {len(free)} of {consultation.n} due, "
                f"{len(listed) - len(free)} due and kept"
            )
            for one, why in listed:
                self.stdout.write(f"  {one.reference}: {why or 'due'}")
        for decision in waiting_decisions():
            named = ", ".join(decision.responses.values_list("reference", flat=True))
            self.stdout.write(f"Decided on {decision.made_at:%d %B %Y}, would be erased: {named}")
