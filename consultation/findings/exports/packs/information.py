"""The freedom-of-information pack: what was said of one clause, to one question, or by one response.

Policy: what is held is information, whether or not its writer agreed to its publication; but
personal data are exempt, and a request for confidence is weighed by a person, case by case. So
nobody who answered for themself is named, not even by how they signed; redacted and held words are
masked; and a response whose writer asked for confidence is in the pack only where a person decided
that it is. What is left out is listed, with the reason its writer gave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd

from consultation.dataset import rules
from consultation.dataset.exports import written
from consultation.dataset.exports.packing import zipped
from consultation.dataset.publishing import number_of
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Response, Restricted
from consultation.responses.models.placed import SOURCES, Source
from consultation.responses.rules.masking import Kind, Restriction, shown
from consultation.responses.rules.matching import FEWEST_LETTERS, found, needle

COLUMNS = ["response_id", "organisation", "respondent_type", "about", "answer", "text", "cleared"]
WITHHELD = ["response_id", "reason_given", "decision"]
OWN_NAME = "Their own name"

README = """Freedom-of-information pack: {about}
Consultation: {consultation}

responses.csv  {rows} texts of {responses} responses, in words as they came but for what is masked
withheld.csv   {withheld} responses left out, for their writers asked for confidence, and {shown} that a
               person decided to disclose all the same

Before it is released a person must read it: {uncleared} texts in it have not been cleared by anybody.
Nobody who answered for themself is named. Redacted and held words stand as [redacted: …] and [held: …].
"""


class Asked(NamedTuple):
    """What is asked for: the clause of a number, the question of a key, or one response."""

    clause: str = ""
    question: str = ""
    reference: str = ""

    def __str__(self) -> str:
        if self.clause:
            return f"what was said of clause {self.clause}"
        return f"what was answered to {self.question}" if self.question else "one response"


def sources(consultation: ConsultationPage, asked: Asked) -> list[Source]:
    """The texts and answers asked for: every received response, counted or not, is information.

    A letter that nobody has put to clauses is asked for with its response only.
    """
    listed: list[Source] = []
    for kind, model in SOURCES.items():
        rows: Any = model._default_manager.filter(response__consultation=consultation)
        if asked.reference:
            rows = rows.filter(response__reference=asked.reference)
        elif asked.question:
            rows = rows.filter(question_key=asked.question) if kind == "answer" else rows.none()
        elif kind == "letter":
            rows = rows.filter(allocations__clause_versions__number=asked.clause).distinct()
        else:
            rows = rows.filter(clause_version__number=asked.clause)
        listed += rows.select_related("response").order_by("pk")
    return listed


def in_confidence(listed: Iterable[Source]) -> list[Response]:
    """The responses among them whose writers asked for confidence."""
    writers = {one.response.pk: one.response for one in _placed(listed)}
    return [writers[key] for key in sorted(writers) if writers[key].confidential]


def information_pack(
    consultation: ConsultationPage, asked: Asked, disclosed: Collection[str], now: datetime
) -> bytes:
    """The pack as a ZIP file. ``disclosed``: references of responses that are in it although their
    writers asked for confidence, for a person decided so."""
    listed = sources(consultation, asked)
    asking = in_confidence(listed)
    left_out = {one.pk for one in asking if one.reference not in disclosed}
    restricted = Restricted.of_responses(
        {one.response.pk: one.response for one in _placed(listed)}.values()
    )
    kept = [one for one in _placed(listed) if one.response.pk not in left_out]
    rows = list(_rows(consultation, kept, restricted))
    withheld = [
        {
            "response_id": number_of(one),
            "reason_given": restricted.details(one)["confidentiality_reason"],
            "decision": "withheld" if one.pk in left_out else "disclosed",
        }
        for one in asking
    ]
    readme = README.format(
        about=asked, consultation=consultation.title, rows=len(rows),
        responses=len({row["response_id"] for row in rows}), withheld=len(left_out),
        shown=len(asking) - len(left_out), uncleared=sum(row["cleared"] == "" for row in rows),
    )  # fmt: skip
    files = {
        "README.txt": readme.encode(),
        "responses.csv": _csv("responses", rows, COLUMNS),
        "withheld.csv": _csv("withheld", withheld, WITHHELD),
    }
    return zipped(files.items(), now)


def _placed(listed: Iterable[Source]) -> Iterator[Any]:
    """The sources, none of which is a response itself."""
    yield from (one for one in listed if not isinstance(one, Response))


def _rows(
    consultation: ConsultationPage, listed: Sequence[Any], restricted: Restricted
) -> Iterator[dict[str, str]]:
    labels = dict(consultation.respondent_types.values_list("key", "label"))
    writers = {one.response.pk: one.response for one in listed}
    types = rules.large_enough(Counter(one.respondent_type for one in writers.values()))
    for one in listed:
        writer, version = one.response, getattr(one, "clause_version", None)
        kind = writer.respondent_type if writer.respondent_type in types else ""
        yield {
            "response_id": number_of(writer),
            "organisation": _organisation(writer, restricted),
            "respondent_type": labels.get(kind, ""),
            "about": f"Clause {version.number}" if version else getattr(one, "question_label", ""),
            "answer": getattr(one, "choice", "") or getattr(one, "position", ""),
            "text": _text(one, writer, restricted),
            "cleared": "yes" if one.cleared_at else "",
        }


def _organisation(writer: Response, restricted: Restricted) -> str:
    return restricted.details(writer)["organisation"] if writer.kind == "organisation" else ""


def _text(source: Any, writer: Response, restricted: Restricted) -> str:
    own = [needle(one) for one in (writer.name, writer.email)]
    signed = found(source.text, [one for one in own if len(one) >= FEWEST_LETTERS])
    over = [*restricted.on(source),
            *(Restriction(start, end, Kind.REDACTED, OWN_NAME) for start, end in signed)]  # fmt: skip
    return shown(source.text, over)


def _csv(name: str, rows: Sequence[dict[str, str]], columns: list[str]) -> bytes:
    return written(pd.DataFrame(rows, columns=columns, dtype="str"), "csv", name)
