"""The lists of words in words.toml."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`; KeyError for a list there is not."""
    lists = tomllib.loads((files("analysis.themes") / "words.toml").read_text("utf-8"))
    return frozenset(lists[name].split())
