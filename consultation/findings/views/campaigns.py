"""Campaigns: how many sent each, what they share, and what each member adds of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset.rules import DUPLICATES_IN_WORDS, percent
from consultation.findings.actions import campaigns, coding
from consultation.findings.actions.coding import NotDecided
from consultation.findings.forms.people import campaign_label
from consultation.findings.models import Campaign, CampaignMember, Correction
from consultation.findings.rules import Mark, Piece, figures, pieces, theme_key
from consultation.findings.views.behind import behind
from consultation.findings.views.frame import CodingPage
from consultation.findings.views.reader.page import CODE
from consultation.findings.views.reader.showing import HELD_NAME, held_keys
from consultation.findings.views.state import State, state
from consultation.responses.admin.pages import READ_RESPONSES, StaffPage
from consultation.responses.models import Response, Restricted
from consultation.responses.models.placed import SOURCES
from consultation.responses.rules.masking import Sight, label

PER_PAGE = 25
OWN, HERE = "own", "here"

#: What members are listed: all, one of each text, or those who add words of their own.
SHOWN = {
    "": ("Every response of the campaign, those with most words of their own first", Q()),
    "texts": ("One response for each distinct text", Q(copies__gt=0)),
    "own": ("Responses that add eight words or more of their own", Q(adds=True)),
}


class Said(NamedTuple):
    """What a member wrote in one place, its own words marked; or why it is withheld."""

    pieces: list[Piece]
    clause: str


class Member(NamedTuple):
    """A member as it is listed."""

    row: CampaignMember
    said: list[Said]
    withheld: str


class Words:
    """The words of members, in at most five queries however many they are.

    Words under a hold or a redaction that ``sight`` does not see are left out and labelled.
    """

    def __init__(self, members: Iterable[CampaignMember], sight: Sight) -> None:
        self.sight = sight
        wanted: dict[str, set[int]] = defaultdict(set)
        for member in members:
            for source, *_place in member.places:
                kind, _, number = source.partition(":")
                wanted[kind].add(int(number))
        self.rows = {f"{k}:{row.pk}": row for k, ids in wanted.items() for row in _read(k, ids)}
        self.restricted = Restricted.of_sources(wanted)

    def of(self, member: CampaignMember) -> list[Said]:
        """Place by place; none of what is no longer kept."""
        known = [place for place in member.places if place[0] in self.rows]
        return [self._said(*place) for place in known]

    def _said(self, source: str, start: int, end: int, own: list[list[int]]) -> Said:
        row = self.rows[source]
        marks = [Mark(start, end, HERE), *(Mark(first, last, OWN) for first, last in own)]
        for one in self.restricted.on(source):
            first, last = max(one.start, start), min(one.end, end)
            marks.append(Mark(first, last, one.kind, label(one.kind, one.why)))
        cut = [piece for piece in pieces(row.text, marks) if HERE in piece.kinds]
        seen = [p if self.sight.sees(p.kinds) else p._replace(text="") for p in cut]
        version = getattr(row, "clause_version", None)
        return Said(seen, version.number if version else "")


def _read(kind: str, ids: set[int]) -> Iterable[Any]:
    rows: Any = SOURCES[kind]._default_manager.filter(pk__in=ids)
    return rows if kind == "letter" else rows.select_related("clause_version")


class Campaigns(StaffPage):
    """Every campaign of the latest run with its three counts."""

    page_title = "Campaigns"
    template_name = "findings/campaigns/campaigns.html"

    @cached_property
    def state(self) -> State:
        """As of when the findings are."""
        return state(self.consultation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.state.latest
        found = list(run.campaigns.select_related("exemplar")) if run else []
        counted = run.counted if run else 0
        inside = sum(one.submissions for one in found)
        shared = CampaignMember.objects.filter(Q(pk__in=[]) | _exemplars(found))
        of_it = {member.campaign_id: member for member in shared}
        words = Words(of_it.values(), self.sight)
        return super().get_context_data(
            state=self.state,
            rows=[
                {
                    "campaign": one,
                    "label": campaign_label(one.name),
                    "share": percent(one.submissions, counted),
                    "template": _template(one, of_it.get(one.pk), words),
                }
                for one in found
            ],
            rule=DUPLICATES_IN_WORDS,
            counted=counted,
            inside=inside,
            outside=counted - inside,
            as_one=counted - inside + len(found),
            behind_in=behind(self.consultation, {"campaign": "in"}),
            behind_out=behind(self.consultation, {"campaign": "out"}),
            **kwargs,
        )


def _exemplars(found: Iterable[Campaign]) -> Q:
    wanted = Q(pk__in=[])
    for one in found:
        wanted |= Q(campaign=one, response=one.exemplar_id)
    return wanted


def _template(
    campaign: Campaign, exemplar: CampaignMember | None, words: Words
) -> list[Piece | None]:
    """The words of the exemplar that are the campaign's, None where its own stand between them."""
    if exemplar is None or campaign.exemplar.set_aside:
        return []
    found: list[Piece | None] = []
    for said in words.of(exemplar):
        for piece in said.pieces:
            shown = None if OWN in piece.kinds else piece
            if shown is not None and piece.text and not any(map(str.isalnum, piece.text)):
                # A full stop between two stretches of the sender's own.
                continue
            if shown is not None or (found and found[-1] is not None):
                found.append(shown)
        if found and found[-1] is not None:
            found.append(None)
    return found[:-1] if found and found[-1] is None else found


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
        rows = self.state.latest.campaigns.select_related("exemplar", "run")
        return get_object_or_404(rows, name=self.kwargs["campaign"])

    def get_page_title(self) -> str:
        return campaign_label(self.campaign.name)

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
            template=_template(campaign, exemplar, words),
            share=percent(campaign.submissions, campaign.run.counted),
            arguments=self._arguments(),
            clauses=self._clauses(),
            positions=[label for _name, _position, label in figures.POSITIONS],
            page=page,
            listed=SHOWN[shown][0],
            query=f"show={shown}" if shown else "",
            shown=shown,
            members=[_member(row, words) for row in page],
            decisions=self._decisions(),
            may_decide=self.may_decide,
            none=campaigns.NONE,
            **kwargs,
        )

    def _page(self, shown: str) -> Any:
        rows = self.campaign.members.filter(SHOWN[shown][1]).select_related("response")
        order = ("-copies", "pk") if shown == "texts" else ("-own_words", "response")
        pages = Paginator(rows.order_by(*order), PER_PAGE)
        counts = {"": "submissions", "texts": "distinct_texts", "own": "with_own_words"}
        # As the run counted them.
        pages.count = getattr(self.campaign, counts[shown])
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
