"""The bridge to the views: Wagtail asks a page for its context, but models come before views."""

from importlib import import_module
from types import ModuleType


def shown_by_views() -> ModuleType:
    """``guidance.views.pages``, looked up when a page is shown."""
    return import_module("consultation.guidance.views.pages")
