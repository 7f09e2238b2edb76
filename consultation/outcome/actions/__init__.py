"""The only code that changes what is stored of the outcome."""

from consultation.outcome.actions.archiving import NotArchived, take_archive
from consultation.outcome.actions.drafting import (
    ChangedMeanwhile,
    NotDrafted,
    confirm_sentence,
    save_clause,
    start_drafting,
)
from consultation.outcome.actions.erased import follow
from consultation.outcome.actions.masking import mask_seal, mask_seals_later, mask_waiting_seals
from consultation.outcome.actions.publishing import (
    NotPublished,
    carry_out_publication,
    publish,
    resume_stopped_publications,
)
from consultation.outcome.actions.rebinding import bind_to
from consultation.outcome.actions.sealing import NotSealed, carry_out_seal, start_seal
from consultation.outcome.actions.signing import NotSignedOff, sign, signed_off, submit
from consultation.outcome.actions.verifying import (
    carry_out_verification,
    download,
    start_verifying,
)

__all__ = [
    "ChangedMeanwhile",
    "NotArchived",
    "NotDrafted",
    "NotPublished",
    "NotSealed",
    "NotSignedOff",
    "bind_to",
    "carry_out_publication",
    "carry_out_seal",
    "carry_out_verification",
    "confirm_sentence",
    "download",
    "follow",
    "mask_seal",
    "mask_seals_later",
    "mask_waiting_seals",
    "publish",
    "resume_stopped_publications",
    "save_clause",
    "sign",
    "signed_off",
    "start_drafting",
    "start_seal",
    "start_verifying",
    "submit",
    "take_archive",
]
