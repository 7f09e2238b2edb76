"""Summaries: what those who commented on a clause said, every sentence with its sources.

Extractive: the program counts, orders and quotes; it never paraphrases. A
quotation is checked against the text it came from, and a summary with one
that is not there is refused.
"""

from analysis.summaries.checking import UntrueQuotation, check
from analysis.summaries.coverage import STATES, whom
from analysis.summaries.extracting import extract
from analysis.summaries.paragraph import of_clause

__all__ = ["STATES", "UntrueQuotation", "check", "extract", "of_clause", "whom"]
