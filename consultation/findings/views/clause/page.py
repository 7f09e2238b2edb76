"""The page of a clause: what an official must see to answer it, in the order of their questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset.rules import percent
from consultation.findings.actions.blindness import note_opened
from consultation.findings.forms.amendments import AmendmentFilter
from consultation.findings.models import ClauseFinding, Opening, Passage, Run
from consultation.findings.rules import MOST, figures
from consultation.findings.views.agreement import measured
from consultation.findings.views.amendments import Amendments
from consultation.findings.views.clause.bodies import Bodies
from consultation.findings.views.clause.finding import FindingPage
from consultation.findings.views.corrected import corrected
from consultation.findings.views.overview import answers_known, responses_counted
from consultation.findings.views.proposals import proposed_wordings
from consultation.guidance.models import ClauseVersion
from consultation.guidance.rules import changes, clause_status
from consultation.responses.admin.intake.queue import waiting_counts
from consultation.responses.models import Answer, Comment, Hold, Response
from consultation.responses.models.placed import SOURCES

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
    def wording(self) -> ClauseVersion:
        """The wording the latest run read, in which its places are; without a run, the newest."""
        run = self.state.latest
        if run is None:
            return self.version
        moment = run.started_at or run.requested_at
        read = ClauseVersion.objects.filter(clause=self.identity, published_at__lte=moment)
        return read.order_by("-pk").first() or self.version

    @cached_property
    def finding(self) -> ClauseFinding | None:
        """What the latest run says of it."""
        run = self.state.latest
        found = ClauseFinding.objects.filter(run=run, clause=self.identity).defer("made_by_one")
        return found.first() if run else None

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
        detail = finding.detail if finding and self.counted else None
        held = self._held(run)
        return super().get_context_data(
            state=self.state,
            version=version,
            status=clause_status(version.text, version.old_text).value,
            changes=changes(version.old_text, version.text),
            recommendations=self._recommendations(),
            found=self.shown(detail, figures.of_finding(finding)) if finding and detail else None,
            amendments=self._amendments() if detail else None,
            counted=self.counted,
            bodies=Bodies(self.counted, self.sight, self.types) if self.counted else None,
            questions=self._questions(),
            held=held,
            held_total=sum(count for _why, count in held),
            uncleared=self._uncleared(),
            waiting=waiting_counts(self.consultation),
            placed=self._placed(),
            proposals=proposed_wordings(self.consultation, version, MOST),
            contents=self.contents(detail),
            corrected=corrected(run, self.identity),
            **measured(self.consultation, self.identity),
            **kwargs,
        )

    def _amendments(self) -> dict[str, Any]:
        """The changes that most propose, the address of those who propose each, and how many there
        are: the very list of ``amendments.pages``."""
        form = AmendmentFilter({}, consultation=self.consultation)
        found = Amendments(self.consultation, self.wording, self.state.latest, form)
        listed = found.all[:MOST]
        note_opened(found.quote(listed), self.reader, Opening.What.FINDINGS, clock.now())
        here = [self.consultation.slug, self.name]
        addresses = [reverse("amendment", args=[*here, one.key]) for one in listed]
        return {"listed": list(zip(listed, addresses, strict=True)), "total": len(found.all)}

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
        waiting = Hold.objects.filter(released_at=None).order_by()
        # From each hold that waits to its source: there are few of those, and many comments here.
        on_it: list[Any] = [
            waiting.filter(**{f"{kind}__isnull": False}).alias(clause=_clause_of(kind))
            for kind in ("comment", "answer", "proposal")
        ]
        on_it = [holds.filter(clause=self.identity) for holds in on_it]
        on_it.append(waiting.filter(Exists(covered), letter__isnull=False))
        counts = Counter[str]()
        for holds in on_it:
            counts.update(dict(holds.values_list("why").annotate(n=Count("pk"))))
        return [(why.label, counts[why.value]) for why in Hold.Why if why.value in counts]

    def _uncleared(self) -> int:
        """Comments beside this clause that nobody has cleared."""
        gone = Response.objects.filter(consultation=self.consultation).not_counted()
        comments = Comment.objects.filter(clause_version__clause=self.identity, cleared_at=None)
        return comments.exclude(text="").exclude(response__in=gone.values("pk")).count()

    def _placed(self) -> list[tuple[str, int]]:
        """How the passages came to this clause: given by the respondent, cited, or allocated."""
        counts = self.counts.get("placed", {})
        return [(words, counts[source]) for source, words in PLACED.items() if source in counts]


def _clause_of(kind: str) -> Subquery:
    """The clause of the comment, answer or proposal that a hold lies on."""
    sources: Any = SOURCES[kind]._default_manager.filter(pk=OuterRef(kind))
    return Subquery(sources.values("clause_version__clause")[:1])
