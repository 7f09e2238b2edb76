"""The duty officer's queue: what may say that a child is at risk, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions import disclosures
from consultation.responses.actions.releasing import note_seen
from consultation.responses.admin.pages import RELEASE_HOLD, StaffPage
from consultation.responses.admin.paging import TextPage, TextPages
from consultation.responses.models import Disclosure, Hold, Restricted
from consultation.responses.rules.disclosures import Times, measures, on_the_day

#: Closed ones listed on the page.
LISTED = 50


class ActForm(forms.Form):
    """What was done."""

    done = forms.CharField(
        label="What you did or found",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whom you spoke to, what they said, what comes next.",
        error_messages={"required": "Say what you did."},
    )


class ReferForm(forms.Form):
    """To whom it was referred, and when."""

    to = forms.CharField(
        label="To whom",
        max_length=200,
        help_text="The body and the person: the children’s services of which area, the police.",
        error_messages={"required": "Say to whom you referred it."},
    )
    referred_at = forms.SplitDateTimeField(
        label="When they were told",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Day they were told"},
            time_attrs={"type": "time", "aria-label": "Time they were told"},
        ),
        error_messages={
            "required": "Say when they were told.",
            "invalid": "Give a day and a time.",
        },
    )
    done = forms.CharField(
        label="What you told them, and what they said (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def clean_referred_at(self) -> Any:
        """Refuse a time to come: only what was done is written down."""
        given = self.cleaned_data["referred_at"]
        if given > clock.now():
            raise forms.ValidationError("This time is still to come: say when they were told.")
        return given


class CloseForm(forms.Form):
    """With what outcome it is closed."""

    outcome = forms.ChoiceField(
        label="Outcome",
        choices=Disclosure.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the outcome."},
    )
    done = forms.CharField(
        label="Why it can be closed",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it can be closed."},
    )


FORMS: dict[str, type[forms.Form]] = {"act": ActForm, "refer": ReferForm, "close": CloseForm}
HEADINGS = {"act": "Write down what you did", "refer": "Refer it", "close": "Close it"}


def open_disclosures() -> QuerySet[Disclosure]:
    """Those not closed, in every consultation, the longest waiting first."""
    rows = Disclosure.objects.filter(closed_at=None)
    return rows.select_related("response__consultation", "claimed_by", "seen_by")


class Disclosures(StaffPage):
    """Every possible disclosure: those open, those closed, and how soon each was read and closed."""

    permission = RELEASE_HOLD
    page_title = "Possible disclosures"
    template_name = "responses/admin/disclosures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = clock.now()
        every = Disclosure.objects.values_list("response__received_at", "seen_at", "closed_at")
        closed = Disclosure.objects.exclude(closed_at=None).select_related("response")
        return super().get_context_data(
            waiting=[(one, _late(one)) for one in open_disclosures()],
            closed=closed.order_by("-closed_at")[:LISTED],
            measures=measures((Times(*row) for row in every), now),
            **kwargs,
        )


class OneDisclosure(StaffPage):
    """One of them: its words, its respondent, every step so far, and the next."""

    permission = RELEASE_HOLD
    template_name = "responses/admin/disclosure.html"
    trail: ClassVar[list[tuple[str, str]]] = []

    @cached_property
    def disclosure(self) -> Disclosure:
        """The disclosure the address names. Raises Http404."""
        rows = Disclosure.objects.select_related("response__consultation", "claimed_by")
        return get_object_or_404(rows, pk=self.kwargs["disclosure"])

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds on its response for which a child may be at risk, released ones too."""
        holds = self.disclosure.response.holds.filter(why=Hold.Why.DISCLOSURE)
        return list(holds.select_related("comment", "answer", "letter", "proposal", "response"))

    @cached_property
    def text_page(self) -> TextPage:
        """The page that is asked for of all that is held, one hold after the other."""
        texts = ((str(one.pk), one.source.text[one.start : one.end]) for one in self.holds)
        return TextPages(texts).asked(self.request.GET)

    @property
    def shown(self) -> list[tuple[Hold, int, int]]:
        """The holds on the page, and from which character to which of its source each is there."""
        places = self.text_page.portion.places
        held = [(one, *places[str(one.pk)]) for one in self.holds if str(one.pk) in places]
        return [(one, one.start + start, one.start + end) for one, start, end in held]

    def get_page_title(self) -> str:
        return f"Possible disclosure in {self.disclosure.response.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_seen((hold for hold, _start, _end in self.shown), self.reader)
        disclosures.note_disclosure_seen(self.disclosure, self.reader, clock.now())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = request.POST.get("step", "")
        try:
            if step == "claim":
                disclosures.claim(self.disclosure, self.reader, clock.now())
            elif step in FORMS:
                form = FORMS[step](request.POST, prefix=step)
                if not form.is_valid():
                    context = self.get_context_data(forms={step: form})
                    return self.render_to_response(context, status=422)
                self._do(step, form.cleaned_data)
        except disclosures.Closed:
            messages.warning(request, "A colleague has closed it meanwhile. Nothing was added.")
        return redirect(request.get_full_path())

    def _do(self, step: str, given: dict[str, Any]) -> None:
        does: dict[str, Callable[..., None]] = {
            "act": disclosures.act, "refer": disclosures.refer, "close": disclosures.close,
        }  # fmt: skip
        does[step](self.disclosure, self.reader, **given, now=clock.now())
        messages.success(self.request, "Written down.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        response = self.disclosure.response
        restricted = Restricted.of_responses([response])
        given = kwargs.pop("forms", {})
        return super().get_context_data(
            disclosure=self.disclosure,
            response=response,
            late=_late(self.disclosure),
            details=restricted.details(response, self.sight),
            texts=[
                (hold, restricted.stretches(hold.source, self.sight, start, end))
                for hold, start, end in self.shown
            ],
            text_page=self.text_page,
            steps=self.disclosure.steps.select_related("by"),
            forms=[
                (step, HEADINGS[step], given.get(step) or form(prefix=step))
                for step, form in FORMS.items()
            ],
            **kwargs,
        )


def _late(one: Disclosure) -> bool:
    """Whether it was not read on the day it was received, or can not be any more."""
    return not on_the_day(one.response.received_at, one.seen_at or clock.now())
