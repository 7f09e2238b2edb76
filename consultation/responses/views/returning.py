"""Coming back to a draft, or to a change of a response, by its private link.

A link in a mail is opened by mail scanners too, and an address is kept in the history of a browser.
So opening the link changes nothing: its secret moves into a cookie that lasts some minutes, the
browser is sent on to an address without it, and there a person presses a button.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from consultation.responses.actions.drafts import ask_for_link
from consultation.responses.forms.fields import AddressField
from consultation.responses.models import Draft, Response
from consultation.responses.rules import digest_of, receipt_secret
from consultation.responses.views.handing_back import HandsBack, RespondentView
from consultation.responses.views.keeping import kept, kept_to_itself

COOKIE = "returning"
TEN_MINUTES = 600


class LinkForm(forms.Form):
    """Where to send the link."""

    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_("We use it for this link and for what you tick below, and nothing else."),
        required=True,
        max_length=254,
        error_messages={"required": _("Enter an e-mail address")},
    )
    remind = forms.BooleanField(
        label=_("Remind me before the closing date, if I have not sent my response"),
        required=False,
    )

    def __init__(self, data: Any, draft: Draft | None) -> None:
        asked = {"email": draft.return_email, "remind": draft.remind} if draft else {}
        super().__init__(data, initial=asked, label_suffix="")


class LinkView(HandsBack):
    """Shows the private link of the draft, and sends it by e-mail to whoever asks."""

    template = "responses/return_link.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if self.respondent.draft is None:
            return redirect(self.address("tasks"))
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if self.respondent.draft is None:
            return redirect(self.address("tasks"))
        return super().post(request, **kwargs)

    def form(self, data: Any = None) -> LinkForm:
        return LinkForm(data, self.respondent.draft)

    def show(self, form: Any, code: int = 200) -> HttpResponse:
        return kept(super().show(form, code))

    def context(self, form: Any) -> dict[str, Any]:
        address = self.address("return-link", secret=self.respondent.secret)
        return {
            "link": self.request.build_absolute_uri(address),
            "draft": self.respondent.draft,
        }

    def save(self, form: LinkForm) -> None:
        said = form.cleaned_data
        draft = self.respondent.writing(self.received_at)
        ask_for_link(draft, said["email"], said["remind"], self.received_at)

    def next(self) -> str:
        return self.address("return")


class HolderView(RespondentView):
    """For whoever holds a secret, whether the consultation is still published or not."""

    for_anyone = True


class ReturnView(HolderView):
    """The address in the link. It asks the database for nothing and says nothing."""

    def get(self, request: HttpRequest, secret: str, **_: Any) -> HttpResponseBase:
        return hand_over(request, redirect(self.address("open")), self.consultation.slug, secret)


class OpenView(HolderView):
    """Asks before this browser goes on with the draft of the link."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.secret = request.COOKIES.get(COOKIE, "")
        draft = Draft.objects.held_by(self.secret)
        # Asked for every link, so that one which opens nothing takes as long to say so.
        self.sent = Response.objects.filter(
            consultation=self.consultation,
            receipt_digest=digest_of(receipt_secret(self.secret)),
        ).first()
        ours = draft is not None and draft.consultation_id == self.consultation.pk
        self.draft = draft if ours else None

    def get(self, request: HttpRequest, **_: Any) -> HttpResponseBase:
        if self.draft is None:
            return self.opens_nothing()
        if self.draft == self.respondent.draft:
            return redirect(self.address("tasks"))
        return kept(self.page("responses/return_open.html", **self.both(self.draft)))

    def post(self, request: HttpRequest, **_: Any) -> HttpResponseBase:
        if self.draft is None:
            return self.opens_nothing()
        answer = redirect(self.address("tasks"))
        self.respondent.secret = self.secret
        self.respondent.keep(answer)
        answer.delete_cookie(COOKIE, path=cookie_path(self.consultation.slug))
        return answer

    def both(self, draft: Draft) -> dict[str, Any]:
        """The draft of the link, and the other one that this browser would let go of."""
        other = self.respondent.draft
        link = self.address("return-link", secret=self.respondent.secret) if other else ""
        return {
            "found": draft,
            "comments": draft.comments.count(),
            "other": other,
            "other_link": self.request.build_absolute_uri(link),
        }

    def opens_nothing(self) -> HttpResponse:
        """One page for a secret that is wrong, of a draft deleted, or of one that was sent."""
        given = {
            "sent": self.sent,
            "receipt": receipt_secret(self.secret) if self.sent else "",
        }
        code = HTTPStatus.GONE if self.sent else HTTPStatus.NOT_FOUND
        return kept(self.page("responses/return_gone.html", code, **given))


def hand_over(
    request: HttpRequest, answer: HttpResponseBase, consultation: str, secret: str
) -> HttpResponseBase:
    """Send a browser to ``OpenView`` with the secret in a cookie and in no address."""
    answer.set_cookie(  # type: ignore[attr-defined]
        COOKIE,
        secret,
        max_age=TEN_MINUTES,
        path=cookie_path(consultation),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    handed: HttpResponseBase = kept_to_itself(answer)
    return handed


def cookie_path(consultation: str) -> str:
    """The cookie is sent to the pages of coming back and to no others."""
    return f"/{consultation}/respond/return/"
