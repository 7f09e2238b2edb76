"""Every campaign with its three counts, and what its members share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property

from consultation.dataset.rules import DUPLICATES_IN_WORDS, percent
from consultation.findings.models import Campaign, CampaignMember
from consultation.findings.models.names import campaign_names
from consultation.findings.views.behind import behind
from consultation.findings.views.campaigns.words import Words, template_of
from consultation.findings.views.state import State, state
from consultation.responses.admin.pages import StaffPage


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
        shared = CampaignMember.objects.filter(_exemplars(found))
        of_it = {member.campaign_id: member for member in shared}
        names = campaign_names(run)
        words = Words(of_it.values(), self.sight)
        return super().get_context_data(
            state=self.state,
            rows=[
                {
                    "campaign": one,
                    "label": names[one.name],
                    "share": percent(one.submissions, counted),
                    "template": template_of(one, of_it.get(one.pk), words),
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
