"""The code frame: its themes, and what the machine proposes for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset import frames
from consultation.findings.actions import coding, frame
from consultation.findings.actions.coding import NotDecided
from consultation.findings.actions.frame import LEFT_OVER
from consultation.findings.models import ClauseFinding, Run, Theme
from consultation.findings.rules import theme_key
from consultation.findings.views.quotations import Quotations
from consultation.findings.views.reader.page import EXAMPLES
from consultation.findings.views.reader.queue import CODE
from consultation.findings.views.reader.showing import (
    HELD_NAME,
    examples_of,
    held_keys,
    latest_run,
    theme_names,
)
from consultation.guidance.models import Clause
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models.placed import source_of

#: How many examples of a proposed theme are shown.
SHOWN = 10


class CodingPage(StaffPage):
    """A page whose forms change the frame or a decision; a refusal is told, words handed back."""

    permission = CODE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            went = self.act(request.POST)
        except NotDecided as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(given=request.POST), status=422)
        return redirect(went)

    def act(self, given: QueryDict) -> str:
        """Do what the form asks; the address to go on at. Raises NotDecided."""
        raise NotImplementedError

    @cached_property
    def names(self) -> Mapping[Any, str]:
        """The name of each clause, by its identity."""
        return frames.keys(self.consultation)

    def clause_named(self, name: str) -> Clause | None:
        """The clause of that name; None for none. Raises NotDecided for one there is not."""
        identity = next((pk for pk, one in self.names.items() if one == name), None)
        if name and identity is None:
            raise NotDecided(f"“{name}” is no clause of this text: choose one of the list.")
        return Clause.objects.get(pk=identity) if identity else None

    def url(self, name: str, *args: Any) -> str:
        """The address of a page of this consultation."""
        return reverse(name, args=[self.consultation.slug, *args])


class CodeFrame(CodingPage):
    """The themes in force, and for one clause what the machine proposes."""

    page_title = "Code frame"
    template_name = "findings/frame/frame.html"

    @cached_property
    def run(self) -> Run | None:
        """The run whose themes are proposed."""
        return latest_run(self.consultation)

    @property
    def clause_name(self) -> str:
        """The clause whose proposals are shown; "" for none."""
        return str(self.request.GET.get("clause", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = theme_names(self.consultation, self.may_read_held)
        counts = dict(
            Theme.objects.filter(consultation=self.consultation).annotate(
                n=Count("corrections", filter=Q(corrections__undone_at=None,
                                                corrections__kind="theme",
                                                corrections__value="on"))
            ).values_list("pk", "n")
        )  # fmt: skip
        themes = [(theme, name, self.names.get(theme.clause_id, ""), counts[theme.pk])
                  for theme, name in named]  # fmt: skip
        return super().get_context_data(
            themes=sorted(themes, key=lambda row: row[0].clause.order if row[0].clause else -1),
            version=frame.version_of(self.consultation),
            clauses=list(self.names.values()),
            clause_name=self.clause_name,
            proposed=self._proposed(),
            run=self.run,
            **kwargs,
        )

    def _themes_proposed(self) -> list[dict[str, Any]]:
        """The machine's themes on the clause that are neither in the frame nor held."""
        finding = ClauseFinding.objects.filter(
            run=self.run,
            clause__in=[pk for pk, name in self.names.items() if name == self.clause_name],
        ).first()
        if finding is None or self.run is None:
            return []
        known = {
            theme.name.casefold()
            for theme in Theme.objects.filter(consultation=self.consultation)
            if theme.clause_id in (None, finding.clause_id)
        }
        held = set() if self.may_read_held else held_keys(self.run)
        return [
            theme
            for theme in finding.detail["themes"]
            if theme["name"] not in LEFT_OVER
            and theme["name"].casefold() not in known
            and theme["theme"] not in held
        ]

    def _proposed(self) -> list[dict[str, Any]]:
        found = [
            {"theme": one, "key": theme_key(one["theme"]),
             "examples": [{"source": source_of(p), "start": p.start, "end": p.end}
                          for p in examples_of(self.run, one["theme"], SHOWN)]}
            for one in self._themes_proposed()
            if self.run
        ]  # fmt: skip
        shown: list[dict[str, Any]] = Quotations(self.consultation, found, self.sight).shown(found)
        return shown

    def act(self, given: QueryDict) -> str:
        now = clock.now()
        if "accept" not in given:
            frame.make_theme(
                self.consultation,
                given.get("name", ""),
                self.reader,
                now,
                clause=self.clause_named(given.get("on", "")),
                description=given.get("description", "").strip(),
            )
            return self.url("code_frame")
        proposed = self._themes_proposed()
        one = next((t for t in proposed if theme_key(t["theme"]) == given["accept"]), None)
        if one is None or self.run is None:
            raise NotDecided("The machine proposes that no more: choose another.")
        examples = examples_of(self.run, one["theme"], EXAMPLES)
        frame.accept_theme(
            self.consultation, one["name"], self.clause_named(self.clause_name),
            str(given["accept"]), examples, self.run, self.reader, now,
        )  # fmt: skip
        return f"{self.url('code_frame')}?clause={self.clause_name}#proposed"


class OneTheme(CodingPage):
    """One theme: what it means, its examples, and all that can be done with it."""

    template_name = "findings/frame/theme.html"
    trail = [("Code frame", "code_frame")]

    @cached_property
    def theme(self) -> Theme:
        """The theme the address names. Raises Http404."""
        return get_object_or_404(
            Theme.objects.select_related("clause", "merged_into"),
            consultation=self.consultation,
            number=self.kwargs["theme"],
        )

    @cached_property
    def shown_name(self) -> str:
        """Its name, as far as this person may read it."""
        names = {
            theme.pk: name for theme, name in theme_names(self.consultation, self.may_read_held)
        }
        return names.get(self.theme.pk, self.theme.name)

    def get_page_title(self) -> str:
        return f"Theme: {self.shown_name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.theme.corrections.filter(kind="example", value="on", undone_at=None)
        found = [{"correction": row.pk, "at": {"source": source_of(row), "start": row.start,
                                               "end": row.end}} for row in rows]  # fmt: skip
        others = [
            (theme, name)
            for theme, name in theme_names(self.consultation, self.may_read_held)
            if theme.pk != self.theme.pk
        ]
        return super().get_context_data(
            theme=self.theme,
            name=self.shown_name,
            held=self.shown_name == HELD_NAME,
            clause_name=self.names.get(self.theme.clause_id, ""),
            examples=Quotations(self.consultation, found, self.sight).shown(found),
            others=others,
            standing=self.theme.origin == Theme.Origin.STANDING,
            **kwargs,
        )

    def act(self, given: QueryDict) -> str:
        now, why, theme = clock.now(), given.get("why", "").strip(), self.theme
        here = self.url("theme", theme.number)
        if "drop" in given:
            coding.undo(get_object_or_404(theme.corrections, pk=given["drop"]), self.reader, now)
        elif "rename" in given:
            frame.rename_theme(
                theme, given.get("name", ""), given.get("description", ""), self.reader, now, why
            )
        elif "merge" in given:
            into = get_object_or_404(
                Theme, consultation=self.consultation, number=given.get("into") or 0
            )
            frame.merge_themes(theme, into, self.reader, now, why)
            here = self.url("theme", into.number)
        elif "split" in given:
            frame.split_theme(theme, given.get("names", "").splitlines(), self.reader, now, why)
            here = self.url("code_frame")
        elif "retire" in given:
            frame.retire_theme(theme, self.reader, now, why)
            here = self.url("code_frame")
        return here
