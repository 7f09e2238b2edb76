"""Which rows stand behind a number: the people, and what they say."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.formats import date_format

from consultation.findings.forms.people import PeopleFilter, optional
from consultation.findings.models import ClausePosition
from consultation.findings.rules import FLAGS
from consultation.findings.rules.counting import UNSURE
from consultation.findings.rules.figures import POSITIONS
from consultation.findings.rules.standing import SIDES, STRONG
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules.deadline import UK
from consultation.responses.models import Publish

WHOLE = "whole"
YES = [("yes", "Yes")]
TAKEN = [
    *((name, label) for name, _position, label in POSITIONS),
    ("for", "Support, with or without changes"),
    ("neither", "Not sure or unclear"),
]
IN_WORDS = {name: position for name, position, _label in POSITIONS}

#: Fields that stand in an address and in no box of the form: numbers on other pages set them.
SILENT = ("theme", "elsewhere", "elsewhere_position")


def taking(value: str) -> list[str]:
    """The positions, in the analysis's words, that a choice stands for."""
    return [IN_WORDS[name] for name in SIDES.get(value, (value,))]


class BehindFilter(PeopleFilter):
    """A clause, a position, and whatever else a number on the officials' pages is a number of."""

    position = optional("Position", TAKEN)
    decided = optional("Position known from", ClausePosition.Decided.choices)
    amendment = optional("Proposes a change", YES)
    strong = optional("In strong words", YES)
    unread = optional("Read by nobody yet", YES)
    contradiction = optional("Words against the answer", YES)
    unsure = optional("Read by the machine without confidence", YES)
    private = optional("May not be published, or did not say", YES)
    flag = optional("Says something of", FLAGS.items())
    told = optional("Beside the summary", ClausePosition.Told.choices)
    since = forms.DateField(
        label="Received since", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    before = forms.DateField(
        label="Received before", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    theme = forms.RegexField(r"^[0-9a-f]{12}$", label="", required=False)
    elsewhere = forms.CharField(label="", required=False)
    elsewhere_position = optional("", [("for", "support"), ("oppose", "oppose")])

    def __init__(
        self, *args: Any, consultation: ConsultationPage, names: dict[Any, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, consultation=consultation, **kwargs)
        self.identities = {name: identity for identity, name in names.items()}
        clauses = [(name, name) for name in self.identities]
        self.fields["clause"] = optional("Clause", [*clauses, (WHOLE, "On no clause")])
        self.order_fields(["clause", "position"])
        for name in SILENT:
            self.fields[name].widget = forms.HiddenInput()

    def narrowing(self, name: str, value: Any) -> Q:
        if name in PeopleFilter.base_fields or name == "type":
            return super().narrowing(name, value)
        if name == "clause":
            return Q(clause=None) if value == WHOLE else Q(clause=self.identities[value])
        if name == "position":
            return Q(position__in=taking(value))
        if name == "strong":
            return Q(strength__gte=STRONG)
        if name == "unsure":
            return Q(decided=ClausePosition.Decided.WORDS, confidence__lt=UNSURE)
        if name == "private":
            return ~Q(response__publish__in=[Publish.YES, Publish.ANONYMOUS])
        if name in ("amendment", "contradiction"):
            return Q(**{name: True})
        if name == "since":
            return Q(received_at__gte=datetime.combine(value, time.min, tzinfo=UK))
        if name == "before":
            return Q(received_at__lt=datetime.combine(value, time.min, tzinfo=UK))
        if name in ("theme", "flag"):
            return Q(**{f"{name}s__contains": f";{value};"})
        # What is no matter of one row is asked for in ``chosen``.
        return Q() if name in ("unread", *SILENT) else Q(**{name: value})

    def chosen(self, rows: Any) -> Any:
        found = super().chosen(rows)
        if self.wanted.get("unread"):
            found = found.unread()
        other = self.identities.get(self.wanted.get("elsewhere", ""))
        side = self.wanted.get("elsewhere_position")
        if other is None or side is None:
            return found
        there = rows.filter(clause=other, position__in=taking(side))
        return found.filter(response__in=there.values("response"))

    @property
    def said(self) -> list[tuple[str, str]]:
        shown = [(label, value) for label, value in super().said if label]
        wanted = self.wanted
        if {"elsewhere", "elsewhere_position"} <= wanted.keys():
            side = self.worded("elsewhere_position")
            shown.append((f"Who {side} clause", wanted["elsewhere"]))
        return shown

    def worded(self, name: str) -> str:
        if name == "since":
            return date_format(self.wanted[name], "j F Y")
        return super().worded(name)
