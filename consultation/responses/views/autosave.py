"""What became of a form, and how that is told to the script that saves while a person types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

from consultation.responses.rules import Verdict
from consultation.responses.rules.keeping import time_of_day

#: The header that the script sends; the view and the rules are those of the button.
HEADER, AUTOSAVE = "X-Requested-With", "autosave"

NOT_SAVED = _("Your last words are not saved yet. Press the button to see why.")


@dataclass(frozen=True)
class Outcome:
    """What became of a form: saved, to be shown again, or refused with a verdict.

    ``code`` is the HTTP status of the page, 302 when everything was saved.
    """

    code: int
    verdict: Verdict | None = None
    #: Kept as far as it goes, though the form is not whole yet.
    begun: bool = False

    @property
    def saved(self) -> bool:
        return self.code == 302


def asked(request: HttpRequest) -> bool:
    """Whether the script sent this form, and not the button."""
    return request.headers.get(HEADER) == AUTOSAVE


def answer(outcome: Outcome, form: Any, now: datetime) -> JsonResponse:
    """The outcome for the script: when it was saved and what the page has seen, or why it was not.

    ``saved_at`` is empty when there was nothing to save. No word of the form is in it.
    """
    if outcome.saved or outcome.begun:
        return JsonResponse({"saved_at": time_of_day(now), "seen": form.seen_now})
    if outcome.verdict is None and form.begun:
        return JsonResponse({"saved_at": ""})
    problem = outcome.verdict.message if outcome.verdict else str(NOT_SAVED)
    return JsonResponse({"problem": problem}, status=outcome.code)
