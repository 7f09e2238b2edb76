"""What is stored of findings. No words of a respondent are copied here: see ``runs``."""

from consultation.findings.models.positions import ClausePosition
from consultation.findings.models.runs import ClauseFinding, Passage, Run

__all__ = ["ClauseFinding", "ClausePosition", "Passage", "Run"]
