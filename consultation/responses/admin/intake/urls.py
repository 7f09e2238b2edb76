"""The addresses at which staff receive letters, e-mails and files."""

from django.urls import path

from consultation.responses.admin.intake import entering, importing
from consultation.responses.admin.intake.batch import Batch
from consultation.responses.admin.intake.confirming import Confirming
from consultation.responses.admin.intake.originals import Original
from consultation.responses.admin.intake.putting_right import PuttingRight
from consultation.responses.admin.intake.queue import Queue

HERE = "analysis/<slug:consultation>/letters/"
ONE = HERE + "of/<str:reference>/"

urlpatterns = [
    path(HERE, Queue.as_view(), name="intake"),
    path(HERE + "enter/", entering.Enter.as_view(), name="intake_enter"),
    path(HERE + "load/", entering.Load.as_view(), name="intake_load"),
    path(HERE + "load/<uuid:batch>/", Batch.as_view(), name="intake_batch"),
    path(HERE + "import/", importing.LoadTable.as_view(), name="intake_import"),
    path(HERE + "import/<uuid:table>/", importing.OneTable.as_view(), name="intake_table"),
    path(HERE + "<int:letter>/", Confirming.as_view(), name="intake_confirm"),
    path(
        HERE + "<int:letter>/recorded/<str:kind>/<int:number>/",
        PuttingRight.as_view(),
        name="intake_put_right",
    ),
    path(HERE + "type/<uuid:file>/", entering.Typing.as_view(), name="intake_type"),
    path(HERE + "original/<uuid:file>/", Original.as_view(), name="intake_original"),
    path(ONE, entering.Entered.as_view(), name="intake_entered"),
    path(ONE + "details/", entering.Details.as_view(), name="intake_details"),
    path(ONE + "receipt/", entering.StaffReceipt.as_view(), name="intake_receipt"),
]
