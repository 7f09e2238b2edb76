"""The only code that changes what is stored of the outcome."""

from consultation.outcome.actions.sealing import NotSealed, carry_out_seal, start_seal

__all__ = ["NotSealed", "carry_out_seal", "start_seal"]
