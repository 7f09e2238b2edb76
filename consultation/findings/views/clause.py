"""One clause: its words, where people stand on it, what they argue and what they propose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404
from django.utils.functional import cached_property

from consultation.dataset import frames
from consultation.findings.models import ClauseFinding, Passage, Run
from consultation.findings.rules import figures, labels_held
from consultation.findings.views.proposals import proposed_wordings
from consultation.findings.views.quotations import Quotations
from consultation.findings.views.since import held_labels
from consultation.findings.views.state import state
from consultation.guidance.models import ClauseVersion
from consultation.guidance.rules import changes, clause_status
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Hold

#: The most quotations of one list on a page; the list says how many there are.
MOST = 10

#: Kinds of flag the analysis raises, as headings. A kind not listed is shown under its own name.
FLAGS = {
    "cost": "Costs and burdens",
    "legal point": "Legal points",
    "equality effect": "Equality effects",
    "evidence": "Evidence offered",
    "question": "Questions asked",
}

#: Lists that are cut to MOST, and lists of which only what several share is shown one by one.
LISTS = ("counter_arguments", "made_by_one", "contradictions", "amendments")
SHARED = ("themes", "campaigns")

PLACED = {
    "given": "were written beside it",
    "cited": "cite it",
    "allocated": "were put here by a machine, by their words",
}


class FindingPage(StaffPage):
    """What the page of a clause and the page of the whole text have in common."""

    @cached_property
    def state(self) -> Any:
        """As of when the findings are."""
        return state(self.consultation)

    def shown(self, detail: dict[str, Any], counts: Mapping[str, int]) -> dict[str, Any]:
        """The finding as the template shows it: words for places, figures for counts."""
        hidden = set() if self.may_read_held else held_labels(self.state.latest, detail)
        short = labels_held(_shortened(detail), hidden)
        quotations = Quotations(self.consultation, [short], self.sight)
        labels = dict(self.consultation.respondent_types.values_list("key", "label"))
        found: dict[str, Any] = quotations.shown(short)
        run: Run = self.state.latest
        commenting = detail["bases"]["commenting"]
        found["figures"] = figures.positions(counts, commenting, run.counted)
        found["paired"] = list(zip(found["figures"], _alone(detail), strict=True))
        found["types"] = [_type(row, labels) for row in detail["by_respondent_type"]]
        found["summary_sentences"] = [_sentence(s) for s in found["summary"]["sentences"]]
        found["flag_lists"] = [
            (FLAGS.get(kind, kind.capitalize()), listed) for kind, listed in found["flags"].items()
        ]
        found["tones"] = [{"label": tone, **count} for tone, count in detail["tone"].items()]
        return found


class OneClause(FindingPage):
    """The findings of the latest run on one clause."""

    template_name = "findings/clause.html"
    trail = [("Clauses", "analysis_clauses")]

    @cached_property
    def version(self) -> ClauseVersion:
        """The wording published last of the clause the address names. Raises Http404."""
        named = {name: identity for identity, name in frames.keys(self.consultation).items()}
        identity = named.get(self.kwargs["clause"])
        versions = ClauseVersion.objects.select_related("clause__section")
        version = versions.filter(clause=identity).order_by("-pk").first() if identity else None
        if version is None:
            raise Http404(f"{self.consultation} has no clause {self.kwargs['clause']}")
        return version

    def get_page_title(self) -> str:
        heading = f": {self.version.heading}" if self.version.heading else ""
        return f"Clause {self.kwargs['clause']}{heading}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.version
        run = self.state.latest
        finding = ClauseFinding.objects.filter(run=run, clause=version.clause_id).first()
        return super().get_context_data(
            state=self.state,
            version=version,
            status=clause_status(version.text, version.old_text).value,
            changes=changes(version.old_text, version.text),
            finding=finding,
            found=self.shown(finding.detail, figures.of_finding(finding)) if finding else None,
            held=self._held(version, run),
            placed=self._placed(version, run),
            proposals=proposed_wordings(self.consultation, version, MOST),
            **kwargs,
        )

    @staticmethod
    def _held(version: ClauseVersion, run: Run | None) -> int:
        """Holds that wait on words about this clause, be they in a letter."""
        clause = version.clause_id
        here = Passage.objects.filter(run=run, clause=clause)
        covered = here.filter(
            letter=OuterRef("letter"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
        )
        on_it = (
            Q(comment__clause_version__clause=clause)
            | Q(proposal__clause_version__clause=clause)
            | Q(answer__clause_version__clause=clause)
            | Q(Exists(covered))
        )
        return Hold.objects.filter(on_it, released_at=None).count()

    @staticmethod
    def _placed(version: ClauseVersion, run: Run | None) -> list[tuple[str, int]]:
        """How the passages came to this clause: given by the respondent, cited, or allocated."""
        passages = Passage.objects.filter(run=run, clause=version.clause_id).order_by()
        counts = dict(passages.values_list("clause_source").annotate(n=Count("pk")))
        return [(words, counts[source]) for source, words in PLACED.items() if source in counts]


class WholeText(FindingPage):
    """The findings of the latest run on what was said of no particular clause."""

    page_title = "On the whole text"
    template_name = "findings/clause.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.state.latest
        detail = run.whole_text if run else None
        counts = figures.by_field(detail["positions"]["with_campaigns"]) if detail else {}
        return super().get_context_data(
            state=self.state,
            found=self.shown(detail, counts) if detail else None,
            **kwargs,
        )


def _shortened(detail: dict[str, Any]) -> dict[str, Any]:
    """The finding with lists of quotations cut to what a person reads; each flag says how many."""
    flags = {
        kind: {"total": len(listed), "quotations": listed[:MOST]}
        for kind, listed in detail["flags"].items()
    }
    lists = {key: detail[key][:MOST] for key in LISTS}
    totals = {f"{key}_total": len(detail[key]) for key in LISTS}
    shared = {key: [one for one in detail[key] if one["responses"] > 1] for key in SHARED}
    single = {f"{key}_of_one": len(detail[key]) - len(shared[key]) for key in SHARED}
    return detail | lists | totals | shared | single | {"flags": flags}


def _alone(detail: dict[str, Any]) -> list[figures.Figure]:
    """The positions without the members of campaigns, on bases of their own."""
    counts = figures.by_field(detail["positions"]["without_campaigns"])
    return figures.positions(counts, sum(counts.values()), 0)


def _type(row: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    key = row["respondent_type"]
    counts = figures.by_field(row["positions"])
    stand = figures.positions(counts, row["commenting"], 0)
    return {
        "label": labels.get(key, key.capitalize()),
        "commenting": row["commenting"],
        "figures": stand,
        "bar": figures.bar(stand),
    }


def _sentence(sentence: dict[str, Any]) -> dict[str, Any]:
    """A sentence of the summary with its quotations in their places."""
    words = [_in_place(quote) for quote in sentence["sources"]]
    return {"text": sentence["text"].format(*words), "sources": sentence["sources"]}


def _in_place(quote: Any) -> str:
    if quote is None:
        return "[no longer kept]"
    return f"[{quote.withheld}]" if quote.withheld else quote.words
