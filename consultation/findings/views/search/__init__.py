"""Searching the words of responses."""

from consultation.findings.views.search.page import ForgetSearch, KeepSearch, SearchPage

__all__ = ["ForgetSearch", "KeepSearch", "SearchPage"]
