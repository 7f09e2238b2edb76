"""The ledger: received = counted + set aside, each response once, each with its reason."""

import pandas as pd

from analysis import columns

BLANK = "no words and no closed answer"


def of(responses: pd.DataFrame) -> pd.DataFrame:
    """One row for each distinct response_id of checked ``responses``, in order.

    A response is set aside when every one of its rows is blank or carries a reason in
    ``set_aside`` (a letter waiting to be typed, say); otherwise it is counted. A row with a
    ``choice`` (the closed answer to a question, be it no position) is not blank.
    """
    said = responses[["text", "position", "choice"]]
    blank = said.apply(lambda cells: cells.str.strip() == "").all(axis=1)
    given = responses["set_aside"].str.strip()
    reason = given.where(given != "", blank.map({True: BLANK, False: ""}))
    reasons = reason.groupby(responses["response_id"], sort=True)
    aside = reasons.agg(lambda each: "" if (each == "").any() else "; ".join(sorted(set(each))))
    frame = aside.rename("reason").reset_index()
    status = (frame["reason"] == "").map({True: columns.COUNTED, False: columns.SET_ASIDE})
    return frame.assign(status=status)[["response_id", "status", "reason"]].astype("str")


def counted(responses: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """The rows to analyse: of counted responses, those that no one set aside."""
    ids = ledger.loc[ledger["status"] == columns.COUNTED, "response_id"]
    kept = responses["response_id"].isin(ids) & (responses["set_aside"].str.strip() == "")
    return responses[kept].reset_index(drop=True)
