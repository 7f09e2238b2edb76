"""Cutting a letter into parts, each on a clause, several clauses, a question, or nothing known."""

from consultation.responses.rules.splitting.deciding import split_letter
from consultation.responses.rules.splitting.guide import Guide, Part, Why

__all__ = ["Guide", "Part", "Why", "split_letter"]
