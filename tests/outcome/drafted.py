"""A small consultation that was sealed and whose response is being drafted."""

from dataclasses import replace

from consultation import clock
from consultation.findings.actions.coding import Place, correct, mark_read
from consultation.findings.models import Correction
from consultation.guidance.models import ConsultationPage
from consultation.outcome.actions import carry_out_seal, save_clause, start_drafting, start_seal
from consultation.outcome.actions.drafting import fingerprint
from consultation.outcome.models import OutcomePage, Seal
from consultation.outcome.models.reading import draft_of
from consultation.outcome.rules.draft import Decision
from consultation.responses.models import Comment
from consultation.responses.models.placed import SOURCES
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


def finish(page: OutcomePage) -> OutcomePage:
    """The page with everything done: read, considered, decided."""
    official, now = planted.staff("official"), clock.now()
    for kind, model in SOURCES.items():
        for source in model._default_manager.filter(response__consultation=page.consultation):
            mark_read(source.response, source, official, now)
            if kind in ("comment", "answer"):
                place = Place(source.response, source, 0, len(source.text))
                correct(place, Correction.Kind.CONSIDERED, official, now, value="on")
    for clause in draft_of(page).clauses:
        done = replace(clause, decision=Decision.REJECT, reason="It is right as it is.")
        page = save_clause(page, done, fingerprint(page, clause.clause), official)
    return page
