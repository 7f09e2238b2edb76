"""What the gates are asked of: read from the rows as they are now."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from consultation.dataset import seals
from consultation.findings.models import Correction, DraftingNote, Reading
from consultation.guidance.models import ConsultationPage
from consultation.outcome.models.package import READ, Package
from consultation.outcome.models.pages import OutcomePage
from consultation.outcome.models.reading import draft_of, resolved
from consultation.outcome.models.seals import Seal
from consultation.outcome.rules.differences import Differences, differences
from consultation.outcome.rules.gates import Facts, Gate, gates
from consultation.outcome.rules.notation import Place
from consultation.responses.models import (
    Hold,
    LedgerEntry,
    Letter,
    ReceivedFile,
    Restricted,
    SetAside,
)
from consultation.responses.models.placed import SOURCES, source_of

#: What is counted or shown otherwise once a person has corrected it.
COUNTED_KINDS = ("position", "clause", "theme", "amendment")


def gates_of(page: OutcomePage) -> list[Gate]:
    """Every gate of the page's latest draft, met or not."""
    latest: OutcomePage = page.get_latest_revision_as_object()
    package = Package(latest.seal, (*READ, "responses.parquet"))
    draft = draft_of(latest)
    return gates(draft, resolved(latest, draft, package), facts_of(latest, package))


def facts_of(page: OutcomePage, package: Package) -> Facts:
    """What the database says, in a fixed number of queries."""
    consultation = page.consultation
    received = consultation.responses
    since = differences_of(page.seal, package)
    waiting = received.filter(set_aside=SetAside.WAITING)
    unread = received.filter(files__state=ReceivedFile.State.WAITING)
    return Facts(
        unread=_references(words_without(consultation, Reading.objects.filter(undone_at=None))),
        held=_references([Hold.objects.filter(
            response__consultation=consultation, released_at=None)]),
        waiting=sorted({*waiting.values_list("reference", flat=True),
                        *unread.values_list("reference", flat=True)}),
        late=list(undecided(consultation).values_list("reference", flat=True)),
        uncoded=_references(words_without(consultation, Correction.objects.filter(
            undone_at=None, kind__in=COUNTED_KINDS))) if page.coding_promised else (),
        alone=[(clause, place.response) for clause, place in not_considered(package)],
        since=[(kind, what) for kind, listed in since.listed() for what in listed],
        drafted=frozenset(page.vouched.filter(vouched_by=None).values_list("digest", flat=True)),
        accepted=accepted(consultation),
        coding_promised=page.coding_promised,
        popular_share=page.popular_share,
    )  # fmt: skip


def accepted(consultation: ConsultationPage) -> dict[str, list[str]]:
    """By clause (its identity), words of the changes in its drafting notes, as far as nothing
    restricts them."""
    notes = DraftingNote.objects.filter(response__consultation=consultation, undone_at=None)
    rows = list(notes.select_related("clause_version", "response", *SOURCES))
    restricted = Restricted.of_responses({note.response for note in rows})
    found: dict[str, list[str]] = {}
    for note in rows:
        words = restricted.shown(note.source, start=note.start, end=note.end)
        found.setdefault(str(note.clause_version.clause_id), []).append(words)
    return found


def _references(rows: Iterable[QuerySet]) -> list[str]:
    return sorted(
        {
            reference
            for each in rows
            for reference in each.values_list("response__reference", flat=True)
        }
    )


def undecided(consultation: ConsultationPage) -> QuerySet:
    """Late responses on which no person has decided."""
    decided = LedgerEntry.objects.filter(response=OuterRef("pk"), decided_by__isnull=False)
    return consultation.responses.filter(~Exists(decided), set_aside=SetAside.LATE)


def words_without(consultation: ConsultationPage, done: QuerySet) -> list[QuerySet]:
    """The sources of counted responses that have words and no row of ``done`` on them."""
    return [
        _of(kind).filter(
            ~Exists(done.filter(**{kind: OuterRef("pk")})),
            text__regex=r"\S",
            response__consultation=consultation,
            response__set_aside="",
        )
        for kind in SOURCES
    ]


def _of(kind: str) -> QuerySet:
    """The sources of a kind; of letters the newest version of each."""
    if kind != "letter":
        return SOURCES[kind]._default_manager.all()
    newer = Letter.objects.filter(version__gt=OuterRef("version"))
    typed = newer.filter(response=OuterRef("response"), file=None)
    of_file = newer.filter(file=OuterRef("file"))
    letters = Letter.objects.exclude(file__state=ReceivedFile.State.NOTHING)
    return letters.filter(~Exists(of_file), Q(file__isnull=False) | ~Exists(typed))


def not_considered(package: Package) -> list[tuple[str, Place]]:
    """(clause, place) of each point one respondent alone makes that nobody marked as considered."""
    marks: dict[str, list[tuple[int, int]]] = {}
    rows = Correction.objects.filter(
        kind=Correction.Kind.CONSIDERED,
        undone_at=None,
        response__consultation=package.seal.consultation_id,
    ).order_by("made_at", "pk")
    latest = {(source_of(row), row.start, row.end): row.value for row in rows}
    for (source, start, end), value in latest.items():
        if value == "on":
            marks.setdefault(source, []).append((start, end))
    points = [
        (finding["clause"], Place(one["response_id"], one["row"], one["start"], one["end"]))
        for finding in package.findings["clauses"]
        for one in finding["made_by_one"]
    ]
    return [(clause, place) for clause, place in points if not _marked(package, place, marks)]


def _marked(package: Package, place: Place, marks: dict[str, list[tuple[int, int]]]) -> bool:
    found = package.source_of(place)
    if found is None:
        return False
    source, start, end = found
    return any(a < end and b > start for a, b in marks.get(source, ()))


def differences_of(seal: Seal, package: Package | None = None) -> Differences:
    """What has happened to the consultation since ``seal``."""
    package = package or Package(seal, (*READ, "responses.parquet"))
    sealed = {
        package.sources[row]: (row[0], text)
        for row, text in seals.texts(package.files["responses.parquet"]).items()
    }
    clauses = {finding["clause"]: finding["text"] for finding in package.findings["clauses"]}
    present = seals.present(seal.consultation)
    return differences(
        (package.table("received.csv"), sealed, clauses),
        (present.ledger, present.texts, present.clauses),
        corrected_since(seal).values_list("response__reference", flat=True),
        package.redacted,
    )


def corrected_since(seal: Seal) -> QuerySet[Correction]:
    """What people have corrected, or taken back, since the data of a seal."""
    return Correction.objects.filter(
        Q(made_at__gt=seal.made_at) | Q(undone_at__gt=seal.made_at),
        response__consultation=seal.consultation_id,
        kind__in=COUNTED_KINDS,
    )


def signers(page: OutcomePage) -> set[int]:
    """Who has signed the latest draft, by their numbers."""
    latest = page.latest_revision_id
    return set(page.signatures.filter(revision=latest).values_list("signed_by", flat=True))
