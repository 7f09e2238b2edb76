"""When Django refuses a request before a view has seen it, the words still come back."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.csrf import csrf_failure as refuse_plainly

from consultation.responses.views.handing_back import HandsBack


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Show the form that was sent, filled in and not saved, with a button to send it again.

    A lost cookie and an attack look the same here. Nothing is saved either way: a person has to
    see the words and press the button, and no other site can show this page in a frame.
    """
    match = request.resolver_match
    view = getattr(match.func, "view_class", None) if match else None
    if match is None or view is None or not issubclass(view, HandsBack):
        return refuse_plainly(request, reason)
    request.not_checked = True  # type: ignore[attr-defined]
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response
