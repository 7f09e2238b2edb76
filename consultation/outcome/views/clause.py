"""Drafting one clause, beside its figures, its quotations and the sources of every sentence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset import frames, seals
from consultation.findings.views.amendments import drafting_notes
from consultation.findings.views.quotations import Quotations
from consultation.outcome.actions import ChangedMeanwhile, confirm_sentence, save_clause
from consultation.outcome.actions.drafting import fingerprint
from consultation.outcome.forms.clause import ClauseForm
from consultation.outcome.models.facts import accepted
from consultation.outcome.models.package import READ, Package
from consultation.outcome.models.reading import draft_of, resolved
from consultation.outcome.rules import flagged, gates
from consultation.outcome.rules.document import Resolved
from consultation.outcome.rules.document.building import answer, read_as_words
from consultation.outcome.rules.draft import ClauseDraft, Draft, standing
from consultation.outcome.rules.figures import Named
from consultation.outcome.rules.notation import Place
from consultation.outcome.rules.pasted import pasted
from consultation.outcome.views.outcome import OfOutcome


class OfClause(OfOutcome):
    """A page about one clause of the response."""

    @cached_property
    def whole(self) -> Draft:
        """The response as plain values."""
        return draft_of(self.page)

    @cached_property
    def draft(self) -> ClauseDraft:
        """The clause the address names. Raises Http404."""
        name = self.kwargs["clause"]
        found = next((one for one in self.whole.clauses if one.clause == name), None)
        if found is None:
            raise Http404(f"The response has no clause {name}")
        return found

    @cached_property
    def package(self) -> Package:
        """The seal's files, with the passages."""
        return Package(self.page.seal, (*READ, "passages.parquet"))

    @cached_property
    def resolved(self) -> Resolved:
        """What rows and files say of the clause now."""
        return resolved(self.page, self.whole, self.package)

    @cached_property
    def named(self) -> Named:
        """Everything that may be written by name."""
        return self.resolved.named(self.draft.clause)

    def read(self, places: list[Place]) -> dict[Place, Any]:
        """The words at each place as this official may read them, with a link to the response."""
        found = {place: self.package.source_of(place) for place in places}
        identities = {
            place: dict(zip(("source", "start", "end"), at, strict=True))
            for place, at in found.items()
            if at is not None
        }
        quotations = Quotations(self.consultation, [list(identities.values())], self.sight)
        return {place: quotations[identity] for place, identity in identities.items()}


class OneClause(OfClause):
    """The form of one clause. What is refused comes back with every word in it."""

    template_name = "outcome/admin/clause.html"

    def get_page_title(self) -> str:
        heading = f": {self.draft.heading}" if self.draft.heading else ""
        return f"Response on clause {self.draft.number}{heading}"

    def form(self, data: Any = None) -> ClauseForm:
        """The form, bound where something was sent."""
        draft, seal = self.draft, self.whole.digest
        return ClauseForm(
            data,
            draft=draft,
            known=self.named,
            repeated=self._repeated,
            popular=gates.popular(self.resolved.tree, draft, self.page.popular_share),
            standings=[
                standing(seal, draft.clause, one, self.resolved.vouched) for one in draft.said
            ],
            seen=fingerprint(self.page, draft.clause),
        )

    def _repeated(self, text: str) -> str:
        own = (self.draft.old, self.draft.redraft, self.draft.final)
        return pasted(text, self._said, own)

    @cached_property
    def _said(self) -> list[str]:
        return seals.passages(self.package.files["passages.parquet"], self.draft.clause)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            self._save(form)
        except ChangedMeanwhile:
            form.add_error(
                None,
                "Somebody else has changed this clause since you opened it. Nothing was saved. "
                "Your words are below; open the clause in another tab to see theirs.",
            )
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, f"Clause {self.draft.number} is saved.")
        return redirect("outcome_clause", self.consultation.slug, self.draft.clause)

    def _save(self, form: ClauseForm) -> None:
        draft, now = form.changed(), clock.now()
        page = save_clause(self.page, draft, form.cleaned_data["seen"], self.reader)
        for sentence in form.confirmed():
            confirm_sentence(page, draft.clause, sentence, self.reader, now)
        if form.cleaned_data["counts-nobody"]:
            for text in self._flagged_texts(draft):
                confirm_sentence(page, draft.clause, flagged.counts_nobody(text), self.reader, now)

    def _flagged_texts(self, draft: ClauseDraft) -> set[str]:
        texts = {f"sentence {n}": one.text for n, one in enumerate(draft.said, 1)}
        texts |= {"heading": draft.heading, flagged.FINAL: draft.final, **draft.written}
        return {texts[where] for where, _found in self._flagged(draft)}

    def _flagged(self, draft: ClauseDraft) -> list[tuple[str, Any]]:
        drafted = frozenset(
            self.page.vouched.filter(vouched_by=None).values_list("digest", flat=True)
        )
        known = (drafted, self.resolved.vouched, self._accepted)
        return list(flagged.flagged(draft, self.whole.digest, self.named, *known))

    @cached_property
    def _accepted(self) -> list[str]:
        return accepted(self.consultation).get(self.draft.identity, [])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.form()
        shown = answer(self.draft, self.whole.digest, self.resolved)
        slug = self.consultation.slug
        return super().get_context_data(
            form=form,
            draft=self.draft,
            shown=shown,
            sentences=self._sentences(form, shown),
            new_sentences=[
                form[name] for name in form.fields
                if name.startswith("sentence-") and int(name[9:]) >= len(self.draft.said)
            ],
            answers=self._answers(form),
            named=[(name, one) for name, one in self.named.items()],
            quotations=list(self.resolved.quotations.get(self.draft.clause, {}).values()),
            flagged=self._flagged(self.draft),
            counts_nobody=form["counts-nobody"],
            findings=reverse("analysis_clause", args=[slug, self.draft.clause]),
            amendments=reverse("amendments", args=[slug, self.draft.clause]),
            notes=drafting_notes(self.consultation, self._identity),
            **kwargs,
        )  # fmt: skip

    @property
    def _identity(self) -> Any:
        """The permanent identity of the clause; None if there is none of that name."""
        names = frames.keys(self.consultation)
        return next((pk for pk, name in names.items() if name == self.draft.clause), None)

    def _sentences(self, form: ClauseForm, shown: Any) -> list[dict[str, Any]]:
        words = self.read([place for one in self.draft.said for place in one.sources])
        return [
            {
                "number": place + 1,
                "text": form[f"sentence-{place}"],
                "own": form[f"own-{place}"] if one.sources else None,
                "confirm": form[f"confirm-{place}"] if one.sources else None,
                "sources": [words[source] for source in one.sources if source in words],
                "standing": said.standing.value,
                "read": read_as_words(said),
            }
            for place, (one, said) in enumerate(zip(self.draft.said, shown.said, strict=True))
        ]

    def _answers(self, form: ClauseForm) -> list[dict[str, Any]]:
        popular = {name: (what, count) for name, what, count in form.popular}
        return [
            {
                "name": name,
                "label": getattr(self.named.get(name), "text", name),
                "count": popular.get(name, ("", 0))[1],
                "field": form[f"answer-{name}"],
            }
            for name in form.answered()
        ]
