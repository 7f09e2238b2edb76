"""What officials can take with them as a table: each a frame, under a permission of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd
from django.db.models import F

from consultation.dataset import frames
from consultation.dataset.rules import DUPLICATES_IN_WORDS
from consultation.findings.exports.codings import codings_frame
from consultation.findings.exports.texts import Texts
from consultation.findings.models import CampaignMember, ClausePosition, Passage, Run, Theme
from consultation.guidance.models import ConsultationPage
from consultation.responses.models.placed import SOURCES


class Export(NamedTuple):
    """A table: what it is called, what is in it, who may have it, and how it is made."""

    label: str
    says: str
    permission: str
    frame: Callable[[ConsultationPage], pd.DataFrame]
    #: Whether it says of each response what was read in it: see ``actions.blindness``.
    tells_answers: bool = False


def responses(consultation: ConsultationPage) -> pd.DataFrame:
    """One row for each comment, answer and letter of the responses counted."""
    frame = frames.responses_frame(consultation)
    return frame.drop(columns=["held_places", "offset"])


def passages(consultation: ConsultationPage) -> pd.DataFrame:
    """One row for each passage of the latest run: its words, and what was read in it."""
    rows = Passage.objects.filter(run=_latest(consultation)).order_by("pk")
    names = frames.keys(consultation)
    columns = (
        "response__reference", "clause", "clause_source", "cited", "start", "end", "sentiment",
        "sentiment_score", "position", "position_confidence", "themes", "campaign", "amendment",
        *SOURCES,
    )  # fmt: skip
    listed = list(rows.values(*(name for name in columns if name != "proposal")))
    for row in listed:
        kind = next(kind for kind in SOURCES if row.get(kind) is not None)
        row["source"] = f"{kind}:{row[kind]}"
    texts = Texts(consultation, {row["source"] for row in listed})
    return pd.DataFrame(
        [
            {
                "response_id": row["response__reference"],
                "source": row["source"],
                "start": row["start"],
                "end": row["end"],
                "clause": names.get(row["clause"], ""),
                "clause_source": row["clause_source"],
                "cited": row["cited"],
                "text": texts[row["source"]][row["start"] : row["end"]],
                "tone": row["sentiment"],
                "tone_score": row["sentiment_score"],
                "position": row["position"],
                "position_confidence": row["position_confidence"],
                "themes": row["themes"],
                "campaign": row["campaign"],
                "proposes_a_change": "yes" if row["amendment"] else "",
            }
            for row in listed
        ],
        columns=PASSAGES,
    )


PASSAGES = [
    "response_id", "source", "start", "end", "clause", "clause_source", "cited", "text", "tone",
    "tone_score", "position", "position_confidence", "themes", "campaign", "proposes_a_change",
]  # fmt: skip
CAMPAIGNS = [
    "campaign", "submissions", "distinct_texts", "distinct_arguments", "with_words_of_their_own",
    "shared_words", "how_duplicates_are_counted",
]  # fmt: skip
POSITIONS = [
    "response_id", "clause", "position", "known_from", "respondent_type", "channel", "region",
    "kind", "confidential", "campaign", "proposes_a_change",
]  # fmt: skip


def positions(consultation: ConsultationPage) -> pd.DataFrame:
    """Where each response stands on each clause, with the attributes of its respondent."""
    names = frames.keys(consultation)
    rows = ClausePosition.objects.filter(run=_latest(consultation)).select_related("response")
    return pd.DataFrame(
        [
            (
                row.response.reference, _named(names, row.clause_id), row.position, row.decided,
                row.respondent_type, row.channel, row.region, row.kind,
                "yes" if row.confidential else "", row.campaign, "yes" if row.amendment else "",
            )
            for row in rows.order_by("response", "clause__order", "pk")
        ],
        columns=POSITIONS,
    )  # fmt: skip


def campaigns(consultation: ConsultationPage) -> pd.DataFrame:
    """One row for each campaign of the latest run: its three counts, the words its members share,
    and by which rule duplicates were counted."""
    run = _latest(consultation)
    found = list(run.campaigns.select_related("exemplar")) if run else []
    members = CampaignMember.objects.filter(
        campaign__in=found, response=F("campaign__exemplar"), response__set_aside=""
    )
    places = {member.campaign_id: member.places for member in members}
    texts = Texts(consultation, {place[0] for each in places.values() for place in each})
    return pd.DataFrame(
        [
            (
                one.name, one.submissions, one.distinct_texts, one.arguments, one.with_own_words,
                _shared(places.get(one.pk, []), texts), DUPLICATES_IN_WORDS,
            )
            for one in found
        ],
        columns=CAMPAIGNS,
    )  # fmt: skip


def _shared(places: list[Any], texts: Texts) -> str:
    """The words of a member that are the template's, "…" where its own stand between them."""
    found = []
    for source, start, end, own in places:
        at = start
        for first, last in [*own, [end, end]]:
            found.append(texts[source][at:first].strip())
            at = last
    return " … ".join(filter(None, found))


def themes(consultation: ConsultationPage) -> pd.DataFrame:
    """The code frame: every theme there is or was."""
    names = frames.keys(consultation)
    rows = Theme.objects.filter(consultation=consultation).order_by("number")
    return pd.DataFrame(
        [
            (
                str(row.number), row.name, row.description, _named(names, row.clause_id),
                row.get_origin_display(), "yes" if row.in_force else "no",
            )
            for row in rows
        ],
        columns=["theme", "name", "description", "clause", "origin", "in_force"],
        dtype="str",
    )  # fmt: skip


def _named(names: Mapping[UUID, str], clause: UUID | None) -> str:
    return names.get(clause, "") if clause else ""


def _latest(consultation: ConsultationPage) -> Run | None:
    return consultation.runs.filter(state=Run.State.DONE).first()


EXPORTS: dict[str, Export] = {
    "responses": Export(
        "Responses",
        "Every comment, answer and letter of the responses counted; no names.",
        "consultation.export_responses",
        responses,
    ),
    "passages": Export(
        "Passages",
        "Every passage of the latest run, with what the machine read in it.",
        "consultation.export_passages",
        passages,
        tells_answers=True,
    ),
    "positions": Export(
        "Positions",
        "Where each response stands on each clause, by the latest run.",
        "consultation.export_positions",
        positions,
        tells_answers=True,
    ),
    "campaigns": Export(
        "Campaigns",
        "Every campaign of the latest run, with what it shares and how duplicates are counted.",
        "consultation.export_positions",
        campaigns,
    ),
    "codings": Export(
        "Codings",
        "What people decided of passages: themes, positions, clauses, with who, when and why.",
        "consultation.export_codings",
        codings_frame,
        tells_answers=True,
    ),
    "themes": Export(
        "Code frame", "Every theme, with its description.", "consultation.export_codings", themes
    ),
    "ledger": Export(
        "Ledger",
        "Every response received: counted, or set aside with the reason.",
        "consultation.export_ledger",
        frames.ledger,
    ),
}
