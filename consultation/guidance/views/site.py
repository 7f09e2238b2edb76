"""Pages about the whole site: each lists the consultations and whom to ask about them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultation.guidance.models import ConsultationPage


def privacy(request: HttpRequest) -> HttpResponse:
    return _page(request, "about/privacy.html")


def contact(request: HttpRequest) -> HttpResponse:
    return _page(request, "about/contact.html")


def other_formats(request: HttpRequest) -> HttpResponse:
    return _page(request, "about/other_formats.html")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    consultations = ConsultationPage.objects.live().order_by("-opens")
    return render(request, template, {"consultations": consultations})
