"""What is stored of the outcome: seals, and the published government response."""

from consultation.outcome.models.seals import Seal, SealedFile

__all__ = ["Seal", "SealedFile"]
