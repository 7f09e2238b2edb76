"""The page of a clause: what an official must see to answer it, in the order of their questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404
from django.utils.functional import cached_property

from consultation.dataset.rules import percent
from consultation.findings.models import ClauseFinding, Passage, Run
from consultation.findings.rules import figures
from consultation.findings.views.agreement import measured
from consultation.findings.views.clause.bodies import Bodies
from consultation.findings.views.clause.finding import MOST, FindingPage
from consultation.findings.views.corrected import corrected
from consultation.findings.views.overview import answers_known, responses_counted
from consultation.findings.views.proposals import proposed_wordings
from consultation.guidance.models import ClauseVersion
from consultation.guidance.rules import changes, clause_status
from consultation.responses.admin.intake.queue import waiting_counts
from consultation.responses.models import Answer, Comment, Hold, Proposal

PLACED = {
    "given": "were written beside it",
    "cited": "cite it",
    "allocated": "were put here by a machine, by their words",
    "decided": "were put here by an official",
}


class OfClause(FindingPage):
    """A page about one clause."""

    trail = [("The chapter at a glance", "analysis_clauses")]

    @cached_property
    def name(self) -> str:
        """The clause's name, as the address has it."""
        return str(self.kwargs["clause"])

    @cached_property
    def identity(self) -> Any:
        """The clause of that name. Raises Http404."""
        found = next((pk for pk, name in self.names.items() if name == self.name), None)
        if found is None:
            raise Http404(f"{self.consultation} has no clause {self.name}")
        return found

    @cached_property
    def version(self) -> ClauseVersion:
        """The wording of it published last. Raises Http404."""
        versions = ClauseVersion.objects.select_related("clause__section")
        version = versions.filter(clause=self.identity).order_by("-pk").first()
        if version is None:
            raise Http404(f"Clause {self.name} of {self.consultation} was never published")
        return version

    @cached_property
    def finding(self) -> ClauseFinding | None:
        """What the latest run says of it."""
        run = self.state.latest
        return ClauseFinding.objects.filter(run=run, clause=self.identity).first() if run else None

    @property
    def counts(self) -> Mapping[str, Any]:
        return self.finding.counts if self.finding else {}


class OneClause(OfClause):
    """Everything there is to know of one clause before it is answered."""

    template_name = "findings/clause.html"

    def get_page_title(self) -> str:
        heading = f": {self.version.heading}" if self.version.heading else ""
        return f"Clause {self.name}{heading}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, run, finding = self.version, self.state.latest, self.finding
        held = self._held(run)
        return super().get_context_data(
            state=self.state,
            version=version,
            status=clause_status(version.text, version.old_text).value,
            changes=changes(version.old_text, version.text),
            recommendations=self._recommendations(),
            found=self.shown(finding.detail, figures.of_finding(finding)) if finding else None,
            counted=self.counted,
            bodies=Bodies(self.counted, self.sight, self.types) if self.counted else None,
            questions=self._questions(),
            held=held,
            held_total=sum(count for _why, count in held),
            uncleared=self._uncleared(),
            waiting=waiting_counts(self.consultation),
            placed=self._placed(),
            proposals=proposed_wordings(self.consultation, version, MOST),
            contents=self.contents(finding.detail if finding else None),
            corrected=corrected(run, self.identity),
            **measured(self.consultation, self.identity),
            **kwargs,
        )

    def _recommendations(self) -> list[Any]:
        """The recommendations it answers, with their gist."""
        keys = self.version.recommendations
        return list(self.consultation.recommendations.filter(key__in=keys)) if keys else []

    def _questions(self) -> list[dict[str, Any]]:
        """The closed questions on this clause alone: how many answered, and what."""
        key = f"clause-questions:{self.identity}:{answers_known(self.consultation, self.state.now)}"
        found = cache.get_or_set(key, self._answers)
        return [self._question(*question) for question in found or ()]

    def _answers(self) -> list[tuple[str, str, list[tuple[str, int]]]]:
        """(key, label, [(choice, how many)]) of each question, counted anew."""
        answers = (
            Answer.objects.filter(
                clause_version__clause=self.identity,
                response__consultation=self.consultation,
                response__set_aside="",
            )
            .exclude(choice="")
            .values_list("question_key", "question_label", "choice")
            .annotate(n=Count("response", distinct=True))
            .order_by("question_key", "-n", "choice")
        )
        questions: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for key, label, choice, number in answers:
            questions.setdefault((key, label), []).append((choice, number))
        return [(key, label, found) for (key, label), found in questions.items()]

    def _question(self, key: str, label: str, found: list[tuple[str, int]]) -> dict[str, Any]:
        answered = sum(number for _choice, number in found)
        counted = self.state.now.counted
        choices = [
            (
                choice,
                number,
                percent(number, answered),
                percent(number, counted),
                responses_counted(self.consultation, answered=f"{key}={choice}"),
            )
            for choice, number in found
        ]
        return {"key": key, "label": label, "answered": answered, "choices": choices}

    def _held(self, run: Run | None) -> list[tuple[str, int]]:
        """Holds that wait on words about this clause, be they in a letter, by why."""
        here = Passage.objects.filter(run=run, clause=self.identity)
        covered = here.filter(
            letter=OuterRef("letter"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
        )
        of_it = Q(clause_version__clause=self.identity)
        waiting = Hold.objects.filter(released_at=None).order_by()
        # One source at a time: no index serves for "either of these".
        on_it = (
            waiting.filter(comment__in=Comment.objects.filter(of_it)),
            waiting.filter(answer__in=Answer.objects.filter(of_it)),
            waiting.filter(proposal__in=Proposal.objects.filter(of_it)),
            waiting.filter(Exists(covered), letter__isnull=False),
        )
        counts = Counter[str]()
        for holds in on_it:
            counts.update(dict(holds.values_list("why").annotate(n=Count("pk"))))
        return [(why.label, counts[why.value]) for why in Hold.Why if why.value in counts]

    def _uncleared(self) -> int:
        """Comments beside this clause that nobody has cleared."""
        comments = Comment.objects.filter(
            clause_version__clause=self.identity, response__set_aside="", cleared_at=None
        )
        return comments.exclude(text="").count()

    def _placed(self) -> list[tuple[str, int]]:
        """How the passages came to this clause: given by the respondent, cited, or allocated."""
        counts = self.counts.get("placed", {})
        return [(words, counts[source]) for source, words in PLACED.items() if source in counts]
