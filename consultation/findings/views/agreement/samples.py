"""The samples of a consultation, and drawing another."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from consultation import clock
from consultation.findings.actions import sampling
from consultation.findings.actions.coding import NotDecided
from consultation.findings.models import Sample
from consultation.findings.views.frame import CodingPage
from consultation.findings.views.reader.showing import latest_run
from consultation.responses.models import Answer

#: Roles whose members code.
MAY_CODE = Q(user_permissions__codename="code_responses") | Q(
    groups__permissions__codename="code_responses"
)


def may_code() -> QuerySet[User]:
    """Who can be asked to code."""
    return User.objects.filter(MAY_CODE, is_active=True).distinct().order_by("username")


class Samples(CodingPage):
    """Every sample and how far it is; a form to draw one."""

    page_title = "Blind double coding"
    template_name = "findings/agreement/samples.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = Count("items", filter=Q(items__left_out_at=None), distinct=True)
        rows = self.consultation.samples.annotate(n=items).prefetch_related("coders__user")
        judged = Count("judgements", filter=Q(judgements__item__left_out_at=None))
        listed = []
        for sample in rows:
            coders = sample.coders.select_related("user").annotate(n=judged)
            listed.append({"sample": sample, "where": where(sample, self.names),
                           "coders": [(one.user, one.n) for one in coders],
                           "mine": any(one.user == self.reader for one in coders)})  # fmt: skip
        return super().get_context_data(
            samples=listed,
            clauses=list(self.names.values()),
            questions=self._questions(),
            people=may_code(),
            run=latest_run(self.consultation),
            **kwargs,
        )

    def _questions(self) -> list[str]:
        asked = Answer.objects.filter(response__consultation=self.consultation).exclude(text="")
        return sorted(set(asked.values_list("question_key", flat=True)))

    def act(self, given: QueryDict) -> str:
        run = latest_run(self.consultation)
        if run is None:
            raise NotDecided("Start a run first: a sample is drawn from what one has read.")
        kind, _, name = given.get("of", "").partition(":")
        if kind not in ("clause", "question") or not name:
            raise NotDecided("Choose a clause or a question.")
        named = {str(user.pk): user for user in may_code()}
        chosen = [named.get(given.get(field, "")) for field in ("first", "second")]
        sample = sampling.draw_sample(
            run,
            [user for user in chosen if user],
            secrets.randbelow(2**31),
            self.reader,
            clock.now(),
            clause=self.clause_named(name) if kind == "clause" else None,
            question=name if kind == "question" else "",
        )
        return self.url("sample", sample.pk)


def where(sample: Sample, names: Any) -> str:
    """What a sample is of, in words."""
    if sample.clause_id:
        return f"clause {names.get(sample.clause_id, '')}"
    return f"question {sample.question_key}"
