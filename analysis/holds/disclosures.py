"""Words in which somebody may be telling of harm to themselves or to a person they know.

Tuned for recall: a missed child matters more than a needless look by the duty officer.
Policy prose speaks of harm in general ("children who are abused"); a disclosure joins harm
to *me*, to *my* people, or to a child near the writer.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis import patterns
from analysis.holds.hold import DISCLOSURE, Hold

RULES = tuple(
    (patterns.words(rule["patterns"]), rule["reason"])
    for rule in patterns.table(__package__, "disclosures.toml")["rules"]
)


def find(text: str) -> Iterator[Hold]:
    """Every possible disclosure in ``text``."""
    low = patterns.lowered(text)
    for pattern, reason in RULES:
        for match in pattern.finditer(low):
            yield Hold(match.start(), match.end(), DISCLOSURE, reason)
