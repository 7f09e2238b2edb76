"""Themes tagged as people tag them."""

import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.themes import learning
from tests.analysis.themes.test_themes import FAMILY, MONEY, TIME


def labelled() -> pd.DataFrame:
    rows = [(text, theme) for theme, texts in
            (("money", MONEY), ("time", TIME), ("family", FAMILY)) for text in texts[:6]]  # fmt: skip
    return pd.DataFrame(rows, columns=["text", "theme"])


def test_a_model_tags_what_it_has_not_seen() -> None:
    model = learning.fit(labelled())
    assert model.main([MONEY[-1], TIME[-1], FAMILY[-1]]) == ["money", "time", "family"]
    both = model.tag([f"{MONEY[-1]} {TIME[-1]}"])[0]
    assert set(both) == {"money", "time"}


def test_order_of_labels_changes_nothing() -> None:
    one = learning.fit(labelled()).fitted.predict_proba(MONEY[-3:])
    other = learning.fit(labelled().sample(frac=1, random_state=2)).fitted.predict_proba(MONEY[-3:])
    assert (one == other).all()


def test_one_theme_is_too_few_to_learn() -> None:
    with pytest.raises(InputError, match="one theme"):
        learning.fit(labelled().query("theme == 'money'"))


def test_labels_name_the_groups_they_fall_in_and_leave_the_rest() -> None:
    labelled = pd.DataFrame(
        {"text": ["dear", "dearer"], "theme": ["money", "money"], "group": ["0", "0"]}
    )
    assert learning.extend(labelled, ["a", "b", "c"], ["0", "1", "0"]) == ["money", "1", "money"]
    split = labelled.assign(theme=["money", "time"])
    assert learning.extend(split, ["quite other"], ["0"]) == ["0"]
