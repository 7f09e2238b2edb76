"""A published response with every kind of number that only a seal can bear out."""

from django.contrib.auth.models import Group, User

from consultation import clock
from consultation.findings.actions import agreeing, coding, sampling
from consultation.findings.models import Correction
from consultation.guidance.models import ConsultationPage, Question
from consultation.outcome.models import PublishedOutcome
from consultation.responses.actions.redacting import redact
from consultation.responses.models import Hold, Reason
from consultation.roles import OFFICIALS
from tests import planted
from tests.outcome import drafted
from tests.outcome.published import made, signed

#: What is redacted of a comment, and of a name.
NEIGHBOUR, NAME = "Wilma Qwheld", "Orla Pennyfeather"

#: What people argue in answer to an open question.
ALSO = ("Training panel chairs costs too much money", "Sharing reports helps learning everywhere")


def responded() -> ConsultationPage:
    """Six of London and five of Wales comment; words of two are redacted, and a person decides once."""
    page = planted.consultation()
    Question.objects.create(page=page, key="q9", label="Anything else?", field_type="multiline")
    for n in range(11):
        region = "London" if n < 6 else "Wales"
        said = f"Six months is right, said {NEIGHBOUR}." if n == 0 else f"Reason {n} is a good one."
        name = NAME if n == 1 else ""
        comments = [planted.comment("1.2", said, "" if n > 6 else "support")]
        costs = f"{ALSO[n % 2]} for boards of our size in {region}, {n} of them."
        planted.respond(
            page, str(n), who={"region": region, "name": name}, comments=comments,
            answers=[{"question": "q9", "choice": "", "text": costs}],
        )  # fmt: skip
    Hold.objects.all().delete()
    cleared, now = planted.staff("cleared"), planted.CLOSES
    redact(page, [], [NEIGHBOUR], Reason.THIRD_PARTY, cleared, now)
    redact(page, [], [NAME], Reason.OTHER, cleared, now)
    clause, response = (
        page.clauses.get(number="1.2"),
        page.responses.get(comments__text="Reason 10 is a good one."),
    )
    comment = response.comments.get()
    place = coding.Place(response, comment, 0, len(comment.text))
    coding.correct(place, Correction.Kind.POSITION, cleared, now, value="oppose", clause=clause)
    coded_twice(page)
    return page


def coded_twice(page: ConsultationPage) -> None:
    """A sample of what three say in words alone, frozen: two people agree on two of them."""
    other = User.objects.create_user("other", password="other")
    other.groups.add(Group.objects.get(name=OFFICIALS))
    now, clause = clock.now(), page.clauses.get(number="1.2")
    sample = sampling.draw_sample(
        planted.analysed(page), [planted.staff("official"), other], 1, other, now, clause=clause
    )
    for coder in sample.coders.all():
        for item in sample.items.all():
            said = "oppose" if item.order == 1 or (item.order, coder.order) == (2, 2) else "support"
            sampling.judge(item, coder, said, [], now)
    agreeing.adjudicate(sample.items.get(order=2), "support", [], "It says so.", other, now)
    agreeing.freeze(sample, other, now)


def published() -> PublishedOutcome:
    seal = drafted.sealed(responded())
    page = drafted.start_drafting(seal, planted.staff("official"), clock.now())
    return made(signed(drafted.finish(page)))


def beside(publication: PublishedOutcome) -> dict[str, bytes]:
    """What is sealed, with the document beside it."""
    kept = publication.files.filter(name__in=["outcome.html", "places.csv"])
    return {**publication.seal.files.all().contents(), **kept.contents()}
