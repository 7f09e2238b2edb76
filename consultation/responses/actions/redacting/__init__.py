"""Redacting: words taken out of everything but the original, in one act that can be reversed."""

from consultation.responses.actions.redacting.acting import (
    LIFT,
    REDACT,
    lift,
    redact,
    redacted,
    redacting,
)
from consultation.responses.actions.redacting.arriving import redact_arrived
from consultation.responses.actions.redacting.finding import Found, Spot, everywhere

__all__ = [
    "LIFT",
    "REDACT",
    "Found",
    "Spot",
    "everywhere",
    "lift",
    "redact",
    "redact_arrived",
    "redacted",
    "redacting",
]
