"""The consultations, one of them at a glance, and its ledger."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.urls import reverse

from consultation import clock
from consultation.dataset import frames
from consultation.dataset.ledgers import counted
from consultation.dataset.rules import Counts, percent
from consultation.findings.views.runs import RUN_ANALYSIS
from consultation.findings.views.state import state
from consultation.guidance import rules as guidance
from consultation.guidance.models import ConsultationPage
from consultation.responses.admin.holds import waiting
from consultation.responses.admin.intake.queue import waiting_counts
from consultation.responses.admin.late import DECIDE_COUNTING, late
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Answer, Channel, LedgerEntry, Response
from consultation.responses.rules.mail import mail_counts

PER_PAGE = 100


class Who(NamedTuple):
    """The responses of one type and channel: how many, with an address, and with it confirmed."""

    respondent_type: str
    channel: str
    n: int
    given: int
    confirmed: int


class Consultations(StaffPage):
    """Every consultation, with how many responses it received."""

    page_title = "Consultation analysis"
    template_name = "findings/consultations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = clock.now()
        consultations = list(ConsultationPage.objects.order_by("-closes", "pk"))
        received = Response.objects.order_by().values_list("consultation").annotate(n=Count("pk"))
        numbers = dict(received)
        for consultation in consultations:
            consultation.received = numbers.get(consultation.pk, 0)
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
        who = self._who()
        return super().get_context_data(
            state=now,
            status=guidance.status(self.consultation, clock.now()),
            closing=guidance.closing_time(self.consultation.closes),
            set_aside=now.now.received - now.now.counted,
            types=self._types(who, now.now.counted),
            channels=self._channels(who, now.now.counted),
            addresses={
                name: sum(getattr(one, name) for one in who) for name in ("given", "confirmed")
            },
            questions=self._questions_of(now.now),
            late=late(self.consultation),
            held=waiting().filter(response__consultation=self.consultation).count(),
            may_decide=self.request.user.has_perm(DECIDE_COUNTING),
            letters_waiting=sum(waiting_counts(self.consultation).values()),
            mail=mail_counts(self.consultation),
            may_run=self.request.user.has_perm(RUN_ANALYSIS),
            **kwargs,
        )

    def _who(self) -> list[Who]:
        """How many counted responses there are of each type and channel, in one pass over all."""
        grouped = counted(self.consultation).values("respondent_type", "channel")
        given = ~Q(email="")
        rows = grouped.annotate(
            n=Count("pk"),
            given=Count("pk", filter=given),
            confirmed=Count("email_confirmed_at", filter=given),
        )
        return [Who(**row) for row in rows]

    def _types(self, who: list[Who], counted: int) -> list[dict[str, Any]]:
        labels = dict(self.consultation.respondent_types.values_list("key", "label"))
        counts: Counter[str] = Counter()
        for one in who:
            counts[one.respondent_type] += one.n
        rows = [
            (labels.get(key, key) or "Not given", number, self._list(type=key or "none"))
            for key, number in counts.items()
        ]
        return _with_shares(sorted(rows, key=lambda row: (-row[1], row[0])), counted)

    def _channels(self, who: list[Who], counted: int) -> list[dict[str, Any]]:
        counts: Counter[str] = Counter()
        for one in who:
            counts[one.channel] += one.n
        rows = [(c.label, counts.get(c.value, 0), self._list(channel=c.value)) for c in Channel]
        return _with_shares(rows, counted)

    def _list(self, **asked: str) -> str:
        """The list of the responses counted of which this is asked."""
        return responses_counted(self.consultation, **asked)

    def _questions_of(self, now: Counts) -> list[dict[str, Any]]:
        """The same as ``_questions``, counted anew only when answers or decisions have come."""
        key = f"questions:{answers_known(self.consultation, now)}"
        return cast(list[dict[str, Any]], cache.get_or_set(key, self._questions))

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
            asked = self._list(answered=f"{row['question_key']}={row['choice']}")
            question["counts"].append((row["choice"], row["n"], asked))
        for question in questions.values():
            question["answered"] = sum(number for _choice, number, _list in question["counts"])
            question["choices"] = _with_shares(question.pop("counts"), question["answered"])
        return sorted(questions.values(), key=lambda q: (len(q["key"]), q["key"]))


class LedgerPage(StaffPage):
    """Received = counted + set aside: every response set aside, with its reason."""

    page_title = "Ledger"
    template_name = "findings/ledger.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        aside = frames.set_aside(self.consultation)
        reasons = Counter(row["reason"] for row in aside)
        pages = Paginator(aside, PER_PAGE)
        received = self.consultation.responses.count()
        return super().get_context_data(
            received=received,
            counted=received - len(aside),
            set_aside=len(aside),
            reasons=reasons.most_common(),
            page=pages.get_page(self.request.GET.get("p")),
            **kwargs,
        )


def answers_known(consultation: ConsultationPage, now: Counts) -> str:
    """What stays the same while no answer has come and nothing was decided on counting."""
    latest = [kind.objects.aggregate(n=Max("pk"))["n"] for kind in (Answer, LedgerEntry)]
    return f"{consultation.pk}:{latest}:{tuple(now)}".replace(" ", "")


def responses_counted(consultation: ConsultationPage, **asked: str) -> str:
    """The address of the list of the responses counted of which this is asked."""
    return f"{reverse('responses', args=[consultation.slug])}?{urlencode({'status': 'counted', **asked})}"


def _with_shares(rows: list[tuple[str, int, str]], base: int) -> list[dict[str, Any]]:
    return [
        {"label": label, "count": count, "percent": percent(count, base), "address": address}
        for label, count, address in rows
    ]
