"""The words of places for files: held and redacted ones filled in, as the analysis receives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from consultation.findings.models import Correction
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Restricted
from consultation.responses.models.placed import SOURCES, source_of
from consultation.responses.rules.masking import masked

WITHHELD = "[held]"


class Texts:
    """The texts of these sources ("comment:12"), in six queries at most however many they are."""

    def __init__(self, consultation: ConsultationPage, sources: Iterable[str]) -> None:
        wanted: dict[str, set[int]] = defaultdict(set)
        for source in sources:
            kind, _, number = source.partition(":")
            if kind in SOURCES:
                wanted[kind].add(int(number))
        self.restricted = restricted = Restricted.of_consultation(consultation)
        self.by_source: dict[str, str] = {}
        for kind, numbers in wanted.items():
            rows: Any = SOURCES[kind]._default_manager.filter(
                response__consultation=consultation, pk__in=numbers
            )
            for number, text in rows.values_list("pk", "text"):
                name = f"{kind}:{number}"
                over = [(one.start, one.end) for one in restricted.on(name)]
                self.by_source[name] = masked(text, over)

    def __getitem__(self, source: str) -> str:
        return self.by_source.get(source, "")

    def why(self, row: Correction) -> str:
        """Why somebody decided so; withheld where words it is on are held or redacted.

        What a colleague notes of such words may repeat them.
        """
        over = self.restricted.on(source_of(row))
        hidden = any(one.start < row.end and one.end > row.start for one in over)
        return WITHHELD if hidden and row.why else row.why
