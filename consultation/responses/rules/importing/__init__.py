"""Spreadsheets of responses collected elsewhere: what their rows say, and what is wrong with them."""

from consultation.responses.rules.importing.sheet import understood
from consultation.responses.rules.importing.terms import COLUMNS, Asked, Known, Problem, Sheet

__all__ = ["COLUMNS", "Asked", "Known", "Problem", "Sheet", "understood"]
