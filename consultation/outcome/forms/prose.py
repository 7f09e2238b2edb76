"""The form of the parts beside the clauses: names in braces are checked when it is saved."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from consultation.outcome.rules.notation import unknown

#: The fields of rich text, in which figures of the whole consultation may be written by name.
PROSE_FIELDS = ("foreword", "process", "equality", "next_steps")
FIGURES = ("received", "counted", "set aside")


class OutcomePageForm(WagtailAdminPageForm):
    """Refuses a name in braces that names nothing, and says which there are."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for field in PROSE_FIELDS:
            for problem in unknown(cleaned.get(field) or "", FIGURES):
                self.add_error(field, problem)
        return cleaned
