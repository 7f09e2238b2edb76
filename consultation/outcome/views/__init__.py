"""The pages on which officials seal, draft, and sign off the government response."""

from django.urls import path

from consultation.outcome.views.clause import OneClause
from consultation.outcome.views.gates import AskForSignOff, Gates, SignOff
from consultation.outcome.views.outcome import Outcome
from consultation.outcome.views.publishing import PublishOutcome, TakeArchive, VerifyPublication
from consultation.outcome.views.quoting import ChooseQuotations
from consultation.outcome.views.seals import (
    DownloadSeal,
    MakeSeal,
    OneSeal,
    SealDifferences,
    SealLedger,
    Seals,
    StartDrafting,
)
from consultation.outcome.views.verifying import OneVerification, VerifySeal

SEALS = "analysis/<slug:consultation>/seals/"
SEAL = SEALS + "<int:seal>/"
HERE = "analysis/<slug:consultation>/response/"

urlpatterns = [
    path(SEALS, Seals.as_view(), name="seals"),
    path(SEALS + "make/", MakeSeal.as_view(), name="make_seal"),
    path(SEAL, OneSeal.as_view(), name="seal"),
    path(SEAL + "ledger/", SealLedger.as_view(), name="seal_ledger"),
    path(SEAL + "differences/", SealDifferences.as_view(), name="seal_differences"),
    path(SEAL + "verify/", VerifySeal.as_view(), name="verify_seal"),
    path(SEAL + "verify/<int:verification>/", OneVerification.as_view(), name="verification"),
    path(SEAL + "download/", DownloadSeal.as_view(), name="download_seal"),
    path(SEAL + "draft/", StartDrafting.as_view(), name="start_drafting"),
    path(HERE, Outcome.as_view(), name="outcome"),
    path(HERE + "gates/", Gates.as_view(), name="outcome_gates"),
    path(HERE + "ask-for-sign-off/", AskForSignOff.as_view(), name="ask_for_sign_off"),
    path(HERE + "sign-off/", SignOff.as_view(), name="sign_off"),
    path(HERE + "publication/", PublishOutcome.as_view(), name="publish_outcome"),
    path(HERE + "archive/", TakeArchive.as_view(), name="archive_record"),
    path(
        HERE + "publication/<int:publication>/verify/",
        VerifyPublication.as_view(),
        name="verify_publication",
    ),
    path(HERE + "clauses/<str:clause>/", OneClause.as_view(), name="outcome_clause"),
    path(
        HERE + "clauses/<str:clause>/quotations/",
        ChooseQuotations.as_view(),
        name="outcome_quotations",
    ),
]
