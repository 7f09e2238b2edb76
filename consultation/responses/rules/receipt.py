"""What a receipt states, whether it is a page, a PDF or an e-mail: gathered in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consultation.responses.rules.record import Submission, submission

if TYPE_CHECKING:
    from consultation.guidance.models import ConsultationPage
    from consultation.responses.models import RespondentDetails, Response


def sent(response: Response) -> Submission:
    """What the response says, as it was sent."""
    letter = response.letters.filter(file=None).order_by("version").first()
    comments = response.comments.select_related("clause_version__clause__section")
    return submission(
        response,
        comments,
        response.answers.select_related("question", "clause_version"),
        letter.text if letter else "",
        response.proposals.all(),
        response.files.all(),
    )


def about(details: RespondentDetails) -> list[tuple[str, str]]:
    """Who is answering, each thing with its name; what was not given is left out."""
    if not details.kind:
        return []
    given = [
        ("Answering", details.get_kind_display()),
        ("Organisation", details.organisation),
        ("Whom it represents", details.represents),
        ("Described best as", respondent_type(details)),
        ("Name", details.name),
        ("Region", details.region),
        ("E-mail", details.email),
        ("Keep confidential", "Yes" if details.confidential else "No"),
        ("Reason", details.confidentiality_reason),
        ("May we publish", details.get_publish_display()),
    ]
    return [(name, value) for name, value in given if value]


def respondent_type(details: RespondentDetails) -> str:
    """The label an editor gave to the type, or the key when it has none any more."""
    consultation: ConsultationPage = details.consultation  # type: ignore[attr-defined]
    known = consultation.respondent_types.filter(key=details.respondent_type).first()
    label = known.label if known else details.respondent_type
    other = details.respondent_type_other
    return f"{label}: {other}" if other else label


def next_steps(response: Response) -> list[str]:
    """What happens now, in the order in which it happens.

    A respondent is told no more than is sure: nothing of when an outcome is published unless the
    department has said so, and nothing of what their words will change.
    """
    due = response.consultation.response_due
    answered = "The government response says what was said and what was decided"
    if due:
        answered += f". It is due by {due.day} {due:%B %Y}"
    return [
        "Your words are checked for anything that may say that a child is at risk. If they may, "
        "a duty officer reads them first",
        "Officials read every response, clause by clause",
        answered,
        "Nothing you wrote is published before a person has read and cleared it",
    ]
