"""The pages of a respondent, all under ``/<consultation>/respond/``."""

from django.urls import path

from consultation.responses.views.about import AboutView
from consultation.responses.views.changing import ChangeView, RestoreView, WithdrawView
from consultation.responses.views.comments import CommentView, DeleteCommentView
from consultation.responses.views.confirming import ConfirmAddressView
from consultation.responses.views.equality import EqualityView
from consultation.responses.views.files import AttachView, RemoveFileView
from consultation.responses.views.filling import PutInView
from consultation.responses.views.form import PrintView, WordFormView
from consultation.responses.views.formats import Asked, OtherFormats, YoungPeople
from consultation.responses.views.late import SendLateView
from consultation.responses.views.questions import QuestionsView
from consultation.responses.views.receipts import PdfView, ReceiptView, RecordView
from consultation.responses.views.returning import LinkView, OpenView, ReturnView
from consultation.responses.views.sending import CheckView, TasksView

formats_urlpatterns = [
    path("other-formats/", OtherFormats.as_view(), name="other"),
    path("other-formats/asked/<str:reference>/", Asked.as_view(), name="asked"),
    path("form.docx", WordFormView.as_view(), name="word"),
    path("print/", PrintView.as_view(), name="print"),
    path("young-people/", YoungPeople.as_view(), name="young"),
]
urlpatterns = [
    path("", TasksView.as_view(), name="tasks"),
    path("clause/<int:version>/", CommentView.as_view(), name="comment"),
    path("clause/<int:version>/delete/", DeleteCommentView.as_view(), name="delete-comment"),
    path("questions/", QuestionsView.as_view(), name="questions"),
    path("questions/<slug:section>/", QuestionsView.as_view(), name="section-questions"),
    path("about-you/", AboutView.as_view(), name="about"),
    path("equality/", EqualityView.as_view(), name="equality"),
    path("files/", AttachView.as_view(), name="files"),
    path("files/<uuid:file>/remove/", RemoveFileView.as_view(), name="remove-file"),
    path("files/<uuid:file>/put-in/", PutInView.as_view(), name="put-in"),
    path("late/", SendLateView.as_view(), name="late"),
    path("check/", CheckView.as_view(), name="check"),
    path("return/", LinkView.as_view(), name="return"),
    path("return/open/", OpenView.as_view(), name="open"),
    path("return/<str:secret>/", ReturnView.as_view(), name="return-link"),
    path(
        "confirm-address/<str:reference>/<str:secret>/",
        ConfirmAddressView.as_view(),
        name="confirm-address",
    ),
    path("receipt/<str:secret>/change/", ChangeView.as_view(), name="change"),
    path("receipt/<str:secret>/withdraw/", WithdrawView.as_view(), name="withdraw"),
    path("receipt/<str:secret>/restore/", RestoreView.as_view(), name="restore"),
    path("receipt/<str:secret>/", ReceiptView.as_view(), name="receipt"),
    path("receipt/<str:secret>/record/", RecordView.as_view(), name="record"),
    path("receipt/<str:secret>/pdf/", PdfView.as_view(), name="receipt-pdf"),
]
