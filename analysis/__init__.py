"""Analyse what people said about a text, clause by clause: frames in, frames out.

>>> import pandas as pd
>>> from analysis import passages
>>> passages.split("We support para. 8.14. It is clear, e.g. on timing.")
[(0, 22), (23, 51)]
"""

from analysis.errors import InputError
from analysis.run import METHOD_VERSION

__all__ = ["METHOD_VERSION", "InputError"]
