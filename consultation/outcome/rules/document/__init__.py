"""The outcome as a structure: what every form of it (HTML, Word, PDF, open data) is made from."""

from consultation.outcome.rules.document.about import NOTHING_KNOWN, About, Asked, Recommended
from consultation.outcome.rules.document.building import Resolved, document
from consultation.outcome.rules.document.structure import (
    Cell,
    ClauseAnswer,
    Document,
    Part,
    Prose,
    Said,
    Section,
    Subheading,
    Table,
    Text,
    Tracked,
)

__all__ = [
    "NOTHING_KNOWN",
    "About",
    "Asked",
    "Cell",
    "ClauseAnswer",
    "Document",
    "Part",
    "Prose",
    "Recommended",
    "Resolved",
    "Said",
    "Section",
    "Subheading",
    "Table",
    "Text",
    "Tracked",
    "document",
]
