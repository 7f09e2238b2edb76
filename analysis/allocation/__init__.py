"""Which clause an uncited passage is about, with a calibrated confidence."""

from analysis.allocation.allocating import allocate, likeliest
from analysis.allocation.matching import Matcher

__all__ = ["Matcher", "allocate", "likeliest"]
