"""What a receipt states, whether it is a page, a PDF or an e-mail: gathered in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from consultation.guidance.rules.deadline import day
from consultation.responses.models.choices import SetAside
from consultation.responses.rules.counting import late_decision
from consultation.responses.rules.record import Submission, submission

if TYPE_CHECKING:
    from consultation.guidance.models import ConsultationPage
    from consultation.responses.models import RespondentDetails, Response

#: What an official decided on a late response, by the state it is in since.
DECIDED = {
    "": gettext_noop(
        "It came after the closing time. An official has decided that it is counted, like those "
        "that came in time."
    ),
    SetAside.LATE: gettext_noop(
        "It came after the closing time. An official has decided that it is not counted. It is "
        "kept, and listed as received late."
    ),
    SetAside.WAITING: gettext_noop(
        "It came after the closing time. An official has decided that it is counted once its "
        "letters and files have been read."
    ),
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
        (_("Answering"), details.get_kind_display()),
        (_("Organisation"), details.organisation),
        (_("Whom it represents"), details.represents),
        (_("Described best as"), respondent_type(details)),
        (_("Name"), details.name),
        (_("Region"), _(details.region) if details.region else ""),
        (_("E-mail"), details.email),
        (_("Keep confidential"), _("Yes") if details.confidential else _("No")),
        (_("Reason"), details.confidentiality_reason),
        (_("May we publish"), details.get_publish_display()),
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
        words = _("You changed this response: {reference} took its place.")
        said.append(words.format(reference=newer.reference))
    elif response.set_aside == SetAside.WITHDRAWN:
        said.append(_("You have withdrawn this response. It is not counted."))
    else:
        said += _lateness(response)
    if response.replaces:
        words = _("It took the place of {reference}, which is no longer counted.")
        said.append(words.format(reference=response.replaces.reference))
    return said


def _lateness(response: Response) -> list[str]:
    entries = list(response.ledger_entries.all())
    if all(entry.set_aside != SetAside.LATE for entry in entries):
        return []
    decision = late_decision(entries)
    if decision is None:
        waits = _(
            "It came after the closing time and is set aside as late. An official decides whether "
            "it is counted."
        )
        return [waits] if response.set_aside == SetAside.LATE else []
    aside = gettext_noop(
        "It came after the closing time. An official has decided that it is kept, and set aside: "
        "{reason}."
    )
    words = _(DECIDED.get(response.set_aside, aside))
    if response.set_aside:
        words = words.format(reason=_(SetAside(response.set_aside).label))
    return [words, *filter(None, [decision.told])]


def next_steps(response: Response) -> list[str]:
    """What happens now, in the order in which it happens.

    A respondent is told no more than is sure: nothing of when an outcome is published unless the
    department has said so, and nothing of what their words will change.
    """
    due = response.consultation.response_due
    answered = _("The government response says what was said and what was decided")
    if due:
        answered = _(
            "The government response says what was said and what was decided. It is due by {day}"
        ).format(day=day(due))
    return [
        _(
            "Your words are checked for anything that may say that a child is at risk. If they may, "
            "a duty officer reads them first"
        ),
        _("Officials read every response, clause by clause"),
        answered,
        _("Nothing you wrote is published before a person has read and cleared it"),
    ]
