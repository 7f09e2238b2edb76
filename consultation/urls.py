"""Registers every stage's public addresses."""

from django.urls import URLPattern, URLResolver, include, path

from consultation.dataset.views import urlpatterns as dataset
from consultation.guidance.views import urlpatterns as guidance
from consultation.outcome.views.public import urlpatterns as outcome
from consultation.responses.views import formats_urlpatterns as formats
from consultation.responses.views import urlpatterns as responses

urlpatterns: list[URLPattern | URLResolver] = [
    *guidance,
    path("<slug:consultation>/", include((formats, "formats"))),
    path("<slug:consultation>/", include(dataset)),
    path("<slug:consultation>/outcome/", include(outcome)),
    path("<slug:consultation>/respond/", include((responses, "respond"))),
]
