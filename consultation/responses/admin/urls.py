"""The addresses under the admin at which staff read responses and act on holds."""

from django.urls import path

from consultation.responses.admin.holds import Holds, OneHold
from consultation.responses.admin.listing import Responses

urlpatterns = [
    path("analysis/<slug:consultation>/responses/", Responses.as_view(), name="responses"),
    path("holds/", Holds.as_view(), name="holds"),
    path("holds/<int:hold>/", OneHold.as_view(), name="hold"),
]
