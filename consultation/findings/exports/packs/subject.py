"""The subject access pack: everything that is held of one respondent, for that respondent.

Policy: a person is given everything held of them, in their own words as they wrote them. What
would tell of somebody else is masked: words redacted for a third party, a child or a front-line
worker, words that are held until somebody has decided on them, and who of the staff did what. What
they asked to be kept in confidence is theirs, and is shown to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd
from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from consultation.dataset.exports import written
from consultation.dataset.exports.packing import zipped
from consultation.findings.models import Correction, Passage
from consultation.responses.models import (
    Draft,
    FormatRequest,
    Mail,
    Reason,
    Redaction,
    Response,
    Restricted,
)
from consultation.responses.models.due import same_person
from consultation.responses.models.placed import SOURCES, Source, source_of
from consultation.responses.rules.masking import Kind
from consultation.responses.rules.record import DETAILS

Rows = list[dict[str, str]]

#: Reasons of redactions that keep words from the public, and not from whoever wrote them.
THEIR_OWN = (Reason.CONFIDENTIAL,)

README = """Everything held of {reference} by the consultation "{consultation}"

about-you.csv      what you said of yourself
what-you-said.csv  your comments, answers and letters, every version, and the wording you saw
decisions.csv      whether your response was counted, and why
codings.csv        what officials decided that your words say
read-by-machine.csv  what the latest analysis read in your words
mails.csv          what was written to you, and when
log.csv            what was done with your response, and when
other.csv          drafts and requests kept under the same e-mail address
files/             what you attached, as it came

Folders are named by the reference of each response you sent.
{masked}
"""


class Pack(NamedTuple):
    """A pack: its bytes, and how many stretches of words in it are held or redacted."""

    content: bytes
    held: int
    redacted: int


def subject_pack(response: Response, now: datetime) -> Pack:
    """Everything held of the respondent of ``response`` as one ZIP file."""
    named = same_person([response])
    restricted = Restricted.of_responses(named)
    _show_their_own(restricted, named)
    files: dict[str, bytes] = {}
    for one in named:
        for name, rows in _tables(one, restricted).items():
            files[f"{one.reference}/{name}.csv"] = _csv(name, rows)
        files |= {
            f"{one.reference}/files/{name}": content for name, content in _files(one, restricted)
        }
    files["other.csv"] = _csv("other", list(_others(response)))
    places = [one for each in restricted.places.values() for one in each]
    held = sum(one.kind == Kind.HELD for one in places)
    told = _told(held, len(places) - held)
    files["README.txt"] = README.format(
        reference=response.reference, consultation=response.consultation.title, masked=told
    ).encode()
    return Pack(zipped(files.items(), now), held, len(places) - held)


def _show_their_own(restricted: Restricted, named: Iterable[Response]) -> None:
    own = Redaction.objects.filter(response__in=list(named), lifted_at=None, reason__in=THEIR_OWN)
    for one in own:
        kept = restricted.places[source_of(one)]
        restricted.places[source_of(one)] = [
            each
            for each in kept
            if (each.start, each.end, each.kind) != (one.start, one.end, Kind.REDACTED)
        ]


def _told(held: int, redacted: int) -> str:
    lines = []
    if redacted:
        lines.append(f"Words that tell of somebody else are masked in {_places(redacted)}.")
    if held:
        lines.append(f"Held until somebody has decided on them are words in {_places(held)}.")
    if held or redacted:
        lines.append("A file as it came is left out where its words are masked.")
    return "\n".join(lines) or "Nothing in it is masked."


def _places(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"


def _tables(response: Response, restricted: Restricted) -> dict[str, Rows]:
    return {
        "about-you": _about(response, restricted),
        "what-you-said": list(_said(response, restricted)),
        "decisions": list(_decisions(response)),
        "codings": list(_codings(response)),
        "read-by-machine": list(_read(response, restricted)),
        "mails": list(_mails(response)),
        "log": list(_log(response)),
    }


def _about(response: Response, restricted: Restricted) -> Rows:
    shown = restricted.details(response)
    values = {name: shown.get(name, getattr(response, name)) for name in DETAILS}
    values |= {
        "channel": response.get_channel_display(),
        "received_at": _at(response.received_at),
        "language": response.language,
        "digest": response.digest,
    }
    return [{"what": name, "value": str(value)} for name, value in values.items()]


def _said(response: Response, restricted: Restricted) -> Iterator[dict[str, str]]:
    for kind, model in SOURCES.items():
        for row in model._default_manager.filter(response=response).order_by("pk"):
            version = getattr(row, "clause_version", None)
            yield {
                "kind": kind,
                "clause": version.number if version else "",
                "wording_you_saw": version.text if version else "",
                "question": getattr(row, "question_label", ""),
                "answer": getattr(row, "choice", "") or getattr(row, "position", ""),
                "version": str(getattr(row, "version", "")),
                "text": restricted.shown(row),
                "cleared_for_publication": _at(row.cleared_at),
            }


def _decisions(response: Response) -> Iterator[dict[str, str]]:
    for one in response.ledger_entries.all():
        yield {
            "when": _at(one.decided_at),
            "by": "an official" if one.decided_by_id else "you, or a rule",
            "decision": one.get_set_aside_display() or "Counted",
            "reason": one.reason,
            "you_were_told": one.told,
        }


def _codings(response: Response) -> Iterator[dict[str, str]]:
    rows = Correction.objects.filter(response=response).select_related("clause", "theme")
    for one in rows:
        yield {
            "when": _at(one.made_at),
            "what": one.get_kind_display(),
            "on": f"{source_of(one)}, characters {one.start} to {one.end}",
            "clause": one.clause.number if one.clause else "",
            "theme": one.theme.name if one.theme else "",
            "decided": one.value,
            "why": one.why,
            "taken_back": _at(one.undone_at),
        }


def _read(response: Response, restricted: Restricted) -> Iterator[dict[str, str]]:
    newest = Passage.objects.filter(response=response).order_by("-run__requested_at").first()
    if newest is None:
        return
    sources = {
        f"{kind}:{row.pk}": row
        for kind, model in SOURCES.items()
        for row in model._default_manager.filter(response=response)
    }
    rows = Passage.objects.filter(run=newest.run_id, response=response)
    for one in rows.select_related("clause").order_by("pk"):
        source: Source | None = sources.get(source_of(one))
        yield {
            "words": restricted.shown(source, start=one.start, end=one.end) if source else "",
            "clause": one.clause.number if one.clause else "",
            "tone": one.sentiment,
            "position": one.position,
            "themes": one.themes,
            "campaign": one.campaign,
            "proposes_a_change": "yes" if one.amendment else "",
        }


def _mails(response: Response) -> Iterator[dict[str, str]]:
    for one in Mail.objects.filter(response=response):
        yield {
            "what": one.get_kind_display(),
            "written": _at(one.created_at),
            "sent": _at(one.sent_at),
            "to": one.to,
        }


def _log(response: Response) -> Iterator[dict[str, str]]:
    kind = ContentType.objects.get_for_model(Response)
    labels = dict(registry.get_choices())
    for one in ModelLogEntry.objects.filter(content_type=kind, object_id=str(response.pk)):
        yield {"when": _at(one.timestamp), "what": str(labels.get(one.action, one.action))}


def _others(response: Response) -> Iterator[dict[str, str]]:
    if not response.email:
        return
    same: Mapping[str, Any] = {
        "consultation": response.consultation, "email__iexact": response.email,
    }  # fmt: skip
    for draft in Draft.objects.filter(**same):
        said = [*draft.comments.values_list("text", flat=True),
                *draft.answers.values_list("text", flat=True)]  # fmt: skip
        yield {
            "what": "draft",
            "when": _at(draft.changed_at),
            "words": "\n".join(filter(None, said)),
        }
    for asked in FormatRequest.objects.filter(**same):
        words = "[held]" if asked.held and asked.released_at is None else asked.words
        yield {"what": "request for another format", "when": _at(asked.asked_at), "words": words}


def _files(response: Response, restricted: Restricted) -> Iterator[tuple[str, bytes]]:
    """Attachments of which no word is masked, and nothing that was read of them is held."""
    for number, file in enumerate(response.files.prefetch_related("letters"), 1):
        if not any(restricted.on(letter) for letter in file.letters.all()):
            yield f"{number}-{file.name}", bytes(file.content)


def _csv(name: str, rows: Sequence[dict[str, str]]) -> bytes:
    return written(pd.DataFrame(rows, dtype="str"), "csv", name)


def _at(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
