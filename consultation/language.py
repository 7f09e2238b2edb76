"""In which language a person is answered: the one they chose, else the first that their browser asks
for and the site offers, else the site's own.

A link with `?language=cy` is the choice. It is kept in a cookie, and the address is asked for again
without it, so that no address that is passed on changes what its reader chose. Staff pages are left
to Wagtail: staff choose their language in their account.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import escape_leading_slashes

CHOICE = "language"
STAFF = "/admin/"


class InLanguage:
    """Around everything that has words for a person, the page of a failure included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        offered = dict(settings.LANGUAGES)
        asked = request.GET.getlist(CHOICE) if request.method == "GET" else []
        chosen = asked[0] if asked else ""
        if chosen in offered and not request.path_info.startswith(STAFF):
            return remembered(request, chosen)
        with translation.override(language_of(request)):
            response = self.get_response(request)
        if len(offered) > 1:
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def language_of(request: HttpRequest) -> str:
    """The code of the language in which this request is answered."""
    if request.path_info.startswith(STAFF):
        return settings.LANGUAGE_CODE
    return translation.get_language_from_request(request)


def language_now() -> str:
    """The code of the language in which this work is done: of a request's person, else the site's."""
    return translation.get_language() or settings.LANGUAGE_CODE


def remembered(request: HttpRequest, chosen: str) -> HttpResponse:
    """The same page again, with the choice in a cookie. It says nothing of a person: one of a few words."""
    rest = request.GET.copy()
    del rest[CHOICE]
    query = f"?{rest.urlencode()}" if rest else ""
    response = HttpResponseRedirect(escape_leading_slashes(request.path) + query)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    patch_cache_control(response, private=True, no_store=True)
    return response
