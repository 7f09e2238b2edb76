"""What must happen to a request before anything else: its time is taken, its size
looked at; and what must happen to a page that a respondent's words may be on, or should be.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from threading import Lock

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDict

from consultation import clock
from consultation.responses.intake.checking import MOST_BYTES
from consultation.responses.rules import handed_back
from consultation.responses.views import autosave
from consultation.responses.views.fair_use import SHOWN, TRAP, wrong_secret

Handler = Callable[[HttpRequest], HttpResponse]

MEGABYTE = 1024 * 1024
#: In bytes, and the turn of those that are larger, one for each worker.
LARGE, LARGE_ONES = MEGABYTE, Lock()
#: What a form writes for what it may not write; and pieces, none of which ends within one.
ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
PIECES = re.compile(rb"(?:[^%]+|%[0-9A-Fa-f]{2}|%){1,10000}")
FORM = "application/x-www-form-urlencoded"
#: Parts of the addresses to which people send words.
WRITTEN_ON = ("/respond/", "/other-formats/", "/young-people/")
#: Never shown to a person, so never handed back.
UNSEEN = {"csrfmiddlewaretoken", "seen", "digest", SHOWN, TRAP}


class ComesBack:
    """Hands back what was sent when the server fails: a full disk, a database that is away, a fault.

    Around all that asks the database, the clock included. The page itself asks nothing of it, and
    its button sends the same form again: what was stored nevertheless is not stored twice.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        failed = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        if failed and request.method == "POST" and self.for_a_person(request):
            self.hand_back(request, response)
        return response

    @staticmethod
    def for_a_person(request: HttpRequest) -> bool:
        """Whether somebody who responds sees the answer: not staff, and not the script that saves."""
        return not (request.path_info.startswith("/admin/") or autosave.asked(request))

    @staticmethod
    def hand_back(request: HttpRequest, response: HttpResponse) -> None:
        try:
            with in_turn(request):
                response.content = not_stored(request)
        except (
            OSError,
            BadRequest,
            SuspiciousOperation,
            MultiPartParserError,
            RawPostDataException,
        ):
            return
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response.headers.pop("Content-Length", None)
        patch_cache_control(response, private=True, no_cache=True)


def not_stored(request: HttpRequest) -> str:
    """The page with everything that was sent, and a button that sends it again."""
    sent = request.POST.lists()
    fields = [(name, handed_back(value)) for name, values in sent for value in values]
    page = {
        "fields": fields,
        "typed": [value for name, value in fields if value and name not in UNSEEN],
        "files": bool(request.FILES),
        "again": request.get_full_path(),
    }
    return render_to_string("responses/not_stored.html", page)


class ReceivedAt:
    """Stamps ``request.received_at``: the instant that decides whether a response is in time."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.received_at = clock.now()  # type: ignore[attr-defined]
        return self.get_response(request)


class KeptPrivate:
    """Lets no shared cache keep a page that may show a respondent's own words.

    Not no-store: a browser would then forget what was typed when a person goes back.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "respondent"):
            patch_cache_control(response, private=True, no_cache=True)
        return response


class FewGuesses:
    """Slows down who tries secrets. A secret that opens something is never refused.

    One has 256 bits, so guessing is hopeless anyway; this keeps it from being a load as well.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        # The secret of a private link moves from its address into a cookie before it is looked up.
        guessed = match and ("secret" in match.kwargs or match.view_name == "respond:open")
        if not guessed or response.status_code != HTTPStatus.NOT_FOUND:
            return response
        if not wrong_secret(request):
            return response
        slow = render(request, "responses/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        slow.headers["Retry-After"] = "60"
        return slow


class TooLong:
    """Hands back a response that is too long to take, instead of dropping it with the request.

    Up to twice the limit is read and shown again. What is longer is not read at all, so that
    nobody can fill the memory; the words are still in the sender's browser, and the page says so.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        file = request.path_info.endswith("/respond/files/")
        limit: int = MOST_BYTES + MEGABYTE if file else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        length = length_of(request)
        if length <= limit or not any(part in request.path_info for part in WRITTEN_ON):
            with in_turn(request):
                return self.get_response(request)
        return render(
            request,
            "responses/too_long.html",
            {
                "sent": f"{length / MEGABYTE:.1f}",
                "limit": f"{limit / MEGABYTE:.1f}",
                "file": file,
                "typed": words_of(request) if length <= 2 * limit else [],
            },
            status=413,
        )


def length_of(request: HttpRequest) -> int:
    """How long its body is said to be, in bytes; the server reads no more than that."""
    return int(request.META.get("CONTENT_LENGTH") or 0)


@contextmanager
def in_turn(request: HttpRequest) -> Iterator[None]:
    """What is done with a large body is done with one at a time; with any other, at once.

    A few of them together would fill the memory. It is received before its turn, so that a slow
    sender delays nobody. Raises what reading a broken body raises.
    """
    if length_of(request) <= LARGE:
        yield
        return
    form = request.content_type == FORM
    request.body if form else request.POST  # noqa: B018
    with LARGE_ONES:
        if form and not hasattr(request, "_post"):
            request._post = large_form(request.body)  # type: ignore[attr-defined]
            request._files = MultiValueDict()  # type: ignore[attr-defined]
        try:
            yield
        finally:
            # A form and its fields know each other: their words would stay until they are looked for.
            gc.collect()


def large_form(body: bytes) -> QueryDict:
    """The fields of a form, as Django reads them; its own way takes eighty bytes for each one sent.

    Raises django.core.exceptions.TooManyFieldsSent.
    """
    sent = QueryDict(mutable=True, encoding="utf-8")
    if body.count(b"&") >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        raise TooManyFieldsSent("A form has more fields than any of ours.")
    for pair in body.split(b"&"):
        name, _, value = pair.partition(b"=")
        if pair:
            sent.appendlist(unquoted(name), unquoted(value))
    sent._mutable = False
    return sent


def unquoted(sent: bytes) -> str:
    """Without the percent signs of a form; piece by piece, for each piece takes as much memory."""
    pieces = PIECES.findall(sent.replace(b"+", b" "))
    return b"".join(ESCAPES.sub(escaped, piece) for piece in pieces).decode("utf-8", "replace")


def escaped(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[0].replace(b"%", b"").decode())


def words_of(request: HttpRequest) -> list[str]:
    """Everything a person typed into the form that was sent."""
    if request.content_type != FORM:
        return []
    try:
        with LARGE_ONES:
            sent = large_form(request.read())
    except TooManyFieldsSent:
        return []
    return [
        handed_back(words)
        for name, values in sent.lists()
        for words in values
        if name not in UNSEEN and words
    ]
