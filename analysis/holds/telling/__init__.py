"""Sentences that tell of one particular life, read by a model learned from written examples.

See ``learning`` for what it learns from, ``marks`` for what it looks at.
"""

from analysis.holds.telling.reading import find

__all__ = ["find"]
