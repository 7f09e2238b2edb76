"""Proposals to change the wording: found, read into structure, merged, and drawn."""

from analysis.amendments.finding import AMENDMENTS, find
from analysis.amendments.markup import MarkedUp, Piece, marked_up
from analysis.amendments.suggestion import proposes

__all__ = ["AMENDMENTS", "MarkedUp", "Piece", "find", "marked_up", "proposes"]
