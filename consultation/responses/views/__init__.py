"""The pages of a respondent, all under ``/<consultation>/respond/``."""

from django.urls import path

from consultation.responses.views.about import AboutView
from consultation.responses.views.comments import CommentView, DeleteCommentView
from consultation.responses.views.files import AttachView, RemoveFileView
from consultation.responses.views.late import SendLateView
from consultation.responses.views.questions import QuestionsView
from consultation.responses.views.receipts import ReceiptView, RecordView
from consultation.responses.views.sending import CheckView, TasksView

urlpatterns = [
    path("", TasksView.as_view(), name="tasks"),
    path("clause/<int:version>/", CommentView.as_view(), name="comment"),
    path("clause/<int:version>/delete/", DeleteCommentView.as_view(), name="delete-comment"),
    path("questions/", QuestionsView.as_view(), name="questions"),
    path("questions/<slug:section>/", QuestionsView.as_view(), name="section-questions"),
    path("about-you/", AboutView.as_view(), name="about"),
    path("files/", AttachView.as_view(), name="files"),
    path("files/<uuid:file>/remove/", RemoveFileView.as_view(), name="remove-file"),
    path("late/", SendLateView.as_view(), name="late"),
    path("check/", CheckView.as_view(), name="check"),
    path("receipt/<str:secret>/", ReceiptView.as_view(), name="receipt"),
    path("receipt/<str:secret>/record/", RecordView.as_view(), name="record"),
]
