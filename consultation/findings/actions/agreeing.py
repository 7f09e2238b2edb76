"""Comparing what two coders and the machine said, settling it, and learning from it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django_tasks import task
from wagtail.log_actions import log

from consultation.findings.actions import sampling
from consultation.findings.actions.coding import Kind, NotDecided, Place, correct
from consultation.findings.models import Adjudication, Sample, SampleItem, Theme
from consultation.findings.rules import sampling as rules
from consultation.guidance.models import ClauseVersion
from consultation.responses.models import Restricted
from consultation.responses.models.placed import SOURCES, Source

ADJUDICATE = "consultation.adjudicate_item"
FREEZE = "consultation.freeze_sample"

Said = tuple[str, frozenset[int]]


class NotBlind(NotDecided):
    """Figures are refused: some items were not judged blind."""


def judged(sample: Sample) -> list[tuple[SampleItem, list[Said], Said | None]]:
    """For each item not left out: the coders' judgements, the first's first, and what holds."""
    items = sample.items.filter(left_out_at=None).select_related("adjudication", "response")
    rows = items.prefetch_related("judgements__coder", "judgements__themes", "adjudication__themes")
    found = []
    for item in rows:
        ordered = sorted(item.judgements.all(), key=lambda one: one.coder.order)
        said = [_said(one) for one in ordered]
        decided = getattr(item, "adjudication", None)
        found.append((item, said, rules.settled(said, _said(decided) if decided else None)))
    return found


def _said(row: Any) -> Said:
    return row.position, frozenset(theme.pk for theme in row.themes.all())


def figures_of(sample: Sample) -> dict[str, Any]:
    """Agreement of people, and of the machine with each, on the same items.

    Raises NotBlind while an item was not judged blind, NotDecided while a coder is not done.
    """
    wrong = sampling.items_not_blind(sample)
    if wrong:
        raise NotBlind(
            f"{len(wrong)} of the items were not coded blind, so agreement on them says nothing: "
            "leave them out, or draw another sample."
        )
    rows = judged(sample)
    if not rows or any(len(said) < 2 for _item, said, _holds in rows):
        raise NotDecided("Both coders have to judge every item first.")
    first, second = ([said[at] for _item, said, _holds in rows] for at in (0, 1))
    machine = [(i.machine["position"], frozenset(i.machine["themes"])) for i, _s, _h in rows]
    pairs = {"people": (first, second), "machine_first": (first, machine),
             "machine_second": (second, machine)}  # fmt: skip
    if all(holds is not None for _item, _said, holds in rows):
        truth = [holds for _item, _said, holds in rows if holds is not None]
        pairs["machine_settled"] = (truth, machine)
    codes = [str(pk) for pk in sample.themes.order_by("number").values_list("pk", flat=True)]
    compared = {name: _compared(*pair, codes, sample.seed) for name, pair in pairs.items()}
    return {"items": len(rows), "pairs": compared}


def _compared(first: list[Said], second: list[Said], codes: list[str], seed: int) -> dict[str, Any]:
    # Imported here: the libraries behind it take seconds to load.
    from analysis import agreement

    positions = [[one[0] for one in side] for side in (first, second)]
    both = rules.comparable(*positions)
    chosen = [[side[at] for at in both] for side in positions]
    themes = [[{str(pk) for pk in one[1]} for one in side] for side in (first, second)]
    return {
        "positions": agreement.of_labels(chosen[0], chosen[1], seed),
        "themes": agreement.of_codes(themes[0], themes[1], codes, seed),
    }


def adjudicate(
    item: SampleItem, position: str, themes: list[Theme], why: str, user: User, now: datetime
) -> Adjudication:
    """Decide what holds of an item that both coders have judged. Raises NotDecided."""
    if item.sample.frozen_at:
        raise NotDecided("This sample is frozen.")
    if item.judgements.count() < 2:
        raise NotDecided("Both coders have to judge this item first.")
    if item.sample.clause_id and not position:
        raise NotDecided("Say where the response stands on the clause, or that it is unclear.")
    with transaction.atomic():
        made, _new = Adjudication.objects.update_or_create(
            item=item,
            defaults={"position": position, "why": why, "made_at": now, "made_by": user},
        )
        made.themes.set(themes)
        data = {"sample": item.sample_id, "item": item.pk}
        log(item.sample.consultation, ADJUDICATE, user=user, data=data)
    return made


def freeze(sample: Sample, user: User, now: datetime) -> Sample:
    """Keep the figures for good, and let what was settled stand and teach the next runs.

    Raises NotBlind or NotDecided.
    """
    if sample.frozen_at:
        raise NotDecided("This sample is frozen already.")
    figures = figures_of(sample)
    rows = judged(sample)
    open_ones = sum(holds is None for _item, _said, holds in rows)
    if open_ones:
        raise NotDecided(f"{open_ones} items are not settled: decide what holds of each first.")
    with transaction.atomic():
        sample.frozen_at, sample.frozen_by, sample.figures = now, user, figures
        sample.save()
        for item, _said, holds in rows:
            if holds is not None:
                _stand(item, holds, user, now)
        log(sample.consultation, FREEZE, user=user, data={"sample": sample.pk, "items": len(rows)})
        transaction.on_commit(partial(measure_gain_later.enqueue, sample.pk))
    return sample


def _stand(item: SampleItem, holds: Said, user: User, now: datetime) -> None:
    """What was settled becomes decisions: the position, and the themes of an only passage.

    Of several passages nobody said which one makes the argument.
    """
    position, themes = holds
    source, start, end = item.places[0]
    place = Place(item.response, source_named(source), start, end)
    why = f"Settled in sample {item.sample_id}, coded twice"
    if item.sample.clause_id:
        correct(place, Kind.POSITION, user, now, value=position, clause=item.sample.clause,
                machine=item.machine["position"], why=why)  # fmt: skip
    if len(item.places) == 1:
        for theme in Theme.objects.filter(pk__in=themes, merged_into=None, retired_at=None):
            correct(place, Kind.THEME, user, now, value="on", theme=theme, why=why)


def source_named(name: str) -> Source:
    """The source of that name, "comment:12"."""
    kind, _, number = name.partition(":")
    found: Source = SOURCES[kind]._default_manager.select_related("response").get(pk=number)
    return found


def words_of(item: SampleItem) -> str:
    """The words of an item as the machine had them: what is held or redacted is masked for all."""
    over = Restricted.of_responses([item.response])
    return "\n".join(
        over.shown(source_named(source), start=start, end=end) for source, start, end in item.places
    )


@task()
def measure_gain_later(sample_id: int) -> None:
    """What the background worker does once a sample is frozen."""
    measure_gain(sample_id)


def measure_gain(sample_id: int) -> dict[str, Any]:
    """What learning from the sample gains, on items left out in turn; kept with its figures."""
    from analysis import teaching

    sample = Sample.objects.get(pk=sample_id)
    rows = [(words_of(item), holds) for item, _said, holds in judged(sample) if holds]
    version = ClauseVersion.objects.filter(clause=sample.clause_id).order_by("-pk").first()
    gain = teaching.gains(
        [words for words, _holds in rows],
        [position for _words, (position, _themes) in rows] if version else [],
        [{str(pk) for pk in themes} for _words, (_position, themes) in rows],
        [{str(pk) for pk in item.machine["themes"]} for item, _s, h in judged(sample) if h],
        version.text if version else "",
        sample.seed,
    )
    sample.figures = sample.figures | {"gain": gain}
    sample.save()
    return gain
