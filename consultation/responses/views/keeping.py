"""Pages whose address is a secret: kept by nobody on the way, and told to nobody."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def kept_to_itself(page: Any) -> Any:
    """The address is the key: no cache keeps the page, no link tells the address, no search lists it."""
    patch_cache_control(page, private=True, no_store=True)
    page.headers["Referrer-Policy"] = "no-referrer"
    page.headers["X-Robots-Tag"] = "noindex"
    return page


def kept(page: HttpResponse) -> HttpResponse:
    """As ``kept_to_itself``, on a page with a form: under "no-referrer" a browser would hide from
    us, too, which site the form came from. The address itself is told to nobody either way.
    """
    kept_to_itself(page)
    page.headers["Referrer-Policy"] = "strict-origin"
    return page
