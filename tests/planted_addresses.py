"""What the table of access is tried on: words to look for, and a value for each part of an address."""

import re

from django.contrib.auth.models import User
from wagtail.models import Revision

from consultation import clock
from consultation.findings.actions import coding, frame, sampling
from consultation.findings.models import Campaign, CampaignMember, Run
from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage, SectionPage
from consultation.outcome.actions import (
    carry_out_seal,
    carry_out_verification,
    start_drafting,
    start_seal,
    start_verifying,
    submit,
)
from consultation.responses.actions.disclosures import raise_disclosure
from consultation.responses.actions.erasing import hold_deletion
from consultation.responses.actions.redacting import redact
from consultation.responses.models import (
    Comment,
    DeletionHold,
    Draft,
    DraftComment,
    FormatRequest,
    Hold,
    Reason,
    Response,
)
from tests import planted

#: Where Wagtail serves every published page.
PUBLISHED_PAGES = r"^((?:[\w\-]+/)*)$"
SAID = "We support qwcomment because six months is fair. My boss Qwheld Smith disagrees."
WORDING = "The review should be finished within qwcomment months of the decision."


def plant() -> dict[str, str]:
    page = planted.consultation()
    section = SectionPage.objects.get()
    section.introduction = "qwunpublished"
    revision = section.save_revision()
    response = planted_response(page)
    planted.file(response, "qworganisation.txt", b"qwheld")
    planted.file(response, "Letter of Qwredacted.txt", b"qwheld")
    planted.table(page, b"response_id,text,clause,name\nqwname,qwcomment,9.9,qwname\n")
    FormatRequest.objects.create(
        consultation=page, reference=response.reference, words="qwrequest", contact="By post.",
        asked_at=planted.OPENS, due=planted.CLOSES.date(), held="",
    )  # fmt: skip
    Hold.objects.all().delete()
    held = planted.hold(Comment.objects.get(text=SAID), "Qwheld Smith")
    planted.hold(Comment.objects.get(text="qwdisclosure"), "qwdisclosure", Hold.Why.DISCLOSURE)
    disclosure = raise_disclosure(response, planted.OPENS)
    draft = Draft.objects.create(
        consultation=page,
        secret_digest="0" * 64,
        created_at=planted.OPENS,
        changed_at=planted.OPENS,
    )
    version = ClauseVersion.objects.latest("pk")
    DraftComment.objects.create(draft=draft, clause_version=version, text="qwdraft")
    run = planted.analysed(page)
    user = planted.staff("official")
    response_drafted = drafting(run, user)
    act = redact(
        page, [], ["Qwredacted"], Reason.THIRD_PARTY, planted.staff("cleared"), clock.now()
    )
    plant_coding(run, held)
    kept = hold_deletion(
        page, None, DeletionHold.Why.OTHER, "Because.", planted.staff("cleared"), planted.CLOSES
    )
    own = {"act": act.pk, "disclosure": disclosure.pk, "kind": "comment", "source": held.comment_id}
    own |= {"export": "positions", "change": change_of(response)}
    own |= {"deletion_hold": kept.pk}
    own = {name: str(value) for name, value in own.items()}
    return part_values(page, section, revision, response, held, run, user) | own | response_drafted


def planted_response(page: ConsultationPage) -> Response:
    """Words to look for wherever a respondent writes."""
    who = {
        "name": "qwname", "email": "qwemail@example.org", "organisation": "qworganisation",
        "represents": "qwrepresents and Qwredacted",
    }  # fmt: skip
    return planted.respond(
        page,
        "planted",
        who=who,
        confidential=True,
        confidentiality_reason="qwreason",
        comments=[
            planted.comment("1.2", SAID, "support") | {"proposed": WORDING},
            planted.comment("1.1", "qwdisclosure"),
            planted.comment("1.3", "We asked Qwredacted about it."),
        ],
        answers=[
            {
                "question": "q1",
                "choice": "Agree",
                "text": "qwanswer is a good reason. Qwredacted said so.",
            }
        ],
        letter="We write as qwletter: publish the summary, and keep the names out of 1.3. "
        "Qwredacted would be named.",
    )


def change_of(response: Response) -> str:
    """The name of the change that the planted wording proposes."""
    proposal, start = response.proposals.get(), WORDING.index("qwcomment")
    return f"proposal-{proposal.pk}-{start}-{start + len('qwcomment')}"


def drafting(run: Run, user: User) -> dict[str, str]:
    """A seal of the run, verified, and a draft of the response with a word of its own."""
    seal = carry_out_seal(start_seal(run, user, clock.now(), enqueue=False).pk)
    asked = carry_out_verification(start_verifying(seal, user, clock.now(), enqueue=False).pk)
    outcome = start_drafting(seal, user, clock.now())
    outcome.title, outcome.foreword = "Qwresponse", "<p>qwforeword</p>"
    revision = outcome.save_revision(user=user)
    submit(outcome, user)
    named = {
        "seal": seal.number,
        "verification": asked.pk,
        "outcome": outcome.pk,
        "outcomes": outcome.get_parent().pk,
        "outcome_revision": revision.pk,
        "task_state_id": outcome.current_workflow_task_state.pk,
        "workflow_state_id": outcome.current_workflow_state.pk,
    }
    return {name: str(value) for name, value in named.items()}


def plant_campaign(run: Run, held: Hold) -> None:
    """A campaign of one, whose member has held words."""
    said = held.comment
    assert said is not None
    campaign = Campaign.objects.create(
        run=run, name="campaign-0000000a", submissions=1, distinct_texts=1, arguments=0,
        with_own_words=0, exemplar=said.response,
    )  # fmt: skip
    CampaignMember.objects.create(
        campaign=campaign, response=said.response, copies=1, own_words=2, adds=False, similarity=1,
        places=[[f"comment:{said.pk}", 0, len(said.text), [[0, 10]]]],
    )  # fmt: skip


def plant_coding(run: Run, held: Hold) -> None:
    """A theme, a note on held words, and a sample of what was said of 1.3, by two coders."""
    page, now, cleared = run.consultation, clock.now(), planted.staff("cleared")
    planted.respond(page, "coded", comments=[planted.comment("1.3", "We agree with all of it.")])
    Hold.objects.filter(why=Hold.Why.UNCHECKED).delete()
    run = planted.analysed(page)
    plant_campaign(run, held)
    frame.make_theme(page, "cost", cleared, now)
    place = coding.Place(held.response, held.source, held.start, held.end)
    coding.correct(place, "note", cleared, now, why="qwnoted")
    coders = [planted.staff("official"), cleared]
    of = Clause.objects.get(number="1.3")
    sampling.draw_sample(run, coders, 1, cleared, now, clause=of)


def part_values(
    page: ConsultationPage,
    section: SectionPage,
    revision: Revision,
    response: Response,
    held: Hold,
    run: Run,
    user: User,
) -> dict[str, str]:
    named = {
        "consultation": page.slug,
        "section": section.slug,
        "reference": response.reference,
        "hold": held.pk,
        "letter": response.letters.earliest("pk").pk,
        "file": response.files.earliest("pk").pk,
        "table": page.received_files.get(response=None).pk,
        "batch": planted.BATCH,
        "run": run.pk,
        "said": f"comment-{held.comment_id}",
        "theme": page.themes.latest("pk").number,
        "sample": page.samples.get().pk,
        "clause": "1.2",
        "campaign": "campaign-0000000a",
        "number": "1.2",
        "version": "1",
        "secret": "x" * 43,
        "slug": page.slug,
        "page_id": section.pk,
        "parent_page_id": page.pk,
        "page_to_copy_id": section.pk,
        "page_to_move_id": section.pk,
        "destination_id": page.pk,
        "revision_id": revision.pk,
        "revision_id_a": revision.pk,
        "revision_id_b": revision.pk,
        "content_type_app_name": "consultation",
        "content_type_model_name": "sectionpage",
        "app_label": "consultation",
        "model_name": "response",
        "object_id": response.pk,
        "user_id": user.pk,
        "token": "x",
        "uidb64": "x",
        "path": f"{page.slug}/{section.slug}/",
    }
    return {name: str(value) for name, value in named.items()}


def filled(address: str, values: dict[str, str]) -> str:
    """The pattern with a value in the place of each of its parts; 1 where none is named."""
    address = address.replace(PUBLISHED_PAGES, values["path"])
    if address.startswith("admin/users/"):
        values = values | {"pk": values["user_id"]}
    address = re.sub(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)", r"<\1>", address)
    address = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: values.get(part[1], "1"), address)
    address = re.sub(r"\((?:\?:)?[^()]*\)[?*+]?", "", address)
    address = address.replace(r"\Z", "").replace("\\", "")
    return "/" + re.sub(r"[\^$]", "", address).lstrip("/")
