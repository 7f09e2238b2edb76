"""A small consultation whose response is signed off and published."""

from typing import Any

from consultation import clock
from consultation.dataset.actions import publish_responses
from consultation.dataset.publishing import publishable
from consultation.outcome.actions import carry_out_publication, publish, sign, submit
from consultation.outcome.models import OutcomePage, PublishedOutcome, SignOffTask
from consultation.responses.actions.mail import post
from consultation.responses.actions.redacting import redact
from consultation.responses.models import Comment, Hold, Mail, Reason
from tests import planted
from tests.outcome import drafted

#: Said by somebody who let nobody publish it; the name is redacted.
SECRET = "Too long for Wilma Qwheld to wait, qwsecret and all."
#: Agreed to and cleared, but for a name.
REDACTED = "Six months is what Orla Pennyfeather needed too."
#: Agreed to, and cleared by nobody.
UNCLEARED = "Half a year is quick enough, qwuncleared."


def responded() -> Any:
    page = planted.consultation()
    respond, comment = planted.respond, planted.comment
    given = {"publish": "anonymous", "comments": [comment("1.2", drafted.SLOW, "support")]}
    respond(page, "a", **given)
    respond(page, "b", publish="yes", who={"name": "Ida Vellacott"},
            comments=[comment("1.3", drafted.NAMES, "oppose"),
                      comment("1.2", REDACTED, "support")])  # fmt: skip
    who = {"name": "qwname", "email": "qwemail@example.org", "organisation": "qworganisation"}
    secret = respond(page, "c", confidential=True, who=who,
                     comments=[comment("1.2", SECRET, "oppose")])  # fmt: skip
    trust = {"organisation": "Qworth Trust", "kind": "organisation"}
    respond(page, "d", publish="yes", who=trust, comments=[comment("1.1", UNCLEARED, "support")])
    Hold.objects.all().delete()
    cleared, at = planted.staff("cleared"), planted.CLOSES
    redact(page, [], ["Wilma Qwheld", "Orla Pennyfeather"], Reason.THIRD_PARTY, cleared, at)
    post(Mail.Kind.RECEIPT, secret.email, response=secret, now=clock.now())
    return page


def ready() -> OutcomePage:
    """A response that quotes what was cleared, with everything done and signed off."""
    consultation = responded()
    seal = drafted.sealed(consultation)
    for text in (drafted.SLOW, drafted.NAMES, REDACTED):
        drafted.clear(text)
    publish_responses(
        consultation, publishable(consultation), planted.staff("cleared"), clock.now()
    )
    page = drafted.start_drafting(seal, planted.staff("official"), clock.now())
    page = quoting(drafted.finish(page))
    return signed(page)


def quoting(page: OutcomePage) -> OutcomePage:
    for block in page.clauses:
        value = block.value
        places = [place for one in value["said"] for place in one["sources"]]
        own = Comment.objects.get(text=drafted.SLOW).response.reference
        for place in [one for one in places if one.startswith(own)][:1]:
            value["quotations"].append({"number": 1, "place": place})
            value["reason"] = "One said {quote 1}."
    page.save_revision(user=planted.staff("official"))
    return page


def signed(page: OutcomePage) -> OutcomePage:
    page = OutcomePage.objects.get(pk=page.pk)
    submit(page, planted.staff("official"))
    page = OutcomePage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    task = SignOffTask.objects.get()
    assert sign(page, task, state, planted.staff("cleared"), clock.now())
    return OutcomePage.objects.get(pk=page.pk)


def made(page: OutcomePage, correction: str = "") -> PublishedOutcome:
    asked = publish(page, planted.staff("cleared"), clock.now(), correction, enqueue=False)
    published = carry_out_publication(asked.pk)
    assert published.state == PublishedOutcome.State.PUBLISHED, published.error
    return published


def correct(page: OutcomePage) -> OutcomePage:
    page = OutcomePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.foreword = "<p>Corrected.</p>"
    page.save_revision(user=planted.staff("official"))
    return signed(page)
