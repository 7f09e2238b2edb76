"""Drawing a sample and coding it blind: who judged what, and what they had seen before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.dataset import frames
from consultation.findings.actions.coding import NotDecided
from consultation.findings.actions.frame import version_of
from consultation.findings.models import (
    ClausePosition,
    Coder,
    Correction,
    Judgement,
    Opening,
    Passage,
    Reading,
    Run,
    Sample,
    SampleItem,
    Theme,
)
from consultation.findings.rules import sampling as rules
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models import Hold, Response
from consultation.responses.models.placed import source_of

DRAW = "consultation.draw_sample"
LEAVE_OUT = "consultation.leave_out_items"


def draw_sample(
    run: Run,
    coders: Iterable[User],
    seed: int,
    user: User,
    now: datetime,
    *,
    clause: Clause | None = None,
    question: str = "",
) -> Sample:
    """Draw from what ``run`` read on a clause, or in the answers to a question.

    Raises NotDecided where there is nothing to draw from, or not two different coders.
    """
    two = list(dict.fromkeys(coders))
    if len(two) != 2:
        raise NotDecided("Choose two different people to code the sample.")
    said = _said(run, clause, question)
    if not said:
        raise NotDecided("Nothing that nobody holds was said there: choose another.")
    consultation = run.consultation
    themes = list(_themes(consultation, clause))
    with transaction.atomic():
        sample = Sample.objects.create(
            consultation=consultation,
            clause=clause,
            question_key=question,
            seed=seed,
            population=len(said),
            run=run,
            method_version=run.method_version,
            frame_version=version_of(consultation),
            drawn_at=now,
            drawn_by=user,
        )
        sample.themes.set(themes)
        _items(sample, said, themes)
        Coder.objects.bulk_create(
            Coder(sample=sample, user=one, order=at) for at, one in enumerate(two, 1)
        )
        log(consultation, DRAW, user=user, data={"sample": sample.pk, "items": len(said)})
    return sample


def _themes(consultation: ConsultationPage, clause: Clause | None) -> Any:
    """What can be coded: the frame's themes of the clause and of any, without what is left over."""
    named = consultation.themes.filter(merged_into=None, retired_at=None)
    named = named.exclude(origin=Theme.Origin.STANDING)
    return named.filter(clause=None) | named.filter(clause=clause)


def _said(run: Run, clause: Clause | None, question: str) -> dict[str, list[Passage]]:
    """The passages in question by the response's reference, without responses that have a hold."""
    passages = Passage.objects.filter(run=run, response__set_aside="")
    of_it = {"clause": clause} if clause else {"answer__question_key": question}
    held = Hold.objects.filter(released_at=None, response__consultation=run.consultation_id)
    found: dict[str, list[Passage]] = {}
    rows = passages.filter(**of_it, held=False).exclude(response__in=held.values("response"))
    for row in rows.select_related("response").order_by("response", "pk"):
        found.setdefault(row.response.reference, []).append(row)
    return found


def _items(sample: Sample, said: dict[str, list[Passage]], themes: list[Theme]) -> None:
    names = {theme.name.casefold(): theme.pk for theme in themes}
    clauses = frames.keys(sample.consultation)
    scope = clauses[sample.clause_id] if sample.clause_id else sample.question_key
    stands = dict(
        ClausePosition.objects.filter(
            run=sample.run, clause=sample.clause, decided=ClausePosition.Decided.WORDS
        ).values_list("response", "position")
    )
    SampleItem.objects.bulk_create(
        SampleItem(
            sample=sample,
            response=said[reference][0].response,
            order=order,
            places=[[source_of(one), one.start, one.end] for one in said[reference]],
            machine={
                "position": stands.get(said[reference][0].response_id, "") if sample.clause else "",
                "themes": _read(said[reference], f"{scope}: ", names),
            },
        )
        for order, reference in enumerate(rules.drawn(said, sample.seed), 1)
    )


def _read(passages: Iterable[Passage], prefix: str, names: dict[str, int]) -> list[int]:
    """The frame's themes that the machine put any of the passages in."""
    read = {
        key.removeprefix(prefix).casefold() for one in passages for key in one.themes.split("; ")
    }
    return sorted(names[name] for name in read if name in names)


def seen(user: User, responses: Iterable[int]) -> dict[int, str]:
    """Of these responses (primary keys) those ``user`` cannot code blind, each with why."""
    among = {"response__in": list(responses)}
    opened: dict[int, set[str]] = {}
    for response, what in Opening.objects.filter(user=user, **among).values_list(
        "response", "what"
    ):
        opened.setdefault(response, set()).add(what)
    read = set(Reading.objects.filter(read_by=user, **among).values_list("response", flat=True))
    decided = set(
        Correction.objects.filter(made_by=user, **among).values_list("response", flat=True)
    )
    why = {
        one: rules.not_blind(opened.get(one, ()), one in read, one in decided)
        for one in {*opened, *read, *decided}
    }
    return {response: reason for response, reason in why.items() if reason}


def judge(
    item: SampleItem, coder: Coder, position: str, themes: Iterable[Theme], now: datetime
) -> Judgement:
    """Keep what a coder says of an item, and whether they could have known an answer.

    A coder may go back to an item until they have judged every one. Raises NotDecided.
    """
    offered = set(item.sample.themes.values_list("pk", flat=True))
    chosen = list(themes)
    if item.sample.clause_id and not position:
        raise NotDecided("Say where the response stands on the clause, or that it is unclear.")
    if not {theme.pk for theme in chosen} <= offered:
        raise NotDecided("These themes are not those of the sample: choose from the list.")
    with transaction.atomic():
        if item.sample.frozen_at or (done(coder) and item.judgements.filter(coder=coder).exists()):
            raise NotDecided("Your part of this sample is done: it cannot be changed now.")
        already = item.judgements.filter(coder=coder).values_list("seen", flat=True).first()
        why = already or seen(coder.user, [item.response_id]).get(item.response_id, "")
        judgement, _new = Judgement.objects.update_or_create(
            item=item, coder=coder, defaults={"position": position, "seen": why, "made_at": now}
        )
        judgement.themes.set(chosen)
    return judgement


def done(coder: Coder) -> bool:
    """Whether the coder has judged every item that is not left out."""
    items = coder.sample.items.filter(left_out_at=None)
    return not items.exclude(judgements__coder=coder).exists()


def leave_out(sample: Sample, user: User, now: datetime) -> int:
    """Leave the items out that were not judged blind, or cannot be; how many. It is logged."""
    if sample.frozen_at:
        raise NotDecided("This sample is frozen.")
    wrong = {item.pk for item, _why in items_not_blind(sample)}
    with transaction.atomic():
        number = sample.items.filter(pk__in=wrong).update(left_out_at=now, left_out_by=user)
        log(sample.consultation, LEAVE_OUT, user=user, data={"sample": sample.pk, "items": number})
    return number


def items_not_blind(sample: Sample) -> list[tuple[SampleItem, str]]:
    """(item, why) for each item not left out that a coder did not, or cannot, judge blind."""
    items = list(sample.items.filter(left_out_at=None).select_related("response"))
    found: dict[int, str] = {}
    labels = dict(Opening.What.choices)
    for coder in sample.coders.select_related("user"):
        judged = {j.item_id: j.seen for j in coder.judgements.all()}
        now_seen = seen(coder.user, [i.response_id for i in items if i.pk not in judged])
        for item in items:
            why = judged.get(item.pk, now_seen.get(item.response_id, ""))
            if why:
                told = labels.get(why, why)
                found.setdefault(
                    item.pk, f"{coder.user.get_username()}: {told[:1].lower()}{told[1:]}"
                )
    return [(item, found[item.pk]) for item in items if item.pk in found]


def responses_of(sample: Sample) -> list[int]:
    """The responses whose judgements a page on the outcome shows."""
    return list(
        Response.objects.filter(pk__in=sample.items.values("response")).values_list("pk", flat=True)
    )
