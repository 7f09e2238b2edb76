"""For whoever needs another format or help to answer, and for children and young people."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from consultation.responses.actions.formats import ask
from consultation.responses.forms.formats import FormatForm, YoungForm
from consultation.responses.models import FormatRequest
from consultation.responses.views.fair_use import doubt
from consultation.responses.views.handing_back import NOT_CHECKED, HandsBack, RespondentView


class OtherFormats(HandsBack):
    """Asked for here, answered by a person. Open before and after the closing date too."""

    template = "responses/formats.html"
    form_class: type[FormatForm] = FormatForm
    young = False

    def form(self, data: Any = None) -> FormatForm:
        return self.form_class(data)

    def get(self, request: HttpRequest, **_: Any) -> HttpResponseBase:
        self._only_published()
        return self.show(self.form())

    def post(self, request: HttpRequest, **_: Any) -> HttpResponseBase:
        self._only_published()
        form = self.form(request.POST)
        valid = form.is_valid()
        if getattr(request, "not_checked", False):
            form.add_error(None, NOT_CHECKED)
            return self.show(form, 403)
        if again := doubt(request):
            form.add_error(None, again)
            return self.show(form, 429)
        if not valid:
            return self.show(form, 422)
        given = {name: form.cleaned_data[name] for name in form.fields if name != "key"}
        key = form.cleaned_data["key"]
        asked = ask(self.consultation, key, given | {"young": self.young}, self.received_at)
        parts = [self.consultation.slug, asked.reference]
        return redirect(reverse("formats:asked", args=parts))

    def _only_published(self) -> None:
        if not self.consultation.live:
            raise Http404


class YoungPeople(OtherFormats):
    """The consultation in plainer words, and how to have help."""

    template = "responses/young_people.html"
    form_class = YoungForm
    young = True


class Asked(RespondentView):
    """That a request was recorded, and by when it is answered; nothing of what it says."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        requests = FormatRequest.objects.filter(consultation=self.consultation)
        asked = get_object_or_404(requests, reference=kwargs["reference"])
        return self.page("responses/formats_asked.html", due=asked.due, reference=asked.reference)
