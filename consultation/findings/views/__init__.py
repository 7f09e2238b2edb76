"""The pages on which officials read the findings."""

from django.urls import path

from consultation.findings.views.agreement.coding import CodeSample
from consultation.findings.views.agreement.outcome import OneSample
from consultation.findings.views.agreement.samples import Samples
from consultation.findings.views.amendments.pages import AmendmentsPage, WhoProposes
from consultation.findings.views.behind import Behind
from consultation.findings.views.campaigns import Campaigns, OneCampaign
from consultation.findings.views.clause import Alone, OneClause, WholeText
from consultation.findings.views.exports import (
    ExportProject,
    Exports,
    ExportSearch,
    ExportTable,
    ImportPage,
)
from consultation.findings.views.frame import CodeFrame, OneTheme
from consultation.findings.views.glance import Glance
from consultation.findings.views.history import History
from consultation.findings.views.overview import Consultations, LedgerPage, Overview
from consultation.findings.views.packs import InformationRequest, SubjectAccess
from consultation.findings.views.reader.page import ReadSource
from consultation.findings.views.reader.queue import Reader
from consultation.findings.views.reading import OneResponse
from consultation.findings.views.runs import Progress, StartRun, StopRun
from consultation.findings.views.search import ForgetSearch, KeepSearch, SearchPage

HERE = "analysis/<slug:consultation>/"
CHANGES = "clauses/<str:clause>/amendments/"

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
    path(HERE + CHANGES, AmendmentsPage.as_view(), name="amendments"),
    path(HERE + CHANGES + "<slug:change>/", WhoProposes.as_view(), name="amendment"),
    path(HERE + "behind/", Behind.as_view(), name="analysis_behind"),
    path(HERE + "campaigns/", Campaigns.as_view(), name="campaigns"),
    path(HERE + "campaigns/<slug:campaign>/", OneCampaign.as_view(), name="campaign"),
    path(HERE + "whole-text/", WholeText.as_view(), name="analysis_whole_text"),
    path(HERE + "search/", SearchPage.as_view(), name="search"),
    path(HERE + "search/keep/", KeepSearch.as_view(), name="keep_search"),
    path(HERE + "search/export/", ExportSearch.as_view(), name="export_search"),
    path(HERE + "search/<int:search>/forget/", ForgetSearch.as_view(), name="forget_search"),
    path(HERE + "exports/", Exports.as_view(), name="exports"),
    path(HERE + "exports/project/", ExportProject.as_view(), name="export_project"),
    path(HERE + "exports/import/", ImportPage.as_view(), name="import_codings"),
    path(HERE + "exports/<slug:export>/", ExportTable.as_view(), name="export_table"),
    path(HERE + "read/", Reader.as_view(), name="reader"),
    path(HERE + "read/<slug:said>/", ReadSource.as_view(), name="reader_source"),
    path(HERE + "frame/", CodeFrame.as_view(), name="code_frame"),
    path(HERE + "frame/<int:theme>/", OneTheme.as_view(), name="theme"),
    path(HERE + "frame/history/", History.as_view(), name="coding_history"),
    path(HERE + "samples/", Samples.as_view(), name="samples"),
    path(HERE + "samples/<int:sample>/", OneSample.as_view(), name="sample"),
    path(HERE + "samples/<int:sample>/code/", CodeSample.as_view(), name="code_sample"),
    path(HERE + "information/", InformationRequest.as_view(), name="information_request"),
    path(
        HERE + "responses/<str:reference>/access/", SubjectAccess.as_view(), name="subject_access"
    ),
    path(HERE + "responses/<str:reference>/", OneResponse.as_view(), name="analysis_response"),
]
