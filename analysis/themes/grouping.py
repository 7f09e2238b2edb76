"""Passages of one clause put into groups by agreement among many clusterings.

One clustering of short texts is a throw of the dice: another number of
dimensions or of clusters, and passages move. So several views, dimensions and
numbers of clusters each give a clustering (Ward 1963), and two passages belong
together as often as the clusterings put them together (evidence accumulation,
Fred and Jain, doi 10.1109/TPAMI.2005.113). Average linkage on that agreement,
cut where it falls below `AGREEMENT`, gives groups whose number follows from
the texts. Rejected: k-means (needs the number; less like what people find),
HDBSCAN (leaves a third of real feedback out and makes four times too many).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from analysis.themes import features
from analysis.themes.features import Matrix

AGREEMENT = 0.3
"""Passages stay in one group while the clusterings agree on them this often, on average."""

LEAST_SHARE = 0.03
"""A group smaller than this share of the passages (or than `FEWEST`) is none of its own."""

FEWEST = 3
"""Passages that make a theme."""

DIMENSIONS = (0.75, 1.0, 1.25, 1.5, 1.9)
"""Latent dimensions tried, as multiples of the number of themes expected."""

CLUSTERS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Numbers of clusters tried, likewise."""

Ints = npt.NDArray[np.int64]


def expected(passages: int) -> int:
    """How many themes a reader would expect: 8 among 80 passages, 15 among 2,000.

    The number of points people make grows slowly with how many people write.
    """
    return int(max(2, min(round(8 * (passages / 80) ** 0.2), passages // FEWEST)))


def groups(texts: Sequence[str], seed: int, wanted: int | None = None) -> Ints:
    """The group of each text, numbered from 0; -1 for a text like no other.

    `texts` are distinct and sorted by the caller. `wanted` fixes the number
    of groups instead of the agreement.
    """
    views = features.views(texts)
    if len(texts) < 2 * FEWEST or not views:
        return np.full(len(texts), -1, np.int64)
    number = wanted or expected(len(texts))
    together = agreement(
        [features.reduced(view, round(number * 1.9), seed) for view in views], number
    )
    apart = 1 - together
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average")
    if wanted:
        return np.asarray(fcluster(tree, wanted, "maxclust") - 1, dtype=np.int64)
    return _settled(fcluster(tree, 1 - AGREEMENT, "distance") - 1, together)


def agreement(reduced: Sequence[Matrix], number: int) -> Matrix:
    """How often, 0 to 1, the clusterings put each two texts together."""
    size = len(reduced[0])
    together = np.zeros((size, size), np.float32)
    for view in reduced:
        for dimension in DIMENSIONS:
            points = features.unit(view[:, : max(2, round(number * dimension))])
            tree = linkage(points, "ward")
            for clusters in CLUSTERS:
                found = fcluster(tree, max(2, round(number * clusters)), "maxclust")
                together += found[:, None] == found[None]
    return together / (len(reduced) * len(DIMENSIONS) * len(CLUSTERS))


def _settled(found: Ints, together: Matrix) -> Ints:
    """Groups too small to be themes join the group they agree with most, or none."""
    sizes = np.bincount(found)
    least = max(FEWEST, round(LEAST_SHARE * len(found)))
    kept = np.flatnonzero(sizes >= least)
    if not len(kept):
        return np.full(len(found), -1, np.int64)
    members = (found[:, None] == kept[None]).astype(np.float32)
    near = together @ members / members.sum(axis=0)
    settled = np.where(near.max(axis=1) > 0, near.argmax(axis=1), -1)
    inside = np.isin(found, kept)
    settled[inside] = np.searchsorted(kept, found[inside])
    return np.asarray(settled, dtype=np.int64)
