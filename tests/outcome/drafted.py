"""A small consultation that was sealed and whose response is being drafted."""

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.outcome.actions import carry_out_seal, start_drafting, start_seal
from consultation.outcome.models import OutcomePage, Seal
from consultation.responses.models import Comment
from tests import planted

SLOW = "Six months is right because reports rushed are reports wasted."
NAMES = "Please delete 'with the names of the panel' from this."
LONG = "Too long for a family to wait, qwcanary and all."


def responded() -> ConsultationPage:
    """Three who comment and one who says nothing; the first two agree to be published."""
    page = planted.consultation()
    planted.respond(
        page, "a", publish="anonymous", comments=[planted.comment("1.2", SLOW, "support")]
    )
    planted.respond(page, "b", publish="yes", comments=[planted.comment("1.3", NAMES, "oppose")])
    planted.respond(page, "c", comments=[planted.comment("1.2", LONG, "oppose")])
    planted.respond(page, "d")
    return page


def sealed(page: ConsultationPage) -> Seal:
    """A seal of the consultation as it stands."""
    seal = carry_out_seal(start_seal(planted.analysed(page), None, clock.now(), enqueue=False).pk)
    assert seal.state == Seal.State.MADE, seal.error
    return seal


def drafted(page: ConsultationPage) -> OutcomePage:
    """The first draft of the response to it."""
    return start_drafting(sealed(page), planted.staff("official"), clock.now())


def clear(text: str) -> Comment:
    """The comment that says this, cleared by a person."""
    said = Comment.objects.get(text=text)
    said.cleared_at, said.cleared_by = clock.now(), planted.staff("official")
    said.save()
    return said
