"""Names of themes that must not be shown: they may repeat words restricted since the seal."""

from __future__ import annotations

import io

import pandas as pd
from django.db.models import Exists, OuterRef, Q, QuerySet

from consultation.findings.models import Passage
from consultation.outcome.models.package import Package
from consultation.outcome.models.seals import Seal
from consultation.responses.models import Hold, Redaction
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


def holds_redacted_words(seal: Seal) -> bool:
    """Whether the texts of the sealed package still have words that are redacted now.

    Policy: what was sealed is not rewritten, but a package with such words is handed to nobody.
    """
    package = Package(seal, ("responses.parquet", "sources.csv"))
    standing = Redaction.objects.filter(response__consultation=seal.consultation, lifted_at=None)
    places = [(source_of(one), one.start, one.end) for one in standing]
    if not places:
        return False
    rows = pd.read_parquet(io.BytesIO(package.files["responses.parquet"])).to_dict("records")
    texts = {(str(row["response_id"]), int(row["row"])): str(row["text"]) for row in rows}
    return any(
        masked(text := texts.get(key, ""), [(max(start - offset, 0), max(end - offset, 0))]) != text
        for key, (sealed, offset) in package.sources.items()
        for source, start, end in places
        if source == sealed
    )


def hidden_themes(package: Package) -> dict[str, set[str]]:
    """By clause, the names of its themes that words restricted since may stand in.

    Policy: a theme's name is a phrase its members wrote; held with the words of one of them, it
    is out of every draft and document until another seal, whose run never received those words.
    """
    listed = restricted_since(package).values_list("themes", flat=True)
    keys = {key for themes in listed for key in themes.split("; ")} - {""}
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
