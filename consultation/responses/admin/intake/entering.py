"""Entering one letter, loading many files, typing what cannot be read, and putting details right."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions import confirming, details, entering
from consultation.responses.actions.mail import post
from consultation.responses.actions.offline import Recorder
from consultation.responses.admin.intake.forms import (
    DETAILS,
    DetailsForm,
    EnterForm,
    LoadForm,
    TypeForm,
)
from consultation.responses.admin.intake.queue import RECEIVE
from consultation.responses.admin.pages import StaffPage, may_read_all
from consultation.responses.intake import Refused
from consultation.responses.models import (
    Mail,
    ProposedDetails,
    ReceivedFile,
    Response,
    SetAside,
)
from consultation.responses.rules import receipt_secret, secret_of

QUEUE = [("Letters, e-mails and files", "intake")]


class FormPage(StaffPage):
    """A page with one form; ``kept`` says what to do with it once it is right."""

    permission = RECEIVE
    trail = QUEUE
    template_name = "responses/admin/intake/form.html"
    button = "Save"
    help = ""

    def form(self, *given: Any) -> Any:
        """The form, empty or with what was given."""
        raise NotImplementedError

    def kept(self, form: Any) -> HttpResponse:
        """Do what the form says; where to go. Raises Refused when a file of it is not taken."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if form.is_valid():
            try:
                return self.kept(form)
            except Refused as refused:
                form.add_error("uploads", str(refused))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        return super().get_context_data(button=self.button, help=self.help, **kwargs)


def send_receipt(response: Response) -> None:
    """The receipt by e-mail, once, where an address is known."""
    if response.email:
        post(Mail.Kind.RECEIPT, response.email, response=response, now=clock.now())


class Enter(FormPage):
    """One letter, e-mail, or the notes of one event."""

    page_title = "Enter a letter, an e-mail or event notes"
    button = "Store it"
    help = (
        "It is stored once, however often the button is pressed, and gets a receipt as any other."
    )

    def form(self, *given: Any) -> EnterForm:
        return EnterForm(*given, consultation=self.consultation, now=clock.now())

    def kept(self, form: Any) -> HttpResponse:
        now = clock.now()
        response = entering.enter(
            Recorder(self.consultation), form.given, form.cleaned_data["uploads"], now, self.reader
        )
        send_receipt(response)
        return redirect("intake_entered", self.consultation.slug, response.reference)


class OfResponse(StaffPage):
    """A page about one response that staff received."""

    permission = RECEIVE
    trail = QUEUE

    @cached_property
    def response(self) -> Response:
        """The response the address names. Raises Http404."""
        return get_object_or_404(
            Response, consultation=self.consultation, reference=self.kwargs["reference"]
        )

    @property
    def may_read_all(self) -> bool:
        """Whether this person may read every word of the response."""
        return may_read_all(self.response, self.reader)


class Entered(OfResponse):
    """A response was stored: its reference, its receipt, and what comes next."""

    template_name = "responses/admin/intake/entered.html"

    def get_page_title(self) -> str:
        return f"Stored as {self.response.reference}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            response=self.response,
            letters=confirming.newest_letters(self.response),
            waits=confirming.still_waits(self.response),
            may_read_all=self.may_read_all,
            **kwargs,
        )


class StaffReceipt(OfResponse):
    """Leads to the response's own receipt, to be printed and sent: the same for every channel.

    A receipt shows every word, so it is for those who may read every word.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_read_all:
            raise Http404
        secret = receipt_secret(secret_of(self.response.submission_key))
        return redirect("respond:receipt", self.consultation.slug, secret)


class Details(OfResponse, FormPage):
    """Who sent a letter and when it came: put right by the person who reads it, while it waits.

    What a file tells of that stands above the form; asked for, it is filled in, and not yet kept.
    """

    button = "Keep these details"
    template_name = "responses/admin/intake/details.html"

    def get_page_title(self) -> str:
        return f"Details of {self.response.reference}"

    def form(self, *given: Any) -> DetailsForm:
        if not self.may_read_all:
            raise Http404
        initial = {name: getattr(self.response, name) for name in (*DETAILS, "received_at")}
        for told in self.proposed:
            if str(told.file_id) == self.request.GET.get("of"):
                names = ("received_at", "name", "email")
                initial |= {name: value for name in names if (value := getattr(told, name))}
        return DetailsForm(
            *given[:1], initial=initial, consultation=self.consultation, now=clock.now()
        )

    def kept(self, form: Any) -> HttpResponse:
        if self.response.set_aside not in (SetAside.WAITING, SetAside.LATE):
            messages.error(self.request, "This response no longer waits: its details stay.")
        else:
            received = form.cleaned_data["received_at"]
            send_receipt(
                details.correct_details(self.response, form.details, received, self.reader)
            )
            messages.success(self.request, f"The details of {self.response.reference} are kept.")
        return redirect("intake_entered", self.consultation.slug, self.response.reference)

    @cached_property
    def proposed(self) -> list[ProposedDetails]:
        """What its files tell of themselves, as long as nobody has decided on it."""
        told = ProposedDetails.objects.filter(file__response=self.response)
        return list(told.select_related("file").order_by("file__received_at"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(proposed=self.proposed, **kwargs)


class Load(FormPage):
    """Many files at once, each a response of its own."""

    page_title = "Load many files"
    button = "Load them"
    help = (
        "Each file becomes a response of its own. One that was loaded before is not stored twice."
    )

    def form(self, *given: Any) -> LoadForm:
        return LoadForm(*given, now=clock.now())

    def kept(self, form: Any) -> HttpResponse:
        batch = uuid.uuid4()
        files = form.cleaned_data["uploads"]
        loaded = entering.load(
            self.consultation, files, form.cleaned_data, clock.now(), self.reader, batch
        )
        for one in loaded:
            if one.problem:
                messages.error(self.request, f"{one.name} was not taken: {one.problem}")
            elif one.response and not one.new:
                before = one.response.reference
                messages.warning(self.request, f"{one.name} was loaded before, as {before}.")
        if not any(one.new for one in loaded):
            return redirect("intake", self.consultation.slug)
        return redirect("intake_batch", self.consultation.slug, batch)


class Typing(FormPage):
    """A file with no text that can be read: a person types it beside the original.

    Who may receive letters may open this one, as they may a paper letter that nobody has checked.
    """

    template_name = "responses/admin/intake/type.html"
    button = "Keep these words"

    @cached_property
    def file(self) -> ReceivedFile:
        """The file the address names, waiting to be typed. Raises Http404."""
        files = self.consultation.received_files.filter(response__isnull=False)
        return get_object_or_404(files.defer("content"), pk=self.kwargs["file"])

    def get_page_title(self) -> str:
        assert self.file.response is not None
        return f"Type the file of {self.file.response.reference}"

    def form(self, *given: Any) -> TypeForm:
        return TypeForm(*given[:1])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.file.state != ReceivedFile.State.TYPING:
            messages.warning(request, "This file does not wait to be typed any more.")
            return redirect("intake", self.consultation.slug)
        if "nothing" in request.POST:
            confirming.set_nothing(self.file, self.reader, clock.now())
            return redirect("intake", self.consultation.slug)
        return super().post(request, *args, **kwargs)

    def kept(self, form: Any) -> HttpResponse:
        letter = confirming.type_in(self.file, form.cleaned_data["text"], self.reader, clock.now())
        return redirect("intake_confirm", self.consultation.slug, letter.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(file=self.file, response=self.file.response, **kwargs)
