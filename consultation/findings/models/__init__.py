"""What is stored of findings. No words of a respondent are copied here: see ``runs``."""

from consultation.findings.models.agreement import (
    Adjudication,
    Coder,
    Judgement,
    Opening,
    Sample,
    SampleItem,
)
from consultation.findings.models.amending import ChangeKind, DraftingNote, ProposedChange, Proposer
from consultation.findings.models.campaigns import Campaign, CampaignMember
from consultation.findings.models.coding import Correction, FrameChange, Reading, Theme
from consultation.findings.models.positions import ClausePosition
from consultation.findings.models.runs import ClauseFinding, Passage, Run
from consultation.findings.models.searches import SavedSearch

__all__ = [
    "Adjudication",
    "Campaign",
    "CampaignMember",
    "ChangeKind",
    "ClauseFinding",
    "ClausePosition",
    "Coder",
    "Correction",
    "DraftingNote",
    "FrameChange",
    "Judgement",
    "Opening",
    "Passage",
    "ProposedChange",
    "Proposer",
    "Reading",
    "Run",
    "Sample",
    "SampleItem",
    "SavedSearch",
    "Theme",
]
