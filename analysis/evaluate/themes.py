"""How like the themes that people find are those found here."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.evaluate.options import Options, Scores, learning_rows
from analysis.themes import learning
from analysis.themes.scope import main_themes

COLUMNS = ("text", "label")
KEYS = ("n", "k", "v_measure", "ari", "purity")

Counts = npt.NDArray[np.int64]
Figures = npt.NDArray[np.float64]

DRAWS = 1000


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """V-measure (Rosenberg and Hirschberg 2007), adjusted Rand index and purity.

    Scored within each topic, averaged by the topic's size; `k` is the mean
    number of themes. A passage counts under its main theme; what is left over
    (other, no reason given) are groups like any. With `learn`, that many rows
    are first given to the method as officials' labels, and the rest scored.
    """
    topics = frame["topic"] if "topic" in frame else pd.Series("", index=frame.index)
    known = learning_rows(len(frame), options)
    table = pd.DataFrame(
        {
            "topic": topics.astype("str").to_numpy(),
            "label": frame["label"].astype("str").to_numpy(),
            "text": frame["text"].astype("str").to_numpy(),
            "known": known,
        }
    )
    said = pd.concat(
        [_said(rows, _shared(table, str(topic)), options) for topic, rows in table.groupby("topic")]
    )
    scored = table.assign(said=said)[~known]
    tables = [
        pd.crosstab(rows["label"], rows["said"]).to_numpy() for _, rows in scored.groupby("topic")
    ]
    figures = _mean([_measures(counts[None])[:, 0] for counts in tables], tables)
    return Scores(
        {"n": len(scored), **dict(zip(KEYS[1:], figures.tolist(), strict=True))},
        _intervals(tables, figures, options.seed),
    )


def _said(rows: pd.DataFrame, shared: pd.DataFrame, options: Options) -> pd.Series:
    """The main theme of each text of one topic.

    `shared` are labelled texts of other topics whose labels are used in this one too.
    """
    texts = rows["text"].tolist()
    groups = pd.Series(main_themes(texts, options.seed, options.k), index=rows.index)
    grouped = rows.assign(group=groups)
    labelled = pd.concat([grouped[grouped["known"]], shared]).rename(columns={"label": "theme"})
    if labelled.empty:
        return groups
    found = learning.extend(labelled, texts, groups.tolist(), options.seed)
    return pd.Series(found, index=rows.index)


def _shared(table: pd.DataFrame, topic: str) -> pd.DataFrame:
    """The labelled rows of other topics with a label that this topic's labelled rows have."""
    labels = table.loc[table["known"] & (table["topic"] == topic), "label"]
    elsewhere = table["known"] & (table["topic"] != topic) & table["label"].isin(labels)
    return table[elsewhere]


def _intervals(tables: list[Counts], figures: Figures, seed: int) -> dict[str, tuple[float, float]]:
    """95% intervals: the spread of tables drawn again, set around the figures themselves.

    Repeated rows flatter every grouping, so that the draws' own mean is too
    high by a little; only their spread is used.
    """
    random = np.random.default_rng(seed)
    drawn = [_measures(_draw(counts, random)) for counts in tables]
    spread = _mean(drawn, tables)
    low, high = np.percentile(spread - spread.mean(axis=1, keepdims=True), [2.5, 97.5], axis=1)
    return {
        key: (float(figure + below), float(figure + above))
        for key, figure, below, above in zip(KEYS[1:], figures, low, high, strict=True)
        if key != "k"
    }


def _draw(counts: Counts, random: np.random.Generator) -> Counts:
    total = int(counts.sum())
    return random.multinomial(total, counts.ravel() / total, DRAWS).reshape(DRAWS, *counts.shape)


def _mean(each: list[Figures], tables: list[Counts]) -> Figures:
    """Figures of the topics averaged by their size."""
    weights = [counts.sum() for counts in tables]
    return np.asarray(np.average(np.stack(each), axis=0, weights=weights))


def _measures(counts: Counts) -> Figures:
    """Number of themes, V-measure, ARI and purity (rows) of tables label by theme (columns)."""
    total = counts.sum(axis=(1, 2))
    labels, themes = counts.sum(axis=2), counts.sum(axis=1)
    shared = _entropy(labels) + _entropy(themes) - _entropy(counts.reshape(len(counts), -1))
    both = _entropy(labels) + _entropy(themes)
    v_measure = np.where(both > 0, 2 * shared / np.where(both > 0, both, 1), 1.0)
    together, of_label, of_theme = _pairs(counts), _pairs(labels), _pairs(themes)
    chance = of_label * of_theme / np.maximum(total * (total - 1) / 2, 1)
    best = (of_label + of_theme) / 2
    ari = np.where(
        best != chance, (together - chance) / np.where(best != chance, best - chance, 1), 1.0
    )
    purity = counts.max(axis=1).sum(axis=1) / total
    return np.stack([(themes > 0).sum(axis=1), v_measure, ari, purity])


def _entropy(counts: Counts) -> Figures:
    share = counts / counts.sum(axis=1, keepdims=True)
    return np.asarray(-(share * np.log(np.where(share > 0, share, 1))).sum(axis=1))


def _pairs(counts: Counts) -> Figures:
    flat = counts.reshape(len(counts), -1).astype(np.float64)
    return np.asarray((flat * (flat - 1) / 2).sum(axis=1))
