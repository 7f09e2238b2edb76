"""The only code that changes what is stored of the outcome."""

from consultation.outcome.actions.drafting import (
    ChangedMeanwhile,
    NotDrafted,
    confirm_sentence,
    save_clause,
    start_drafting,
)
from consultation.outcome.actions.sealing import NotSealed, carry_out_seal, start_seal

__all__ = [
    "ChangedMeanwhile",
    "NotDrafted",
    "NotSealed",
    "carry_out_seal",
    "confirm_sentence",
    "save_clause",
    "start_drafting",
    "start_seal",
]
