"""People who asked for a receipt by e-mail."""

from typing import Any

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions import Recorder
from consultation.responses.actions.mail import post
from consultation.responses.models import Mail, Response
from tests.responses.conftest import DURING, Person

NOBODY = {
    "type": "family", "kind": "individual", "name": "", "organisation": "", "represents": "",
    "region": "", "email": "",
}  # fmt: skip
NOTHING = {
    "channel": "letter", "received_at": DURING, "confidential": False,
    "confidentiality_reason": "", "publish": "no", "comments": [], "answers": [], "letter": "",
}  # fmt: skip


def respond_with(consultation: ConsultationPage, key: str, **given: Any) -> Response:
    """A response of which no more is known than is given; its words stay unchecked."""
    who = NOBODY | given.pop("who", {})
    return Recorder(consultation).store(NOTHING | {"key": key, "respondent": who} | given)


def queue_receipts(consultation: ConsultationPage, count: int) -> list[Mail]:
    """As many responses, each with a receipt that waits to be sent."""
    return [
        post(
            Mail.Kind.RECEIPT,
            f"person{number}@example.org",
            response=respond_with(consultation, f"{number}", letter=f"Letter {number}."),
            now=DURING,
        )
        for number in range(count)
    ]


def ask(person: Person, version: ClauseVersion, to: str, **words: str) -> Response:
    """Write, say who, and send with a receipt asked for at ``to``."""
    assert person.comment(version, **{"position": "support", "text": "Six months."} | words)
    person.say_who()
    digest = person.check().context["digest"]
    answer = person.client.post(f"{person.home}check/", {"digest": digest, "receipt_to": to})
    assert answer.status_code == 302, answer.content.decode()
    return Response.objects.latest("pk")
