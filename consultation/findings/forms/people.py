"""Whose positions to count: the filter that the map and the lists behind its numbers share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django import forms
from django.db.models import Q, QuerySet

from consultation.findings.models import Run
from consultation.findings.models.names import campaign_names
from consultation.findings.rules.campaigns import called
from consultation.guidance.models import ConsultationPage
from consultation.responses.forms.about import REGIONS
from consultation.responses.models import Channel, Kind

ANY = ("", "Any")
NOT_GIVEN = "none"
SLUG = re.compile(r"[-\w]{1,50}")
CAMPAIGN = re.compile(r"campaign-[0-9a-f]{8}")

#: Rows of respondents: where they stand, or what they propose.
Rows = TypeVar("Rows", bound=QuerySet[Any])


def optional(label: str, choices: Any) -> forms.ChoiceField:
    """A choice that may be left at "Any"."""
    return forms.ChoiceField(label=label, required=False, choices=[ANY, *choices])


class PeopleFilter(forms.Form):
    """Which respondents; a value it does not know filters nothing, and is said so.

    Every field narrows ``ClausePosition`` by itself, so the counts on the map and the rows in a
    list behind one of them cannot differ.
    """

    channel = optional("Channel", Channel.choices)
    region = optional("Region", [*((r, r) for r in REGIONS), (NOT_GIVEN, "Not given")])
    kind = optional("Answers", [*Kind.choices, (NOT_GIVEN, "Not given")])
    campaign = optional("Campaigns", [("out", "Left out"), ("in", "Only campaigns")])
    confidential = optional("Confidentiality", [("yes", "Asked for"), ("no", "Not asked for")])

    def __init__(self, *args: Any, consultation: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        types = list(consultation.respondent_types.values_list("key", "label"))
        self.fields["type"] = optional("Respondent type", [*types, (NOT_GIVEN, "Not given")])
        self.order_fields(["type"])
        # An editor may have taken a type off the list that responses still have.
        self._also("type", SLUG, str)
        self._also("campaign", CAMPAIGN, self._campaign)

    def _also(self, name: str, known: re.Pattern[str], label: Callable[[str], str]) -> None:
        """Let a value be chosen that is on no list but can be one."""
        value = self.data.get(name, "")
        field = cast(forms.ChoiceField, self.fields[name])
        choices = list(cast(Any, field.choices))
        if known.fullmatch(value) and value not in dict(choices):
            field.choices = [*choices, (value, label(value))]

    def _campaign(self, name: str) -> str:
        """What the campaign of that name is called."""
        runs = self.consultation.runs.defer("whole_text", "whole_counts")
        names = campaign_names(runs.filter(state=Run.State.DONE).first())
        return names.get(name) or called(name)

    @property
    def wanted(self) -> dict[str, Any]:
        """What was chosen and understood, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def asked(self) -> Q:
        """What the filter asks of a row."""
        asked = Q()
        for name, value in self.wanted.items():
            asked &= self.narrowing(name, value)
        return asked

    def chosen(self, rows: Rows) -> Rows:
        """The ``rows`` the filter lets through."""
        return rows.filter(self.asked)

    def narrowing(self, name: str, value: Any) -> Q:
        """What one field asks of a row."""
        if name == "campaign":
            return {"in": ~Q(campaign=""), "out": Q(campaign="")}.get(value, Q(campaign=value))
        if name == "confidential":
            return Q(confidential=value == "yes")
        column = {"type": "respondent_type"}.get(name, name)
        return Q(**{column: "" if value == NOT_GIVEN else value})

    @property
    def of_people(self) -> dict[str, str]:
        """What was chosen of respondents: the part of the address that every link keeps."""
        asked = PeopleFilter.base_fields.keys() | {"type"}
        return {name: str(value) for name, value in self.wanted.items() if name in asked}

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was chosen, in words: (label, value)."""
        return [(str(self.fields[name].label), self.worded(name)) for name in self.wanted]

    def worded(self, name: str) -> str:
        """The value chosen, as its field shows it."""
        choices = dict(getattr(self.fields[name], "choices", ()))
        value = self.wanted[name]
        return str(choices.get(value, value))
