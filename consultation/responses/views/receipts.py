"""The receipt: at an address only the respondent knows, and kept by nobody on the way."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views import View

from consultation.responses.models import Response
from consultation.responses.rules import record
from consultation.responses.rules.receipt import sent, stated
from consultation.responses.views.keeping import kept_to_itself
from consultation.responses.views.pdf import NotMade, tagged_pdf
from consultation.responses.views.possible import still_possible
from consultation.responses.views.showing import about_rows


class ReceiptView(View):
    """What was sent, when, and by which reference to ask about it."""

    def get(self, request: HttpRequest, consultation: str, secret: str) -> HttpResponse:
        response = self.found(consultation, secret)
        page = render(
            request,
            "responses/receipt.html",
            stated(response)
            | {
                "about": about_rows(response),
                "secret": secret,
                "may": still_possible(response, request.received_at),  # type: ignore[attr-defined]
            },
        )
        return kept_to_itself(page)

    @staticmethod
    def found(consultation: str, secret: str) -> Response:
        """The response, published or not; a wrong secret and a wrong consultation look the same."""
        response = Response.objects.receipted_by(secret)
        if response is None or response.consultation.slug != consultation:
            raise Http404
        return response


class RecordView(ReceiptView):
    """The very text whose digest the receipt states."""

    def get(self, request: HttpRequest, consultation: str, secret: str) -> HttpResponse:
        response = self.found(consultation, secret)
        text = HttpResponse(record(sent(response)), content_type="application/json; charset=utf-8")
        name = f"response-{response.reference}.json"
        text.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return kept_to_itself(text)


class PdfView(ReceiptView):
    """The receipt as a tagged PDF; where none can be made, the way back to the page."""

    def get(self, request: HttpRequest, consultation: str, secret: str) -> HttpResponse:
        response = self.found(consultation, secret)
        given = stated(response)
        try:
            made = tagged_pdf(render_to_string("responses/receipt_pdf.html", given))
        except NotMade as why:
            back = reverse("respond:receipt", args=[consultation, secret])
            given |= {"receipt": back, "why": gettext(str(why))}
            return kept_to_itself(render(request, "responses/no_pdf.html", given, status=503))
        page = HttpResponse(made, content_type="application/pdf")
        name = f"receipt-{response.reference}.pdf"
        page.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return kept_to_itself(page)
