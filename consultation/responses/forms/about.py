"""Who is answering, asked once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.guidance.models import ConsultationPage
from consultation.responses.forms.fields import AddressField, LineField, OneOf, WordsField
from consultation.responses.forms.seen import GuardedForm, nothing
from consultation.responses.models import Kind, Publish, RespondentDetails
from consultation.responses.models.choices import REGIONS
from consultation.responses.models.received import WRITTEN_DETAILS
from consultation.responses.rules import DETAILS

OTHER = "other"
#: What is typed, not chosen: kept from a form that is only begun.
TYPED = (*WRITTEN_DETAILS, "email")


class AboutForm(GuardedForm):
    """Who is answering, on whose behalf, and what may be done with their words."""

    kind = OneOf(
        label=_("Are you answering for yourself or for an organisation?"), choices=Kind.choices
    )
    organisation = LineField(label=_("Name of the organisation"), max_length=300)
    represents = WordsField(
        label=_("Whom does it represent, and whom did you ask? (optional)"),
        help_text=_("For example how many members it has, and how you gathered their views."),
        rows=3,
    )
    respondent_type = forms.ChoiceField(
        label=_("Which of these describes you or your organisation best?"), required=False
    )
    respondent_type_other = LineField(
        label=_("If you chose “Other”, what describes you? (optional)"), max_length=200
    )
    name = LineField(label=_("Your name (optional)"), max_length=200, autocomplete="name")
    region = forms.ChoiceField(
        label=_("Where do you live or work? (optional)"),
        required=False,
        choices=[("", _("Choose a region")), *((region, _(region)) for region in REGIONS)],
    )
    email = AddressField(
        label=_("Your e-mail address (optional)"),
        help_text=_("We use it only if we need to ask you about what you said."),
        max_length=254,
    )
    confidential = OneOf(
        label=_("Do you want us to keep your response confidential?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
    )
    confidentiality_reason = WordsField(
        label=_("Why should it be kept confidential?"),
        help_text=_("We have to weigh your reason if someone asks to see your response by law."),
        rows=3,
    )
    publish = OneOf(label=_("May we publish what you say?"), choices=Publish.choices)

    def __init__(
        self, consultation: ConsultationPage, details: RespondentDetails | None, data: Any = None
    ) -> None:
        super().__init__(data, saved=written(details))
        types = consultation.respondent_types.values_list("key", "label")
        for name in ("respondent_type", "region"):
            self.fields[name].error_messages["invalid_choice"] = _("Choose one from the list")
        described = self.fields["respondent_type"]
        assert isinstance(described, forms.ChoiceField)
        described.choices = [("", _("Choose one")), *types]

    def clean(self) -> dict[str, Any]:
        """Ask for what is needed, in the words of the question."""
        cleaned: dict[str, Any] = super().clean() or {}
        self._need("kind", _("Choose whether you answer for yourself or for an organisation"))
        self._need("respondent_type", _("Choose what describes you best"))
        self._need("confidential", _("Choose whether you want your response kept confidential"))
        self._need("publish", _("Choose whether we may publish what you say"))
        if cleaned.get("kind") == Kind.ORGANISATION:
            self._need("organisation", _("Enter the name of the organisation"))
        if cleaned.get("confidential") == "yes":
            self._need("confidentiality_reason", _("Say why it should be kept confidential"))
        return cleaned

    def details(self) -> dict[str, Any]:
        """The valid form as the details of a draft or a response."""
        confidential = self.cleaned_data["confidential"] == "yes"
        return {name: self.cleaned_data[name] for name in DETAILS} | {"confidential": confidential}

    def typed(self) -> dict[str, Any]:
        """The words of a form that is not filled in whole yet, as far as they can be stored."""
        return {name: self.cleaned_data.get(name, "") for name in TYPED}

    def _need(self, name: str, error: Any) -> None:
        if name not in self.errors and not self.cleaned_data.get(name, "").strip():
            self.add_error(name, nothing(error))


def written(details: RespondentDetails | None) -> dict[str, str]:
    """What was said before, by the fields of the form.

    Before the form was saved whole only typed words are there: a choice that nobody made, above
    all that nothing is confidential, must not look made.
    """
    if details is None:
        return {}
    if not details.kind:
        return {name: getattr(details, name) for name in TYPED}
    values = {name: getattr(details, name) for name in DETAILS}
    return values | {"confidential": "yes" if details.confidential else "no"}
