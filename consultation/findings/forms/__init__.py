"""The forms by which officials choose what to see; what they chose is an address to be shared."""

from consultation.findings.forms.behind import BehindFilter
from consultation.findings.forms.clauses import SORTS, ClauseFilter
from consultation.findings.forms.people import PeopleFilter
from consultation.findings.forms.search import NameSearch, Search

__all__ = ["SORTS", "BehindFilter", "ClauseFilter", "NameSearch", "PeopleFilter", "Search"]
