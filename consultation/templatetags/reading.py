"""What officials are told of a text beside its words: ``{% oddities text %}``."""

from __future__ import annotations

from typing import Any

from django import template

from consultation.responses.rules.oddities import oddities as found_in

register = template.Library()


@register.inclusion_tag("responses/admin/oddities.html")
def oddities(text: str) -> dict[str, Any]:
    """What in the text is not as it looks, in a sentence each; nothing where all is."""
    return {"oddities": found_in(text)}
