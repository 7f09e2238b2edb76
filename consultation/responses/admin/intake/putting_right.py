"""One comment, wording or answer that was read from a form: put right beside the original."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions import putting_right
from consultation.responses.actions.drafts import asked_about
from consultation.responses.actions.putting_right import Row
from consultation.responses.actions.splitting import Places
from consultation.responses.admin.intake.entering import QUEUE, FormPage
from consultation.responses.admin.intake.forms import NOT_SAID
from consultation.responses.admin.pages import may_read_all
from consultation.responses.forms.fields import WordsField
from consultation.responses.models import Answer, Comment, Letter, Position, Proposal
from consultation.responses.rules.form.outline import choices_of
from consultation.responses.rules.merging import name
from consultation.responses.rules.places import Place, place_named

MEANWHILE = "Somebody else changed this meanwhile, or it is counted by now. Nothing was changed."


NAMED: dict[type[Row], str] = {
    Comment: "One clause (8.10), or empty for none.",
    Answer: "One question (q3).",
    Proposal: "The clause it would replace (8.10).",
}


class RecordedForm(forms.Form):
    """What a row says: where it belongs, its choice, its words."""

    on = forms.CharField(label="Is on", required=False)
    text = WordsField(label="Words", rows=8)
    seen = forms.CharField(widget=forms.HiddenInput)
    field_order = ("on", "choice", "text", "seen")

    def __init__(self, *args: Any, row: Row, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.places = row, places
        on, text = self.fields["on"], self.fields["text"]
        on.help_text = NAMED[type(row)]
        if not isinstance(row, Proposal):
            choices = [NOT_SAID, *self._choices()]
            self.fields["choice"] = forms.ChoiceField(
                label="Choice", required=False, choices=choices
            )
            self.order_fields(self.field_order)
        if not putting_right.words_are_open(row):
            text.disabled = True
            text.help_text = (
                "A child may be at risk, or somebody has decided on these words: they stay."
            )

    def _choices(self) -> list[tuple[str, str]]:
        if isinstance(self.row, Comment):
            return [(str(value), str(label)) for value, label in Position.choices]
        listed = [one for key in self.places.questions.values() for one in choices_of(key)]
        assert isinstance(self.row, Answer)
        return [(one, one) for one in dict.fromkeys([*listed, self.row.choice]) if one]

    def clean_on(self) -> Place:
        """The place named. A number that has not changed stands, whatever it was the number of."""
        place = place_named(self.cleaned_data["on"], [*self.places.versions], self.places.questions)
        if self.cleaned_data["on"] == self["on"].initial:
            return place
        wanted = bool(place.question) if isinstance(self.row, Answer) else len(place.clauses) == 1
        nowhere = isinstance(self.row, Comment) and not self.cleaned_data["on"].strip()
        if place.problem or not (wanted or nowhere):
            raise forms.ValidationError(place.problem or f"Name this: {NAMED[type(self.row)]}")
        return place

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        question = self._question()
        choice = said.get("choice")
        changed = {"on", "choice"} & {*self.changed_data}
        if question and choice and changed and choice not in choices_of(question):
            self.add_error("choice", f"This is no choice of {question.key}.")
        if isinstance(self.row, Proposal) and "on" in said and said.get("text", "").strip():
            others = self.row.response.proposals.exclude(pk=self.row.pk)
            if others.filter(clause_version=self._version()).exists():
                self.add_error("on", "Another wording is recorded for this clause already.")
        return said

    def _question(self) -> Any:
        if not isinstance(self.row, Answer):
            return None
        place = self.cleaned_data.get("on") or Place()
        return self.places.questions.get(place.question, self.row.question)

    def _version(self) -> Any:
        if self.cleaned_data["on"] == Place() and isinstance(self.row, Comment):
            return None
        if "on" not in self.changed_data:
            return self.row.clause_version
        return self.places.versions[self.cleaned_data["on"].clauses[0]]

    @property
    def given(self) -> dict[str, Any]:
        """What the form says, by the columns of the row."""
        said = self.cleaned_data
        same = name(said["text"]) == name(self.row.text)
        found: dict[str, Any] = {"text": self.row.text if same else said["text"]}
        if isinstance(self.row, Answer):
            found["choice"] = said["choice"]
            if "on" in self.changed_data:
                question = self._question()
                about = asked_about(self.row.response.consultation, question)
                found |= {"question": question, "question_key": question.key}
                found |= {"question_label": question.label, "clause_version": about}
            return found
        found["clause_version"] = self._version()
        return found | ({"position": said["choice"]} if isinstance(self.row, Comment) else {})


class PuttingRight(FormPage):
    """One row that was recorded, for those who may read every word of its response."""

    template_name = "responses/admin/intake/put_right.html"
    trail = QUEUE
    button = "Keep this"
    help = "Compare it with the original. Leave its choice and its words empty to take it out."

    @cached_property
    def letter(self) -> Letter:
        """The letter from whose page one comes here. Raises Http404."""
        letters = Letter.objects.filter(response__consultation=self.consultation)
        letter = get_object_or_404(
            letters.select_related("response", "file"), pk=self.kwargs["letter"]
        )
        if not may_read_all(letter.response, self.reader):
            raise Http404
        return letter

    @cached_property
    def row(self) -> Row:
        """The row the address names, while it can be put right. Raises Http404."""
        response = self.letter.response
        row = putting_right.row_of(response, self.kwargs["kind"], self.kwargs["number"])
        if row is None or not putting_right.can_be_put_right(response):
            raise Http404
        return row

    def get_page_title(self) -> str:
        return f"Put right what is recorded of {self.letter.response.reference}"

    def form(self, *given: Any) -> RecordedForm:
        row = self.row
        version = row.clause_version
        initial = {
            "on": row.question_key
            if isinstance(row, Answer)
            else version.number
            if version
            else "",
            "choice": row.position if isinstance(row, Comment) else getattr(row, "choice", ""),
            "text": row.text,
            "seen": putting_right.present(row),
        }
        places = Places(self.consultation, self.letter.response.received_at)
        return RecordedForm(*given[:1], initial=initial, row=row, places=places)

    def kept(self, form: Any) -> HttpResponse:
        try:
            putting_right.put_right(
                self.row, form.cleaned_data["seen"], form.given, self.reader, clock.now()
            )
            messages.success(self.request, "It is put right.")
        except putting_right.Changed:
            messages.warning(self.request, MEANWHILE)
        return redirect("intake_confirm", self.consultation.slug, self.letter.pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _ = self.row  # Whoever may not put it right is told before anything else is done.
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(letter=self.letter, **kwargs)
