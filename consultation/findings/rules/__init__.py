"""What is decided about runs and findings: no request, no write."""

from consultation.findings.rules.flags import FLAGS
from consultation.findings.rules.keys import keyed, theme_key
from consultation.findings.rules.pieces import Mark, Piece, pieces
from consultation.findings.rules.places import (
    QUOTED,
    labels_held,
    place_of,
    unquoted,
    without_words,
)
from consultation.findings.rules.redline import Stretch, redline
from consultation.findings.rules.runs import SILENCE, is_dead, may_start, stale_reasons
from consultation.findings.rules.shown import MOST, shortened

__all__ = [
    "FLAGS",
    "MOST",
    "QUOTED",
    "SILENCE",
    "Mark",
    "Piece",
    "Stretch",
    "is_dead",
    "keyed",
    "labels_held",
    "may_start",
    "pieces",
    "place_of",
    "redline",
    "shortened",
    "stale_reasons",
    "theme_key",
    "unquoted",
    "without_words",
]
