"""What a seal binds beside the analysis itself: the method note, and the rows its counts are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from consultation.dataset import frames, seals
from consultation.dataset.rules import Decision
from consultation.findings.actions.agreeing import judged
from consultation.findings.models import Sample
from consultation.findings.rules.sampling import headline
from consultation.guidance.models import ConsultationPage
from consultation.outcome.models import Seal
from consultation.responses.models import Channel

Row = Mapping[str, Any]


class Judged(NamedTuple):
    """A row of samples.csv: what two people and the machine said of one item, "" for nothing."""

    sample: str
    item: str
    first: str
    second: str
    machine: str


#: Columns of the tables that a seal adds to the files of the analysis.
TABLES = {
    "received.csv": ("response_id", "status", "reason", "region"),
    "sources.csv": ("response_id", "row", "source", "offset"),
    "codings.csv": Decision._fields,
    "redactions.csv": ("response_id", "source", "start", "end", "reason"),
    "samples.csv": Judged._fields,
}


def tables(
    consultation: ConsultationPage, found: seals.SealedAnalysis, decided: Sequence[Decision]
) -> dict[str, Sequence[Row]]:
    """The rows of each of ``TABLES``."""
    return {
        "received.csv": seals.with_regions(consultation, found.ledger),
        "sources.csv": found.sources,
        "codings.csv": [one._asdict() for one in decided],
        "redactions.csv": seals.redactions(consultation),
        "samples.csv": [one._asdict() for one in _judged(_latest(consultation))],
    }


def method(
    seal: Seal,
    follows: str,
    files: Mapping[str, bytes],
    rows: Mapping[str, Sequence[Row]],
    decided: Sequence[Decision],
) -> dict[str, Any]:
    """The method note: what did the work, on what, when, which seal this one follows, and every count
    that no clause has. ``files``: those of the analysis; ``rows``: what ``tables`` gives."""
    run, consultation = seal.run, seal.consultation
    return {
        "consultation": consultation.title,
        "opens": consultation.opens.isoformat(),
        "closes": consultation.closes.isoformat(),
        "seal": seal.number,
        "follows": follows,
        "sealed_at": seal.made_at.isoformat(),
        "method_version": run.method_version,
        "seed": run.seed,
        "received": run.received,
        "counted": run.counted,
        "labels": {
            "type": dict(consultation.respondent_types.values_list("key", "label")),
            "channel": {key: str(label) for key, label in Channel.choices},
        },
        "agreement": list(_agreement(_latest(consultation))),
        **seals.counts(consultation, rows["received.csv"], files, decided, rows["redactions.csv"]),
    }


def _latest(consultation: ConsultationPage) -> dict[str, Sample]:
    """The latest frozen sample on each clause or question, by where it is from."""
    names = frames.keys(consultation)
    latest: dict[str, Sample] = {}
    for sample in consultation.samples.exclude(frozen_at=None).order_by("-frozen_at", "-pk"):
        clause = f"Clause {names.get(sample.clause_id, '')}" if sample.clause_id else ""
        latest.setdefault(clause or sample.question_key, sample)
    return latest


def _judged(samples: Mapping[str, Sample]) -> Iterator[Judged]:
    for where, sample in samples.items():
        for n, (item, said, _holds) in enumerate(judged(sample), 1):
            first, second = (position for position, _themes in said)
            yield Judged(where, str(n), first, second, item.machine["position"])


def _agreement(samples: Mapping[str, Sample]) -> Iterator[Row]:
    """How many items, and kappa of the two people and of the machine with people, as frozen."""
    for where, sample in samples.items():
        told = headline(sample.figures)
        kappa = {"people": told["kappa_people"], "machine": told["kappa_machine"]}
        yield {"where": where, "items": told["items"], **kappa}
