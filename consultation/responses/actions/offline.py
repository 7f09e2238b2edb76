"""Recording a response that came by e-mail, by letter or from an event."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.responses.actions.drafts import asked_about
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.storing import Arrival, store
from consultation.responses.models import Response
from consultation.responses.rules import (
    Answered,
    Said,
    Submission,
    digest_of,
    may_submit,
    receipt_secret,
    secret_of,
)


class UnknownNumber(ValueError):
    """What is said cannot be told to one clause or one question that the consultation has."""


class Recorder:
    """Records responses to one consultation; it reads the clauses and questions once.

    >>> Recorder(consultation).record({"key": …, "channel": "letter", "received_at": …, …})
    """

    def __init__(self, consultation: ConsultationPage) -> None:
        self.consultation = consultation
        versions = ClauseVersion.objects.filter(clause__consultation=consultation)
        #: The wording published last under each number; numbers of withdrawn clauses too.
        self.versions = {version.number: version for version in versions.order_by("pk")}
        pages = consultation.get_descendants(inclusive=True).values("pk")
        self.questions = {
            question.key: (question, asked_about(consultation, question))
            for question in Question.objects.filter(page__in=pages)
        }

    def record(self, given: Mapping[str, Any]) -> Response:
        """Store the response; one with the same key only once. Its words are checked.

        ``given``: ``key`` (any text that is the response's own), ``channel``, ``received_at``
        (aware), ``respondent`` (type, kind, name, organisation, represents, region, email),
        ``confidential``, ``confidentiality_reason``, ``publish``, ``comments`` (clause, position,
        text, and ``proposed`` where they word the clause otherwise), ``answers`` (question, choice,
        text), ``letter``. What came after the deadline is set aside as late.

        Raises UnknownNumber for a clause or a question that the consultation does not have, and for
        two wordings of one clause.
        """
        stored = Response.objects.filter(submission_key=self.key(given["key"])).first()
        if stored is not None:
            return stored
        response = self.store(given)
        check_words(response)
        return response

    def store(self, given: Mapping[str, Any]) -> Response:
        """Store a response that is not stored yet; all its words are held as unchecked."""
        verdict = may_submit(self.consultation, given["received_at"])
        key = self.key(given["key"])
        arrival = Arrival(
            key=key,
            channel=given["channel"],
            received_at=given["received_at"],
            receipt_digest=digest_of(receipt_secret(secret_of(key))),
            within_grace=verdict.within_grace,
            late=given["received_at"] >= self.consultation.closes and not verdict.accepted,
        )
        return store(self.consultation, self._submission(given), arrival)

    def key(self, name: str) -> uuid.UUID:
        """The submission key of the response that the sender or the staff call ``name``."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{self.consultation.slug}/{name}")

    def _submission(self, given: Mapping[str, Any]) -> Submission:
        who = given["respondent"]
        return Submission(
            details={
                "respondent_type": who["type"],
                "respondent_type_other": "",
                "kind": who["kind"],
                "name": who["name"],
                "email": who["email"],
                "organisation": who["organisation"],
                "represents": who["represents"],
                "region": who["region"],
                "confidential": given["confidential"],
                "confidentiality_reason": given["confidentiality_reason"],
                "publish": given["publish"],
            },
            comments=_each_wording_once([self._said(one) for one in given["comments"]]),
            answers=tuple(self._answered(one) for one in given["answers"]),
            letter=given["letter"],
        )

    def _said(self, comment: Mapping[str, str]) -> Said:
        number = comment["clause"]
        if number and number not in self.versions:
            raise UnknownNumber(
                f"A comment is on clause {number}, which {self.consultation} does not have: "
                "correct the number, or leave it empty to keep the comment on no clause."
            )
        proposed = comment.get("proposed", "")
        if proposed and not number:
            raise UnknownNumber(
                "Other wording is proposed for no clause: say which clause it is to replace."
            )
        return Said(self.versions.get(number), comment["position"], comment["text"], proposed)

    def _answered(self, answer: Mapping[str, str]) -> Answered:
        key = answer["question"]
        if key not in self.questions:
            raise UnknownNumber(
                f"An answer is to question {key}, which {self.consultation} does not have: "
                f"the questions are {', '.join(sorted(self.questions))}."
            )
        question, version = self.questions[key]
        return Answered(
            question, key, question.label, version, self._choice(question, answer), answer["text"]
        )

    @staticmethod
    def _choice(question: Question, answer: Mapping[str, str]) -> str:
        """The choice as the question's own list writes it: "agree" is "Agree"."""
        given = answer["choice"]
        listed: dict[str, str] = {
            choice.strip().casefold(): choice.strip() for choice in question.choices.split("\n")
        }
        return listed.get(given.casefold(), given)


def _each_wording_once(comments: list[Said]) -> tuple[Said, ...]:
    """The comments, the wording proposed for a clause with the first comment on that clause.

    Raises UnknownNumber for two wordings of one clause: nobody can tell which of them is meant.
    """
    wordings: dict[ClauseVersion | None, str] = {}
    for one in comments:
        if one.proposed and wordings.setdefault(one.version, one.proposed) != one.proposed:
            number = one.version.number if one.version else ""
            raise UnknownNumber(
                f"Two different wordings are proposed for clause {number}: keep the one that is "
                "meant, and put the other into a comment."
            )
    return tuple(replace(one, proposed=wordings.pop(one.version, "")) for one in comments)


def record_offline(consultation: ConsultationPage, given: Mapping[str, Any]) -> Response:
    """Record one response; see ``Recorder.record``."""
    return Recorder(consultation).record(given)
