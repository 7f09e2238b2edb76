"""What a receipt states, whether it is a page, a PDF or an e-mail: gathered in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consultation.responses.models.choices import SetAside
from consultation.responses.rules.counting import late_decision
from consultation.responses.rules.record import Submission, submission

if TYPE_CHECKING:
    from consultation.guidance.models import ConsultationPage
    from consultation.responses.models import RespondentDetails, Response

#: What an official decided on a late response, by the state it is in since.
DECIDED = {
    "": "it is counted, like those that came in time.",
    SetAside.LATE: "it is not counted. It is kept, and listed as received late.",
    SetAside.WAITING: "it is counted once its letters and files have been read.",
}


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


def stated(response: Response) -> dict[str, Any]:
    """Everything that a receipt states of a response, under the names its templates know."""
    return {
        "consultation": response.consultation,
        "response": response,
        "standing": standing(response),
        "said": sent(response),
        "about": about(response),
        "next_steps": next_steps(response),
        "equality": response.consultation.equality_questions.exists(),
    }


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


def standing(response: Response) -> list[str]:
    """Whether the response counts, where that is not simply so: a sentence each.

    The same on the page, in the PDF and in an e-mail, so that no copy says what another does not.
    Of an official's decision a respondent reads the outcome and what was written for them; the
    reason in the ledger is for officials, and given when asked for.
    """
    newer = type(response).objects.filter(replaces=response).first()
    said = []
    if response.set_aside == SetAside.REPLACED and newer:
        said.append(f"You changed this response: {newer.reference} took its place.")
    elif response.set_aside == SetAside.WITHDRAWN:
        said.append("You have withdrawn this response. It is not counted.")
    else:
        said += _lateness(response)
    if response.replaces:
        said.append(
            f"It took the place of {response.replaces.reference}, which is no longer counted."
        )
    return said


def _lateness(response: Response) -> list[str]:
    entries = list(response.ledger_entries.all())
    if all(entry.set_aside != SetAside.LATE for entry in entries):
        return []
    decision = late_decision(entries)
    came = "It came after the closing time"
    if decision is None:
        waits = f"{came} and is set aside as late. An official decides whether it is counted."
        return [waits] if response.set_aside == SetAside.LATE else []
    aside = f"it is kept, and set aside: {response.get_set_aside_display()}."
    became = DECIDED.get(response.set_aside, aside)
    return [f"{came}. An official has decided that {became}", *filter(None, [decision.told])]


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
