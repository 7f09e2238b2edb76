"""What must not be shown of a seal any more: names of themes, and words not masked in it yet."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet

from consultation.dataset import seals
from consultation.dataset.seals import Gone
from consultation.findings.models import Passage
from consultation.outcome.models.package import Package
from consultation.outcome.models.seals import Seal
from consultation.responses.models import Hold, Redaction, Response, SetAside
from consultation.responses.models.placed import source_of
from consultation.responses.rules.masking import masked

#: Both on some of the same characters of the same source.
OVERLAPPING = Q(start__lt=OuterRef("end"), end__gt=OuterRef("start")) & (
    Q(comment=OuterRef("comment")) | Q(answer=OuterRef("answer")) | Q(letter=OuterRef("letter"))
)


def restricted_since(package: Package) -> QuerySet[Passage]:
    """Passages whose words the sealed run read, and which are held or redacted now."""
    run = package.seal.run
    here = Q(response__consultation=run.consultation_id)
    holds = Hold.objects.filter(here, released_at=None)
    redactions = Redaction.objects.filter(here, lifted_at=None)
    restricted = Exists(holds.filter(OVERLAPPING)) | Exists(redactions.filter(OVERLAPPING))
    responses = Q(response__in=holds.values("response")) | Q(
        response__in=redactions.values("response")
    )
    return run.passages.filter(restricted, responses, held=False)


def still_there(seal: Seal) -> tuple[Gone, Gone]:
    """What of a sealed package is erased now, and what is redacted, and not masked in it yet."""
    package = Package(seal, ("sources.csv", "received.csv", "erased.csv"))
    sealed = {row["response_id"] for row in package.table("received.csv")}
    erased = Response.objects.filter(
        consultation=seal.consultation, reference__in=sealed, set_aside=SetAside.ERASED
    )
    whole = set(erased.values_list("reference", flat=True)) - package.erased
    return Gone(whole=frozenset(whole)), Gone(_redacted(package, whole | package.erased))


def _redacted(package: Package, erased: set[str]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """By row, the characters of its sealed text that a redaction stands on now.

    What was redacted before the run never reached it. This is asked every minute, so the table of
    texts is read only where something is new.
    """
    standing = Redaction.objects.filter(
        response__consultation=package.seal.consultation,
        lifted_at=None,
        made_at__gt=package.seal.run.started_at or package.seal.made_at,
    )
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in standing:
        places[source_of(one)].append((one.start, one.end))
    if not any(
        {(start - offset, end - offset) for start, end in places.get(source, ())}
        - package.masked.get(row, set())
        for row, (source, offset) in package.sources.items()
    ):
        return {}
    whole = Package(package.seal, ("responses.parquet",))
    texts = seals.texts(whole.files["responses.parquet"])
    found: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for row, (source, offset) in package.sources.items():
        text = texts.get(row, "")
        inside = (
            (max(start - offset, 0), min(end - offset, len(text)))
            for start, end in places.get(source, ())
        )
        spans = [span for span in inside if span[0] < span[1] and masked(text, [span]) != text]
        if spans and row[0] not in erased:
            found[row] = sorted(set(spans))
    return found


def restricted_themes(package: Package) -> set[str]:
    """The themes that words restricted since may stand in the names of."""
    listed = restricted_since(package).values_list("themes", flat=True)
    return {key for themes in listed for key in themes.split("; ")} - {""}


def hidden_themes(package: Package) -> dict[str, set[str]]:
    """By clause, the names of its themes that words restricted since may stand in.

    Policy: a theme's name is a phrase its members wrote; held with the words of one of them, it
    is out of every draft and document until another seal, whose run never received those words.
    """
    keys = restricted_themes(package)
    if not keys:
        return {}
    return {
        finding["clause"]: {
            theme["name"]
            for theme in finding["themes"]
            # What is left over ("other") is called by its key, which is no respondent's.
            if theme["theme"] in keys and theme["name"] != theme["theme"]
        }
        for finding in package.findings["clauses"]
    }
