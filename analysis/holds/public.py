"""The people, laws, offices and bodies that may be named freely (``public.toml``), and names."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_TABLE = tomllib.loads(files(__package__).joinpath("public.toml").read_text("utf-8"))

PEOPLE = frozenset(_TABLE["people"] + _TABLE["with_title_or_given_name"])
COMMON_SURNAMES = frozenset(_TABLE["common_surnames"])
THINGS = frozenset(_TABLE["things"])
OFFICES = frozenset(_TABLE["offices"])
POSTS = tuple(_TABLE["posts"])
MAILBOXES = frozenset(_TABLE["mailboxes"])
AGENCIES = frozenset(_TABLE["agencies"].split())
NOT_NAMES = frozenset(_TABLE["not_names"].split())


def _names(file: str) -> frozenset[str]:
    lines = files(__package__).joinpath(file).read_text("utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


AMBIGUOUS_NAMES = _names("ambiguous_names.txt")
GIVEN_NAMES = _names("given_names.txt") - AMBIGUOUS_NAMES
