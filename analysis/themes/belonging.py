"""How near each passage is to each theme, so that it can belong to several or to none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from analysis.themes import features
from analysis.themes.features import Matrix

ALSO = 0.8
"""A passage is in a further theme when this near to it beside that theme's middling member and
beside its own nearness to its main theme."""

JOINS = 0.5
"""A passage that was not compared, or whose group nothing names, joins its nearest theme when this
near, beside its middling member."""

DIFFUSE = 0.75
"""A group whose middling member is nearer to it by less than this, beside the middling group, is
what was left over: its passages make no one argument."""

Ints = npt.NDArray[np.int64]


class Nearness:
    """Centroids of themes over the words of their members (Rocchio 1971)."""

    def __init__(self, texts: Sequence[str], groups: Ints) -> None:
        """`groups` number the themes of `texts` from 0; -1 is none. At least one theme."""
        read = features.reader(texts)
        # A text without a word ("12b 13c") is near itself.
        self.words = TfidfVectorizer(analyzer=lambda text: read(text) or [text], sublinear_tf=True)
        rows = csr_matrix(self.words.fit_transform(texts))
        count = int(groups.max()) + 1
        belongs = csr_matrix((groups[:, None] == np.arange(count)[None]).astype(np.float64))
        self.centroids = csr_matrix(normalize(belongs.T @ rows))
        near = (rows @ self.centroids.T).toarray()
        self.middling = np.array(
            [max(float(np.median(near[groups == each, each])), 1e-6) for each in range(count)]
        )

    def diffuse(self) -> npt.NDArray[np.bool_]:
        """Which themes are no theme: the rest of the passages, with nothing in common."""
        return np.asarray(self.middling < DIFFUSE * np.median(self.middling))

    def of(self, texts: Sequence[str]) -> Matrix:
        """Nearness of each text to each theme: the cosine with its centroid."""
        near = (csr_matrix(self.words.transform(texts)) @ self.centroids.T).toarray()
        return np.asarray(np.round(near, 9), dtype=np.float64)
