"""The outcome as a structure: what every form of it (HTML, Word, PDF, open data) is made from."""

from consultation.outcome.rules.document.building import Resolved, document
from consultation.outcome.rules.document.structure import (
    Cell,
    ClauseAnswer,
    Document,
    Prose,
    Said,
    Section,
    Table,
    Tracked,
)

__all__ = [
    "Cell",
    "ClauseAnswer",
    "Document",
    "Prose",
    "Resolved",
    "Said",
    "Section",
    "Table",
    "Tracked",
    "document",
]
