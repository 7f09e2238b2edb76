"""Words of respondents that somebody pasted into a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: So many words in a row, alike in both, are no accident.
IN_A_ROW = 8

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def pasted(text: str, said: Iterable[str], own: Iterable[str] = ()) -> str:
    """The first words of ``text`` that also stand in what respondents ``said``; "" for none.

    Policy: a draft and its revisions keep no words of a respondent, for they would stay there when
    the words are redacted or erased. ``own``: texts of the department, which anybody may repeat.
    """
    rows = _rows(text)
    if not rows:
        return ""
    free = {row for one in own for row in _rows(one)}
    wanted = {row for row in rows if row not in free}
    for one in said:
        found = wanted & set(_rows(one)) if wanted else set()
        if found:
            return next(" ".join(row) for row in rows if row in found)
    return ""


def _rows(text: str) -> list[tuple[str, ...]]:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return [tuple(words[at : at + IN_A_ROW]) for at in range(len(words) - IN_A_ROW + 1)]
