"""Coding a sample blind: an item's words and its clause, and no answer of anybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.findings.actions import sampling
from consultation.findings.actions.agreeing import words_of
from consultation.findings.models import Coder, Judgement, Sample, SampleItem
from consultation.findings.models.agreement import READ_POSITIONS
from consultation.findings.views.agreement.samples import where
from consultation.findings.views.frame import CodingPage
from consultation.findings.views.reader.showing import theme_names
from consultation.guidance.models import ClauseVersion


class OfSample(CodingPage):
    """A page about one sample."""

    trail = [("Blind double coding", "samples")]

    @cached_property
    def sample(self) -> Sample:
        """The sample the address names. Raises Http404."""
        rows = Sample.objects.select_related("clause", "run")
        return get_object_or_404(rows, pk=self.kwargs["sample"], consultation=self.consultation)

    @cached_property
    def coders(self) -> list[Coder]:
        """The two who code it."""
        return list(self.sample.coders.select_related("user"))

    def get_page_title(self) -> str:
        return f"Sample {self.sample.pk}: {where(self.sample, self.names)}"

    def offered(self) -> list[tuple[int, str, str, str]]:
        """(key, name, description, keyboard key) of the themes that can be coded."""
        names = {
            theme.pk: name for theme, name in theme_names(self.consultation, self.may_read_held)
        }
        themes = self.sample.themes.order_by("number")
        keys = [*"1234567890", *[""] * len(themes)]
        return [
            (theme.pk, names.get(theme.pk, theme.name), theme.description, key)
            for theme, key in zip(themes, keys, strict=False)
        ]


class CodeSample(OfSample):
    """The next item of a coder, or one they go back to."""

    template_name = "findings/agreement/code.html"

    @cached_property
    def coder(self) -> Coder:
        """The reader, as one of the two coders. Raises Http404 for anybody else."""
        mine = next((one for one in self.coders if one.user_id == self.reader.pk), None)
        if mine is None:
            raise Http404("Only its two coders code a sample.")
        return mine

    @cached_property
    def item(self) -> SampleItem | None:
        """The item asked for by its number, else the first not judged; None when all are."""
        items = self.sample.items.filter(left_out_at=None).select_related("response")
        asked = self.request.GET.get("item", "")
        if asked.isdecimal():
            return get_object_or_404(items, order=asked)
        return items.exclude(judgements__coder=self.coder).first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.item is None or self.sample.frozen_at:
            return redirect("sample", self.consultation.slug, self.sample.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = self.item
        assert item is not None
        before = Judgement.objects.filter(item=item, coder=self.coder).first()
        given: QueryDict | None = kwargs.get("given")
        chosen = given.getlist("theme") if given else (
            [str(theme.pk) for theme in before.themes.all()] if before else []
        )  # fmt: skip
        judged = self.coder.judgements.filter(item__left_out_at=None)
        return super().get_context_data(
            sample=self.sample,
            item=item,
            words=words_of(item),
            version=ClauseVersion.objects.filter(clause=self.sample.clause_id)
            .order_by("-pk")
            .first(),
            positions=[(k, *p) for k, p in zip("swou", READ_POSITIONS, strict=True)]
            if self.sample.clause_id
            else [],
            position=given.get("position", "") if given else before.position if before else "",
            themes=[(*one, str(one[0]) in chosen) for one in self.offered()],
            done=judged.count(),
            of=self.sample.items.filter(left_out_at=None).count(),
            last=judged.order_by("-made_at").values_list("item__order", flat=True).first(),
            **kwargs,
        )

    def act(self, given: QueryDict) -> str:
        item = self.item
        if item is None:
            return self.url("sample", self.sample.pk)
        chosen = [one for one in given.getlist("theme") if one.isdecimal()]
        themes = list(self.sample.themes.filter(pk__in=chosen))
        sampling.judge(item, self.coder, given.get("position", ""), themes, clock.now())
        return self.url("code_sample", self.sample.pk)
