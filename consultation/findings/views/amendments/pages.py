"""The clause with every proposed change in it, who proposes each, and the notes taken of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.auth import permission_denied

from consultation import clock
from consultation.findings.actions.amending import accept, undo_accepted
from consultation.findings.actions.blindness import note_opened
from consultation.findings.actions.coding import Place
from consultation.findings.forms.amendments import AmendmentFilter
from consultation.findings.models import DraftingNote, Opening, Proposer
from consultation.findings.rules.amending import marked
from consultation.findings.views.amendments.change import Change, Spot
from consultation.findings.views.amendments.merged import Amendments
from consultation.findings.views.amendments.notes import drafting_notes
from consultation.findings.views.clause.alone import CODE_RESPONSES
from consultation.findings.views.clause.page import OfClause
from consultation.findings.views.quotations import Quotations
from consultation.responses.admin.paging import KeyPages
from consultation.responses.models.placed import SOURCES, source_of
from consultation.responses.rules.masking import NOTHING_RESTRICTED

PER_PAGE = 25


class OfAmendments(OfClause):
    """A page about the changes proposed to one clause, for the respondents its address chooses."""

    @cached_property
    def form(self) -> AmendmentFilter:
        """Which respondents are asked for."""
        return AmendmentFilter(self.request.GET, consultation=self.consultation)

    @cached_property
    def amendments(self) -> Amendments:
        """The changes they propose."""
        return Amendments(self.consultation, self.wording, self.state.latest, self.form)

    @property
    def query(self) -> str:
        """The filter, as the address has it."""
        query = self.request.GET.copy()
        query.pop("p", None)
        return query.urlencode()

    @property
    def address(self) -> str:
        """The page of all changes to the clause."""
        return reverse("amendments", args=[self.consultation.slug, self.name])

    def type_label(self, key: str) -> str:
        """What a respondent type is called."""
        return self.types.get(key, key) or "Not given"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, here = super().get_breadcrumbs_items()
        clause = reverse("analysis_clause", args=[self.consultation.slug, self.name])
        return [*before, {"url": clause, "label": f"Clause {self.name}"}, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            state=self.state,
            name=self.name,
            wording=self.wording,
            newest=self.version,
            query=self.query,
            form=self.form,
            **kwargs,
        )


class AmendmentsPage(OfAmendments):
    """One clause, marked up once with what everybody would change in it."""

    template_name = "findings/amendments/amendments.html"

    def get_page_title(self) -> str:
        return f"Changes proposed to clause {self.name}"

    @property
    def may_accept(self) -> bool:
        """Whether this person may take a change up in the drafting notes."""
        return self.reader.has_perm(CODE_RESPONSES)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.amendments
        page = Paginator(found.beside, PER_PAGE).get_page(self.request.GET.get("p"))
        beside = list(page)
        quoted = found.quote([*found.drawn, *beside])
        note_opened(quoted, self.reader, Opening.What.FINDINGS, clock.now())
        numbers = {one.key: number for number, one in enumerate(found.drawn, 1)}
        return super().get_context_data(
            amendments=found,
            pieces=marked(self.wording.text, found.drawn),
            drawn=[self._row(one, numbers) for one in found.drawn],
            beside=[self._row(one, numbers) for one in beside],
            page=page,
            notes=drafting_notes(self.consultation, self.identity),
            may_accept=self.may_accept,
            **kwargs,
        )

    def _row(self, one: Change, numbers: dict[str, int]) -> dict[str, Any]:
        """A change as its row in a list shows it, each number with the list behind it."""
        page = reverse("amendment", args=[self.consultation.slug, self.name, one.key])
        asked = {name: value for name, value in self.form.of_people.items() if name != "type"}
        return {
            "change": one,
            "number": numbers.get(one.key),
            "address": f"{page}?{self.query}" if self.query else page,
            "types": [
                (
                    self.type_label(key),
                    count,
                    f"{page}?{urlencode(asked | {'type': key or 'none'})}",
                )
                for key, count in one.types
            ],
            "campaigns": f"{page}?{urlencode(self.form.of_people | {'campaign': 'in'})}",
            "accepted": one.pk in self.amendments.accepted,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a change up in the notes, or out of them."""
        if not self.may_accept:
            return permission_denied(request)
        if "undo" in request.POST:
            self._undo(request.POST["undo"])
        else:
            self._accept(request.POST.get("change", ""))
        return redirect(f"{self.address}?{self.query}#notes")

    def _undo(self, number: str) -> None:
        notes = DraftingNote.objects.filter(
            clause_version__clause=self.identity, response__consultation=self.consultation
        )
        note = notes.filter(pk=number).first() if number.isdecimal() else None
        if note is None or not undo_accepted(note, self.reader, clock.now()):
            messages.warning(self.request, "That change is not in the notes any more.")

    def _accept(self, key: str) -> None:
        one = self.amendments.of(key)
        if one is None or one.withheld:
            messages.warning(
                self.request,
                "That change is not among those proposed now, or its words are held: "
                "look for it in the lists below. Nothing was noted.",
            )
            return
        place = one.shown
        kind, _, number = place.source.partition(":")
        source = SOURCES[kind]._default_manager.select_related("response").get(pk=int(number))
        accept(
            self.wording,
            one.kind,
            (one.start, one.end),
            Place(source.response, source, place.start, place.end),
            self.reader,
            clock.now(),
            proposers=self.amendments.everybody(one),
            note=self.request.POST.get("note", "").strip(),
        )
        messages.success(self.request, "It is in the drafting notes.")


class WhoProposes(OfAmendments):
    """The responses behind the number of a change, with the words of each."""

    template_name = "findings/amendments/who.html"

    def get_page_title(self) -> str:
        return f"Who proposes this change to clause {self.name}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": self.address, "label": "Changes proposed"}, here]

    @cached_property
    def change(self) -> Change:
        """The change the address names. Raises Http404."""
        found = self.amendments.of(self.kwargs["change"])
        if found is None:
            raise Http404(f"None of those chosen proposes {self.kwargs['change']}")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposers = self.amendments.who(self.change)
        page = KeyPages(proposers, PER_PAGE, self.change.number).get_page(self.request.GET.get("p"))
        listed = [(one, Spot(source_of(one), one.start, one.end).place) for one in page]
        quotations = Quotations(
            self.consultation, [[place for _one, place in listed]], NOTHING_RESTRICTED
        )
        note_opened(quotations.responses, self.reader, Opening.What.FINDINGS, clock.now())
        rows = [(quotations[place], *self._told(one)) for one, place in listed]
        return super().get_context_data(change=self.change, page=page, rows=rows, **kwargs)

    def _told(self, one: Proposer) -> tuple[str, str]:
        """The type and the campaign of a proposer, as they are called on screens."""
        label = self.campaign_name(one.campaign) if one.campaign else ""
        return self.type_label(one.respondent_type), label
