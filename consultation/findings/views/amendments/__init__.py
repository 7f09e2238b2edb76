"""The changes proposed to a clause, merged, and the drafting notes taken of them; see ``pages``."""

from consultation.findings.views.amendments.merged import Amendments
from consultation.findings.views.amendments.notes import drafting_notes

__all__ = ["Amendments", "drafting_notes"]
