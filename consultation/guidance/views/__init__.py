"""What the public pages of guidance show, and the addresses that are not pages of Wagtail's."""

from django.urls import URLPattern, path

from consultation.guidance.views import clauses, site

urlpatterns: list[URLPattern] = [
    path("privacy/", site.privacy, name="privacy"),
    path("contact/", site.contact, name="contact"),
    path("other-formats/", site.other_formats, name="other-formats"),
    path("<slug:consultation>/clause/<str:number>/", clauses.clause, name="clause"),
]
