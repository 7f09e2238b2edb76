"""Every version of the code frame and every decision of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from consultation import clock
from consultation.findings.actions import coding, frame
from consultation.findings.actions.coding import NotDecided
from consultation.findings.models import Correction, FrameChange
from consultation.findings.views.frame import CodingPage
from consultation.findings.views.reader.showing import HELD_NAME, theme_names
from consultation.responses.models import Restricted
from consultation.responses.models.placed import source_of

PER_PAGE = 50


class History(CodingPage):
    """Every change of the frame and every decision, with who, when and why; each can be undone."""

    page_title = "History of the coding"
    template_name = "findings/frame/history.html"
    trail = [("Code frame", "code_frame")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = (
            Correction.objects.filter(response__consultation=self.consultation)
            .select_related("response", "theme", "clause", "made_by", "undone_by")
            .order_by("-made_at", "-pk")
        )
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        self.restricted = Restricted.of_responses(row.response for row in page)
        names = {
            theme.pk: name for theme, name in theme_names(self.consultation, self.may_read_held)
        }
        return super().get_context_data(
            changes=[(c, self._named(c, names)) for c in self._changes()],
            page=page,
            corrections=[self._told(row, names) for row in page],
            **kwargs,
        )

    def _changes(self) -> list[FrameChange]:
        rows = self.consultation.frame_changes.select_related("made_by", "undone_by", "undoes")
        return list(rows)

    @staticmethod
    def _named(change: FrameChange, names: Mapping[int, str]) -> list[tuple[str, str]]:
        """(name before, name after) of each theme of the change; names held are not shown."""
        found = []
        for key, after in change.after.items():
            before = change.before.get(key)
            if names.get(int(key)) == HELD_NAME:
                found.append(("", HELD_NAME))
            else:
                found.append((before["name"] if before else "", after["name"]))
        return found

    def _told(self, row: Correction, names: Mapping[int, str]) -> dict[str, Any]:
        over = self.restricted.on(source_of(row)) if row.why and not self.may_read_held else []
        hidden = any(one.start < row.end and one.end > row.start for one in over)
        theme = names.get(row.theme.pk, row.theme.name) if row.theme else ""
        return {"row": row, "theme": theme, "clause": self.names.get(row.clause_id, ""),
                "why": "[held]" if hidden else row.why, "source": source_of(row)}  # fmt: skip

    def act(self, given: QueryDict) -> str:
        now = clock.now()
        if "change" in given:
            change = get_object_or_404(self.consultation.frame_changes, pk=given["change"])
            frame.undo_change(change, self.reader, now)
        else:
            of_it = Correction.objects.filter(response__consultation=self.consultation)
            made = get_object_or_404(of_it, pk=given.get("correction") or 0)
            if not coding.undo(made, self.reader, now):
                raise NotDecided("That was undone already.")
        return self.url("coding_history")
