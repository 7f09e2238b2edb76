"""Of several values sent for one name, the first is taken, where one is asked for.

Policy: a form of ours sends each name that has one value once. Where more came, somebody made the
request by hand, or something on its way added to it: a firewall may have looked at the first and the
site at the last. So there is one rule for whoever reads or checks a request, and it is the first,
which is what stood in the form; Django's own is the last. Names with many values (``getlist``) keep
all. Wagtail's own staff pages keep Django's rule: their forms are Wagtail's, not ours to reread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

STAFF, OURS = "/admin/", "consultation."


class _First:
    """Gives the first of several values where ``MultiValueDict`` gives the last."""

    def __getitem__(self, name: str) -> Any:
        values: list[Any] = self.getlist(name)  # type: ignore[attr-defined]
        return values[0] if values else super().__getitem__(name)  # type: ignore[misc]


class FirstFields(_First, QueryDict):  # type: ignore[misc]
    """Fields of a form, or of an address."""


class FirstFiles(_First, MultiValueDict[str, Any]):
    """Files of a form."""


class FirstValue:
    """Makes it so for every page but Wagtail's own staff pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_given: Any) -> None:
        """Before the view is called: whose it is tells whether the rule holds."""
        if request.path_info.startswith(STAFF) and not view.__module__.startswith(OURS):
            return
        request.GET = fields(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = fields(request.POST)  # type: ignore[assignment]
            request._files = FirstFiles(request.FILES.lists())  # type: ignore[attr-defined]


def fields(sent: QueryDict) -> FirstFields:
    """The same names and values; of several for a name the first is taken."""
    kept = FirstFields(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        kept.setlist(name, values)
    kept._mutable = False
    return kept
