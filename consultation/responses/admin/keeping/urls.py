"""The addresses of retention, under those of a consultation."""

from django.urls import path

from consultation.responses.admin.keeping.retention import (
    CancelErasure,
    EraseDue,
    EraseResponse,
    LiftHold,
    PlaceHold,
    RetentionPage,
    SetRetention,
)

urlpatterns = [
    path("", RetentionPage.as_view(), name="retention"),
    path("set/", SetRetention.as_view(), name="set_retention"),
    path("hold/", PlaceHold.as_view(), name="hold_deletion"),
    path("hold/<int:deletion_hold>/lift/", LiftHold.as_view(), name="lift_deletion_hold"),
    path("erase/", EraseResponse.as_view(), name="erase_response"),
    path("due/", EraseDue.as_view(), name="erase_due"),
    path("decisions/<int:erasure>/cancel/", CancelErasure.as_view(), name="cancel_erasure"),
]
