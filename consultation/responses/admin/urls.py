"""The addresses under the admin at which staff read responses and act on holds."""

from django.urls import include, path

from consultation.responses.admin.clearing.originals import OriginalWords, Redactions
from consultation.responses.admin.clearing.queue import Clearing
from consultation.responses.admin.clearing.source import ClearSource
from consultation.responses.admin.disclosures import Disclosures, OneDisclosure
from consultation.responses.admin.equality import Equality
from consultation.responses.admin.formats import FormatRequests, OneRequest
from consultation.responses.admin.holds import Holds, OneHold
from consultation.responses.admin.late import DecideLate, LateList
from consultation.responses.admin.listing import Responses
from consultation.responses.admin.raising import RaiseHold

urlpatterns = [
    path("", include("consultation.responses.admin.intake.urls")),
    path("analysis/<slug:consultation>/responses/", Responses.as_view(), name="responses"),
    path("analysis/<slug:consultation>/late/", LateList.as_view(), name="late_responses"),
    path(
        "analysis/<slug:consultation>/late/<str:reference>/",
        DecideLate.as_view(),
        name="late_response",
    ),
    path(
        "analysis/<slug:consultation>/retention/",
        include("consultation.responses.admin.keeping.urls"),
    ),
    path("analysis/<slug:consultation>/equality/", Equality.as_view(), name="equality"),
    path("analysis/<slug:consultation>/formats/", FormatRequests.as_view(), name="format_requests"),
    path(
        "analysis/<slug:consultation>/formats/<str:reference>/",
        OneRequest.as_view(),
        name="format_request",
    ),
    path(
        "analysis/<slug:consultation>/responses/<str:reference>/hold/",
        RaiseHold.as_view(),
        name="raise_hold",
    ),
    path("analysis/<slug:consultation>/clearing/", Clearing.as_view(), name="clearing"),
    path(
        "analysis/<slug:consultation>/clearing/<slug:kind>/<int:source>/",
        ClearSource.as_view(),
        name="clear_source",
    ),
    path("analysis/<slug:consultation>/redactions/", Redactions.as_view(), name="redactions"),
    path(
        "analysis/<slug:consultation>/redactions/<int:act>/",
        OriginalWords.as_view(),
        name="redaction",
    ),
    path("disclosures/", Disclosures.as_view(), name="disclosures"),
    path("disclosures/<int:disclosure>/", OneDisclosure.as_view(), name="disclosure"),
    path("holds/", Holds.as_view(), name="holds"),
    path("holds/<int:hold>/", OneHold.as_view(), name="hold"),
]
