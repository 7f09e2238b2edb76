"""Erasing responses by a documented decision, and how long they are kept."""

from consultation.responses.actions.erasing.deciding import (
    LOGGED,
    MAY_ERASE,
    NotErased,
    cancel,
    carry_out,
    carry_out_due,
    decide_to_erase,
    hold_deletion,
    lift_deletion_hold,
    set_retention,
)
from consultation.responses.actions.erasing.erasing import Words, erased, erasing, rehearse

__all__ = [
    "LOGGED",
    "MAY_ERASE",
    "NotErased",
    "Words",
    "cancel",
    "carry_out",
    "carry_out_due",
    "decide_to_erase",
    "erased",
    "erasing",
    "hold_deletion",
    "lift_deletion_hold",
    "rehearse",
    "set_retention",
]
