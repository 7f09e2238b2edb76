"""How well letters that share a template are put together, counted by pairs of letters."""

import numpy as np
import pandas as pd

from analysis import campaigns
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores

COLUMNS = ("text", "group")
KEYS = ("n", "pair_precision", "pair_recall", "pair_f1")


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Precision, recall and F1 over pairs of letters put into one campaign.

    Every pair counts, also of groups too small to be called a campaign. A
    blank group is a letter in none. Intervals draw letters, each with the
    pairs it is in.
    """
    responses = pd.DataFrame({"text": frame["text"].astype("str").to_numpy()})
    responses["response_id"] = [f"letter {number}" for number in range(len(responses))]
    responses["row"] = 0
    found = campaigns.copies(responses, options.seed).members["campaign"]
    said = found.reindex(responses.index).fillna("").to_numpy(dtype=object)
    truth = frame["group"].fillna("").astype("str").str.strip().to_numpy(dtype=object)
    both, claimed, true = partners(truth, said)

    def measure(rows: np.ndarray) -> dict[str, float]:
        precision = both[rows].sum() / max(claimed[rows].sum(), 1)
        recall = both[rows].sum() / max(true[rows].sum(), 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-12)
        return {"pair_precision": precision, "pair_recall": recall, "pair_f1": f1}

    return Scores(
        {"n": len(frame), **measure(np.arange(len(frame)))},
        bootstrap(measure, len(frame), options.seed),
    )


def partners(truth: np.ndarray, said: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each letter, how many others are with it in both groupings, in `said`, in `truth`."""
    table = pd.DataFrame({"truth": truth, "said": said})
    in_both = (table["truth"] != "") & (table["said"] != "")

    def others(by: list[str], inside: pd.Series) -> np.ndarray:
        sizes = table.groupby(by)["truth"].transform("size") - 1
        return np.asarray(sizes.where(inside, 0), dtype=np.int64)

    return (
        others(["truth", "said"], in_both),
        others(["said"], table["said"] != ""),
        others(["truth"], table["truth"] != ""),
    )
