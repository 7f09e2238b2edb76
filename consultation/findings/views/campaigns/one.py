"""One campaign: its template, its counts, its members and what each adds; who is in it, decided."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset.rules import DUPLICATES_IN_WORDS, percent
from consultation.findings.actions import campaigns, coding
from consultation.findings.actions.coding import NotDecided
from consultation.findings.models import Campaign, CampaignMember, Correction
from consultation.findings.models.names import campaign_names
from consultation.findings.rules import figures, theme_key
from consultation.findings.views.behind import behind
from consultation.findings.views.campaigns.words import Said, Words, template_of
from consultation.findings.views.frame import CodingPage
from consultation.findings.views.reader.queue import CODE
from consultation.findings.views.reader.showing import HELD_NAME, held_keys
from consultation.findings.views.state import State, state
from consultation.responses.admin.pages import READ_RESPONSES
from consultation.responses.admin.paging import KeyPages
from consultation.responses.models import Response, Restricted
from consultation.responses.models.placed import source_of

PER_PAGE = 25

#: What members are listed: all, one of each text, or those who add words of their own.
SHOWN = {
    "": ("Every response of the campaign, those with most words of their own first", Q()),
    "texts": ("One response for each distinct text", Q(copies__gt=0)),
    "own": ("Responses that add eight words or more of their own", Q(adds=True)),
}


class Member(NamedTuple):
    """A member as it is listed."""

    row: CampaignMember
    said: list[Said]
    withheld: str


class OneCampaign(CodingPage):
    """One campaign: its template, its counts, its members and what each adds."""

    permission = READ_RESPONSES
    template_name = "findings/campaigns/campaign.html"
    trail = [("Campaigns", "campaigns")]

    @cached_property
    def state(self) -> State:
        """As of when the findings are."""
        return state(self.consultation)

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the latest run that the address names. Raises Http404."""
        if self.state.latest is None:
            raise Http404("Nothing was analysed yet")
        rows = self.state.latest.campaigns.select_related("exemplar")
        return get_object_or_404(rows, name=self.kwargs["campaign"])

    @property
    def counted(self) -> int:
        """How many responses the run counted."""
        return self.state.latest.counted if self.state.latest else 0

    def get_page_title(self) -> str:
        return campaign_names(self.state.latest)[self.campaign.name]

    @property
    def may_decide(self) -> bool:
        """Whether this person may say who is in a campaign."""
        return self.reader.has_perm(CODE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        campaign = self.campaign
        asked = self.request.GET.get("show", "")
        shown = asked if asked in SHOWN else ""
        page = self._page(shown)
        exemplar = campaign.members.filter(response=campaign.exemplar_id).first()
        words = Words([*page, *filter(None, [exemplar])], self.sight)
        return super().get_context_data(
            state=self.state,
            campaign=campaign,
            rule=DUPLICATES_IN_WORDS,
            template=template_of(campaign, exemplar, words),
            template_goes_on=exemplar and any(said.goes_on for said in words.of(exemplar)),
            share=percent(campaign.submissions, self.counted),
            arguments=self._arguments(),
            clauses=self._clauses(),
            positions=[label for _name, _position, label in figures.POSITIONS],
            page=page,
            listed=SHOWN[shown][0],
            query=f"show={shown}" if shown else "",
            shown=shown,
            members=[_member(row, words) for row in page],
            decisions=self._told(self._decisions()),
            may_decide=self.may_decide,
            none=campaigns.NONE,
            **kwargs,
        )

    def _page(self, shown: str) -> Any:
        rows = self.campaign.members.filter(SHOWN[shown][1]).select_related("response")
        order = ("-copies", "pk") if shown == "texts" else ("-own_words", "response")
        counts = {"": "submissions", "texts": "distinct_texts", "own": "with_own_words"}
        # As the run counted them.
        number = getattr(self.campaign, counts[shown])
        pages = KeyPages(rows.order_by(*order), PER_PAGE, number)
        return pages.get_page(self.request.GET.get("p"))

    def _arguments(self) -> list[dict[str, Any]]:
        """What its members raise, and the list of those who do; names with held words left out."""
        themes = self.campaign.themes
        hidden = set() if self.may_read_held else held_keys(self.state.latest)
        return [
            {
                "name": HELD_NAME if key in hidden else key,
                "responses": number,
                "address": behind(
                    self.consultation, {"campaign": self.campaign.name}, theme=theme_key(key)
                ),
            }
            for key, number in themes
        ]

    def _clauses(self) -> list[dict[str, Any]]:
        """Where its members stand, clause by clause, each number with its list."""
        names = {str(identity): name for identity, name in self.names.items()}
        campaign = {"campaign": self.campaign.name}
        rows = []
        order = {identity: place for place, identity in enumerate(names)}
        listed = sorted(self.campaign.clauses, key=lambda one: order.get(one[0], len(order)))
        for identity, counts in listed:
            name = names.get(identity, "")
            asked = {"clause": name or "whole"}
            cells = [
                (counts.get(field, 0), behind(self.consultation, campaign, **asked, position=field))
                for field, _position, _label in figures.POSITIONS
            ]
            everyone = behind(self.consultation, campaign, **asked)
            rows.append(
                {"name": name, "total": sum(counts.values()), "address": everyone, "cells": cells}
            )
        return rows

    def _decisions(self) -> list[Correction]:
        """What people decided of this campaign's members, newest first, undone ones too."""
        of_it = Q(value=self.campaign.name) | Q(machine=self.campaign.name)
        rows = Correction.objects.filter(
            of_it, kind=coding.Kind.CAMPAIGN, response__consultation=self.consultation
        )
        related = ("response", "made_by", "undone_by")
        return list(rows.select_related(*related).order_by("-made_at", "-pk"))

    def _told(self, made: list[Correction]) -> list[tuple[Correction, str]]:
        """Each with why, where nothing of its response is held that it may repeat."""
        restricted = Restricted.of_responses(row.response for row in made)
        hidden = {row.pk for row in made if restricted.on(source_of(row))}
        may = self.may_read_held
        return [(row, row.why if may or row.pk not in hidden else "[held]") for row in made]

    def act(self, given: QueryDict) -> str:
        if not self.may_decide:
            raise NotDecided("You may not decide who is in a campaign.")
        now = clock.now()
        if "undo" in given:
            rows = Correction.objects.filter(response__consultation=self.consultation)
            made = get_object_or_404(rows, pk=given["undo"] or 0, kind=coding.Kind.CAMPAIGN)
            if not coding.undo(made, self.reader, now):
                raise NotDecided("That was undone already.")
        elif "out" in given:
            member = self._response(str(given["out"]))
            campaigns.take_out(member, self.campaign.name, given.get("why", ""), self.reader, now)
        else:
            found = self._response(given.get("reference", "").strip())
            was_in = CampaignMember.objects.filter(
                response=found, campaign__run=self.state.latest
            ).values_list("campaign__name", flat=True)
            why = given.get("why", "")
            campaigns.put_in(found, self.campaign, was_in.first() or "", why, self.reader, now)
        return f"{self.url('campaign', self.campaign.name)}#decided"

    def _response(self, reference: str) -> Response:
        found = self.consultation.responses.filter(reference=reference).first()
        if found is None:
            raise NotDecided(f"“{reference}” is no response here: give its whole reference.")
        return found


def _member(row: CampaignMember, words: Words) -> Member:
    aside = row.response.set_aside and row.response.get_set_aside_display().lower()
    if aside:
        return Member(row, [], f"Not counted now: {aside}")
    return Member(row, words.of(row), "")
