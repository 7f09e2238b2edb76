"""Who is answering."""

from __future__ import annotations

from typing import Any

from consultation.responses.actions import save_details
from consultation.responses.forms import AboutForm
from consultation.responses.views.autosave import Outcome
from consultation.responses.views.handing_back import HandsBack


class AboutView(HandsBack):
    """Asked once in a response, whenever the respondent likes."""

    template = "responses/about.html"

    def form(self, data: Any = None) -> AboutForm:
        form = AboutForm(self.consultation, self.respondent.draft, data)
        if not form.initial.get("respondent_type"):
            # Whom they said they were when they looked for their sections: kept if they save it.
            form.initial["respondent_type"] = self.request.GET.get("role", "")
        return form

    def save(self, form: AboutForm) -> None:
        save_details(self.respondent.writing(self.received_at), form.details(), self.received_at)

    def keep_begun(self, form: AboutForm) -> Outcome:
        """The words are kept as they are typed; the choices when the form is whole."""
        draft = self.respondent.draft
        if not form.begun or (draft and draft.kind):
            return super().keep_begun(form)
        typed = form.typed()
        if any(typed.values()):
            save_details(self.respondent.writing(self.received_at), typed, self.received_at)
        return Outcome(422, begun=True)

    def next(self) -> str:
        return self.address("tasks")
