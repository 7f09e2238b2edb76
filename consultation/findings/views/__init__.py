"""The pages on which officials read the findings."""

from django.urls import path

from consultation.findings.views.behind import Behind
from consultation.findings.views.clause import Alone, OneClause, WholeText
from consultation.findings.views.exports import (
    ExportProject,
    Exports,
    ExportSearch,
    ExportTable,
    ImportPage,
)
from consultation.findings.views.glance import Glance
from consultation.findings.views.overview import Consultations, LedgerPage, Overview
from consultation.findings.views.reading import OneResponse
from consultation.findings.views.runs import Progress, StartRun, StopRun
from consultation.findings.views.search import ForgetSearch, KeepSearch, SearchPage

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
    path(HERE + "search/", SearchPage.as_view(), name="search"),
    path(HERE + "search/keep/", KeepSearch.as_view(), name="keep_search"),
    path(HERE + "search/export/", ExportSearch.as_view(), name="export_search"),
    path(HERE + "search/<int:search>/forget/", ForgetSearch.as_view(), name="forget_search"),
    path(HERE + "exports/", Exports.as_view(), name="exports"),
    path(HERE + "exports/project/", ExportProject.as_view(), name="export_project"),
    path(HERE + "exports/import/", ImportPage.as_view(), name="import_codings"),
    path(HERE + "exports/<slug:export>/", ExportTable.as_view(), name="export_table"),
    path(HERE + "responses/<str:reference>/", OneResponse.as_view(), name="analysis_response"),
]
