"""What a run was: the version of the method, its parameters, and digests of what it read."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import METHOD_VERSION, columns, embeddings
from analysis.tone import subject_words


def describe(
    responses: pd.DataFrame,
    clauses: pd.DataFrame | None,
    seed: int,
    embedded: bool = False,
    taught: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """The object of run.json before anything is written.

    ``taught``: how many labels of people a reader was fitted on. Neither the clock, the engine nor
    the number of workers is in it: they change no figure.
    """
    guidance = () if clauses is None else tuple(clauses["text"])
    return {
        "method_version": METHOD_VERSION,
        "parameters": {
            "seed": seed,
            "subject_words": sorted(subject_words(guidance)),
            **({"embeddings": embeddings.describe()} if embedded else {}),
            **({"labels": dict(taught)} if taught else {}),
        },
        "input": {
            "responses": digest_of(responses[list(columns.RESPONSES)]),
            "clauses": None if clauses is None else digest_of(clauses),
        },
    }


def digest_of(frame: pd.DataFrame) -> str:
    """SHA-256 of the frame's cells as JSON, column by column in the order of their names."""
    digest = hashlib.sha256()
    for column in sorted(frame.columns):
        cells = [str(cell) for cell in frame[column]]
        digest.update(json.dumps([column, cells], ensure_ascii=False).encode("utf-8"))
    return digest.hexdigest()
