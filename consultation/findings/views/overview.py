"""The consultations, one of them at a glance, and its ledger."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max

from consultation import clock
from consultation.dataset import frames
from consultation.dataset.rules import percent
from consultation.findings.views.runs import RUN_ANALYSIS
from consultation.findings.views.state import state
from consultation.guidance import rules as guidance
from consultation.guidance.models import ConsultationPage
from consultation.responses.admin.holds import waiting
from consultation.responses.admin.intake.queue import waiting_counts
from consultation.responses.admin.late import DECIDE_COUNTING, late
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Answer, Channel
from consultation.responses.rules.mail import mail_counts

PER_PAGE = 100


class Consultations(StaffPage):
    """Every consultation, with how many responses it received."""

    page_title = "Consultation analysis"
    template_name = "findings/consultations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = clock.now()
        consultations = list(
            ConsultationPage.objects.annotate(received=Count("responses")).order_by("-closes", "pk")
        )
        for consultation in consultations:
            consultation.status_now = guidance.status(consultation, now)
            consultation.closing = guidance.closing_time(consultation.closes)
        return super().get_context_data(consultations=consultations, **kwargs)


class Overview(StaffPage):
    """What came in, who answered, as of when the findings are, and where to read on."""

    template_name = "findings/overview.html"

    def get_page_title(self) -> str:
        return self.consultation.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = state(self.consultation)
        return super().get_context_data(
            state=now,
            status=guidance.status(self.consultation, clock.now()),
            closing=guidance.closing_time(self.consultation.closes),
            set_aside=now.now.received - now.now.counted,
            types=self._types(now.now.counted),
            channels=self._channels(now.now.counted),
            questions=self._questions(),
            late=late(self.consultation),
            held=waiting().filter(response__consultation=self.consultation).count(),
            may_decide=self.request.user.has_perm(DECIDE_COUNTING),
            letters_waiting=sum(waiting_counts(self.consultation).values()),
            mail=mail_counts(self.consultation),
            may_run=self.request.user.has_perm(RUN_ANALYSIS),
            **kwargs,
        )

    def _counted(self) -> Any:
        return frames.received(self.consultation).filter(set_aside="", said=True).order_by()

    def _types(self, counted: int) -> list[dict[str, Any]]:
        labels = dict(self.consultation.respondent_types.values_list("key", "label"))
        counts = self._counted().values_list("respondent_type").annotate(n=Count("pk"))
        rows = [(labels.get(key, key) or "Not given", number) for key, number in counts]
        return _with_shares(sorted(rows, key=lambda row: (-row[1], row[0])), counted)

    def _channels(self, counted: int) -> list[dict[str, Any]]:
        counts = dict(self._counted().values_list("channel").annotate(n=Count("pk")))
        return _with_shares([(c.label, counts.get(c.value, 0)) for c in Channel], counted)

    def _questions(self) -> list[dict[str, Any]]:
        """Each closed question's choices, with their share of those who answered it."""
        answers = (
            Answer.objects.filter(response__consultation=self.consultation, response__set_aside="")
            .exclude(choice="")
            .values("question_key", "choice")
            .annotate(n=Count("response", distinct=True), label=Max("question_label"))
        )
        questions: dict[str, dict[str, Any]] = {}
        for row in answers.order_by("question_key", "choice"):
            question = questions.setdefault(
                row["question_key"], {"key": row["question_key"], "counts": []}
            )
            question["label"] = row["label"]
            question["counts"].append((row["choice"], row["n"]))
        for question in questions.values():
            question["answered"] = sum(number for _choice, number in question["counts"])
            question["choices"] = _with_shares(question.pop("counts"), question["answered"])
        return sorted(questions.values(), key=lambda q: (len(q["key"]), q["key"]))


class LedgerPage(StaffPage):
    """Received = counted + set aside: every response set aside, with its reason."""

    page_title = "Ledger"
    template_name = "findings/ledger.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ledger = frames.ledger(self.consultation)
        aside = ledger[ledger["status"] != "counted"]
        reasons = aside.groupby("reason").size().sort_values(ascending=False)
        pages = Paginator(aside.to_dict("records"), PER_PAGE)
        return super().get_context_data(
            received=len(ledger),
            counted=len(ledger) - len(aside),
            set_aside=len(aside),
            reasons=list(reasons.items()),
            page=pages.get_page(self.request.GET.get("p")),
            **kwargs,
        )


def _with_shares(rows: list[tuple[str, int]], base: int) -> list[dict[str, Any]]:
    return [
        {"label": label, "count": count, "percent": percent(count, base)} for label, count in rows
    ]
