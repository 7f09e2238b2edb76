"""The forms of the pages on which staff read responses and act on holds."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Answer, Channel, Hold, Response

ANY = ("", "Any")
SLUG = re.compile(r"[-\w]{1,50}")

STATUSES = (ANY, ("counted", "Counted"), ("set_aside", "Set aside"), ("held", "With a hold"))


class ResponseFilter(forms.Form):
    """Which responses to list; a filter is an address that can be shared."""

    q = forms.CharField(label="Reference contains", required=False, strip=True)
    channel = forms.ChoiceField(label="Channel", required=False, choices=[ANY, *Channel.choices])
    status = forms.ChoiceField(label="Status", required=False, choices=STATUSES)
    #: "q14=Agree": set by the numbers of closed questions, and in no box of the form.
    answered = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, consultation: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = [*consultation.respondent_types.values_list("key", "label"), ("none", "Not given")]
        asked = self.data.get("type", "")
        # An editor may have taken a type off the list that responses still have.
        if SLUG.fullmatch(asked) and asked not in dict(types):
            types.append((asked, asked))
        self.fields["type"] = forms.ChoiceField(
            label="Respondent type", required=False, choices=[ANY, *types]
        )

    def chosen(self, responses: QuerySet[Response]) -> QuerySet[Response]:
        """The ``responses`` the filter lets through; a value it does not know filters nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            responses = responses.filter(reference__icontains=wanted["q"])
        if wanted.get("type"):
            key = "" if wanted["type"] == "none" else wanted["type"]
            responses = responses.filter(respondent_type=key)
        if wanted.get("channel"):
            responses = responses.filter(channel=wanted["channel"])
        if self.answer:
            key, _, choice = self.answer.partition("=")
            answers = Answer.objects.filter(question_key=key, choice=choice)
            responses = responses.filter(pk__in=answers.values("response"))
        return self._by_status(responses, wanted.get("status", ""))

    @property
    def answer(self) -> str:
        """The closed answer asked for, as its question's key, "=" and the choice; "" for none."""
        self.is_valid()
        return str(self.cleaned_data.get("answered", ""))

    @staticmethod
    def _by_status(responses: QuerySet[Response], status: str) -> QuerySet[Response]:
        if status == "counted":
            return responses.filter(set_aside="")
        if status == "set_aside":
            return responses.exclude(set_aside="")
        if status == "held":
            return responses.filter(pk__in=Hold.objects.filter(released_at=None).values("response"))
        return responses


class ReleaseForm(forms.Form):
    """Why a hold is released: the log keeps who and when, this says why."""

    reason = forms.CharField(
        label="Why these words may be read by every official",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you decided, whom you told and when. Do not repeat the words themselves.",
        error_messages={"required": "Say why the hold is released."},
    )
