"""The changes proposed to a clause, merged, and the drafting notes taken of them."""

from consultation.findings.views.amendments.notes import drafting_notes
from consultation.findings.views.amendments.pages import AmendmentsPage, WhoProposes

__all__ = ["AmendmentsPage", "WhoProposes", "drafting_notes"]
