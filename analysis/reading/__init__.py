"""Files and frames from outside, checked once, into the frames every stage expects."""

from analysis.reading.checks import clauses, responses
from analysis.reading.files import read_table
from analysis.reading.tables import Table

__all__ = ["Table", "clauses", "read_table", "responses"]
