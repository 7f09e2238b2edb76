"""The language of a page: its name in HTML, the way to another one, and which parts are in which."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext, to_locale

from consultation.language import CHOICE

register = template.Library()

#: Every rule of plural forms that is in use asks for a number, or for its last two digits.
NUMBERS = range(200)


@register.simple_tag
def page_language() -> str:
    """The language of the page as HTML names it: "en-GB", "cy"."""
    return tag_of(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def written_in() -> SafeString | str:
    """The attribute for words of an editor on a page in another language; nothing in their own."""
    if get_language() in (None, settings.LANGUAGE_CODE):
        return ""
    return format_html(' lang="{}"', tag_of(settings.LANGUAGE_CODE))


@register.simple_tag
def several_languages() -> bool:
    """Whether there is anything to choose."""
    return len(settings.LANGUAGES) > 1


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, str]]:
    """The languages of the site with the way to each; none where there is one, or no way.

    An answer to a form has no links: what a person typed is on it, and would be lost with it.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or request.method != "GET" or not several_languages():
        return []
    return [
        {"name": name, "tag": tag_of(code), "href": address(request, code)}
        for code, name in settings.LANGUAGES
    ]


def address(request: HttpRequest, code: str) -> str:
    """The same page in another language; "" for the one it is in."""
    if code == get_language():
        return ""
    query = request.GET.copy()
    query[CHOICE] = code
    return f"?{query.urlencode()}"


def tag_of(code: str) -> str:
    return to_locale(code).replace("_", "-")


@register.simple_tag
def plural_forms_of_words() -> str:
    """For a script that counts: the forms of "5 words", and which of them each number takes."""
    said = [ngettext("{number} word", "{number} words", number) for number in NUMBERS]
    forms = list(dict.fromkeys(said))
    of = "".join(str(forms.index(one)) for one in said)
    return json.dumps({"forms": forms, "of": of}, ensure_ascii=False)


@register.simple_tag
def page_of_pages() -> SafeString:
    """The foot of a printed page, as CSS: "Page " counter(page) " of " counter(pages)."""
    words = pgettext("foot of a printed page", "Page {page} of {pages}")
    content = json.dumps(words, ensure_ascii=False)
    for name in ("page", "pages"):
        content = content.replace(f"{{{name}}}", f'" counter({name}) "')
    # No translation can end the style sheet it stands in.
    return SafeString(content.replace("<", ""))
