"""Analyse what people said about a text, clause by clause: frames in, frames out.

>>> from analysis import passages
>>> passages.split("We support para. 8.14. It is clear, e.g. on timing.")
[(0, 22), (23, 51)]
"""

from typing import TYPE_CHECKING, Any

from analysis.errors import InputError

if TYPE_CHECKING:
    from analysis.pipeline import Analysis, analyse

METHOD_VERSION = "1.4"

__all__ = ["METHOD_VERSION", "Analysis", "InputError", "analyse"]


def __getattr__(name: str) -> Any:
    """Load the pipeline when it is asked for: its libraries take seconds, a hold needs none."""
    if name in ("Analysis", "analyse"):
        from analysis import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")
