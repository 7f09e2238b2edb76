"""What stands beside the clauses of a section: the comment boxes, and how far a draft has come."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from consultation.guidance.models import Clause, ClauseVersion
from consultation.guidance.rules import anchor
from consultation.responses.forms import CommentForm
from consultation.responses.rules import may_submit
from consultation.responses.rules.progress import next_without_comment
from consultation.responses.views.respondent import Respondent

#: The header of the script that keeps a reader in their place, and the one it knows its answer by.
HEADER, IN_PLACE = "X-Requested-With", "in-place"
FRAGMENT = "X-Fragment"

#: An English word and the space after it, and room for what takes more to send than to type.
BYTES_OF_A_WORD = 10


def asked(request: HttpRequest) -> bool:
    """Whether the script sent this form, and wants the clause's box and not a page."""
    return request.headers.get(HEADER) == IN_PLACE


class Commenting:
    """How far the comments of a draft have come: asked once, however many boxes a page has."""

    def __init__(self, respondent: Respondent) -> None:
        self.respondent = respondent
        self.read = respondent.comments
        self.commented = {row.clause_version.clause_id for row in respondent.comments}

    @classmethod
    def of(cls, respondent: Respondent) -> Commenting:
        """The one of this request; a new one when comments have been saved since."""
        known: Commenting | None = getattr(respondent, "commenting", None)
        if known is None or known.read is not respondent.comments:
            known = respondent.commenting = cls(respondent)  # type: ignore[attr-defined]
        return known

    @cached_property
    def clauses(self) -> dict[UUID, tuple[int | None, str]]:
        """The section and the number of every clause of the text, in reading order."""
        rows = Clause.objects.filter(consultation=self.respondent.consultation, withdrawn_at=None)
        return {
            pk: (section, number)
            for pk, section, number in rows.values_list("pk", "section", "number")
        }

    def progress(self, section: int | None = None, after: UUID | None = None) -> dict[str, Any]:
        """The counts of the whole text and of a section, and the next clause without a comment."""
        here = [pk for pk, (place, _) in self.clauses.items() if place == section]
        return {
            "clauses": len(self.clauses),
            "commented": len(self.commented & self.clauses.keys()),
            "clauses_here": len(here),
            "commented_here": len(self.commented.intersection(here)),
            "next": self._next(section, after or self._before(here)),
        }

    def _before(self, here: list[UUID]) -> UUID | None:
        """The clause before the section's first: there a reader of the section begins."""
        order = list(self.clauses)
        return order[order.index(here[0]) - 1] if here and order.index(here[0]) else None

    def _next(self, section: int | None, after: UUID | None) -> dict[str, str] | None:
        following = next_without_comment(list(self.clauses), self.commented, after)
        if following is None:
            return None
        place, number = self.clauses[following]
        elsewhere = reverse("clause", args=[self.respondent.consultation.slug, number])
        # On the same page the anchor alone: nothing is loaded and no place is lost.
        return {"number": number, "href": f"#{anchor(number)}" if place == section else elsewhere}


def box(request: HttpRequest, respondent: Respondent, version: ClauseVersion) -> dict[str, Any]:
    """What the box beside one clause shows: the comment made, or the form to make one."""
    comment = respondent.comment_on(version.clause_id)
    commenting = Commenting.of(respondent)
    section, _ = commenting.clauses.get(version.clause_id, (None, ""))
    return {
        "shown": True,
        "version": version,
        "comment": comment,
        "reworded": comment is not None and comment.clause_version_id != version.pk,
        "verdict": may_submit(respondent.consultation, request.received_at),  # type: ignore[attr-defined]
        "fields": "" if comment else empty_fields(version),
        "progress": commenting.progress(section, version.clause_id) if comment else None,
    }


def empty_fields(version: ClauseVersion) -> SafeString:
    """The fields of a comment not yet begun. They are the same for everybody, so made once."""
    return _empty_fields(version.pk, version.number, version.text, get_language() or "")


@lru_cache(maxsize=1024)
def _empty_fields(pk: int, number: str, text: str, language: str) -> SafeString:
    version = ClauseVersion(pk=pk, number=number, text=text)
    form = CommentForm(version=version, comment=None)
    return render_to_string("responses/comment_fields.html", {"form": form})


def words_allowed() -> int:
    """About how many words can be sent at once, as a round figure."""
    words: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // BYTES_OF_A_WORD
    return words // (round_to := 10 ** (len(str(words)) - 1)) * round_to
