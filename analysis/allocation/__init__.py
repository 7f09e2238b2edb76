"""Which clause an uncited passage is about, with a calibrated confidence."""

from analysis.allocation.allocating import allocate, likeliest
from analysis.allocation.matching import Matcher
from analysis.allocation.meanings import of_like_meaning

__all__ = ["Matcher", "allocate", "likeliest", "of_like_meaning"]
