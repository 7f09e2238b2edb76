"""The form of the parts beside the clauses: checked when it is saved, as the clauses are."""

from __future__ import annotations

import html
import re
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from consultation.dataset import seals
from consultation.outcome.models.package import Package
from consultation.outcome.rules.notation import unknown
from consultation.outcome.rules.pasted import pasted

#: The fields of rich text, in which figures of the whole consultation may be written by name.
PROSE_FIELDS = ("foreword", "process", "equality", "next_steps")
FIGURES = ("received", "counted", "set aside")


class OutcomePageForm(WagtailAdminPageForm):
    """Refuses a name in braces that names nothing, and says which there are; and words that stand in
    a response, as the pages of the clauses do."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        written = {field: _words(cleaned.get(field) or "") for field in PROSE_FIELDS}
        for field, text in written.items():
            for problem in unknown(text, FIGURES):
                self.add_error(field, problem)
        if any(written.values()):
            self._refuse_pasted(written)
        return cleaned

    def _refuse_pasted(self, written: dict[str, str]) -> None:
        package = Package(self.instance.seal, ("passages.parquet", "clauses.json"))
        said = seals.passages(package.files["passages.parquet"])
        own = [finding["text"] for finding in package.findings["clauses"]]
        for field, text in written.items():
            words = pasted(text, said, own)
            if words:
                self.add_error(
                    field,
                    f"“{words}” stands in a response. Say it in words of your own: what a response "
                    "says can be quoted on the page of a clause, where it can still be redacted.",
                )


def _words(rich_text: str) -> str:
    """The words of rich text; what parts two blocks parts their words."""
    return html.unescape(re.sub(r"<[^>]*>", " ", rich_text)).strip()
