"""What was said of no particular clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consultation.findings.forms.behind import WHOLE
from consultation.findings.rules import figures
from consultation.findings.views.clause.finding import FindingPage


class WholeText(FindingPage):
    """The findings of the latest run on what was said of no particular clause."""

    page_title = "On the whole text"
    template_name = "findings/clause.html"
    name = WHOLE
    identity = None

    @property
    def counts(self) -> Mapping[str, Any]:
        return self.state.latest.whole_counts if self.state.latest else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.state.latest
        detail = run.whole_text if run else None
        counts = figures.by_field(detail["positions"]["with_campaigns"]) if detail else {}
        return super().get_context_data(
            state=self.state,
            found=self.shown(detail, counts) if detail and self.counted else None,
            counted=self.counted,
            contents=self.contents(detail if self.counted else None),
            **kwargs,
        )
