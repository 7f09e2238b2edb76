"""The pages on which officials read the findings."""

from django.urls import path

from consultation.findings.views.behind import Behind
from consultation.findings.views.clause import Alone, OneClause, WholeText
from consultation.findings.views.glance import Glance
from consultation.findings.views.overview import Consultations, LedgerPage, Overview
from consultation.findings.views.reading import OneResponse
from consultation.findings.views.runs import Progress, StartRun, StopRun

HERE = "analysis/<slug:consultation>/"

urlpatterns = [
    path("analysis/", Consultations.as_view(), name="analysis"),
    path(HERE, Overview.as_view(), name="analysis_consultation"),
    path(HERE + "ledger/", LedgerPage.as_view(), name="analysis_ledger"),
    path(HERE + "runs/", StartRun.as_view(), name="analysis_start_run"),
    path(HERE + "runs/<int:run>/", Progress.as_view(), name="analysis_run"),
    path(HERE + "runs/<int:run>/stop/", StopRun.as_view(), name="analysis_stop_run"),
    path(HERE + "clauses/", Glance.as_view(), name="analysis_clauses"),
    path(HERE + "clauses/<str:clause>/", OneClause.as_view(), name="analysis_clause"),
    path(HERE + "clauses/<str:clause>/alone/", Alone.as_view(), name="analysis_alone"),
    path(HERE + "behind/", Behind.as_view(), name="analysis_behind"),
    path(HERE + "whole-text/", WholeText.as_view(), name="analysis_whole_text"),
    path(HERE + "responses/<str:reference>/", OneResponse.as_view(), name="analysis_response"),
]
