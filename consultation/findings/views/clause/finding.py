"""A finding as its page shows it: words for places, figures for counts, a list behind each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset import frames
from consultation.dataset.rules import DUPLICATES_IN_WORDS
from consultation.findings.actions.blindness import note_opened
from consultation.findings.forms.people import NOT_GIVEN
from consultation.findings.models import Opening, Run
from consultation.findings.models.names import campaign_names
from consultation.findings.rules import FLAGS, counting, figures, labels_held, standing, theme_key
from consultation.findings.rules.campaigns import called
from consultation.findings.views.clause.counted import Counted
from consultation.findings.views.quotations import Quotations
from consultation.findings.views.since import held_labels
from consultation.findings.views.state import State, state
from consultation.responses.admin.pages import StaffPage

#: Lists of which only what several share is shown one by one.
SHARED = ("themes", "campaigns")

#: The sections of the page in the order an official asks, and whether they need a clause.
CONTENTS = (
    ("text", "The clause", True),
    ("who", "Who commented", False),
    ("stand", "Where they stand", False),
    ("types", "By type of respondent", False),
    ("campaigns", "Campaigns", False),
    ("weeks", "Week by week", False),
    ("summary", "Summary, and who is not in it", False),
    ("themes", "What they argue", False),
    ("counter", "Counter-arguments, however few", False),
    ("alone", "Points made by one respondent only", False),
    ("amendments", "Changes proposed", True),
    ("weigh", "Evidence, problems, costs, law, equality", False),
    ("conflicts", "Conflicts with other clauses", False),
    ("bodies", "What organisations said", True),
    ("quality", "How far this can be relied on", False),
    ("holds", "Held, confidential and unread", True),
    ("decision", "Decision", True),
)


class FindingPage(StaffPage):
    """What the page of a clause and the page of the whole text have in common."""

    #: The clause in addresses, and its identity: None for no clause.
    name: Any
    identity: Any

    @cached_property
    def state(self) -> State:
        """As of when the findings are."""
        return state(self.consultation)

    @cached_property
    def names(self) -> dict[Any, str]:
        """The name of each clause, by its identity."""
        return frames.keys(self.consultation)

    @cached_property
    def types(self) -> dict[str, str]:
        """What respondent types are called, by key."""
        return dict(self.consultation.respondent_types.values_list("key", "label"))

    @cached_property
    def _campaigns(self) -> dict[str, str]:
        return campaign_names(self.state.latest)

    def campaign_name(self, reference: str) -> str:
        """What a campaign is called, by its reference."""
        return self._campaigns.get(reference) or called(reference)

    @cached_property
    def counted(self) -> Counted | None:
        """Figures from where everybody stands in the latest run."""
        run, counts = self.state.latest, self.counts or counting.NOTHING
        if run is None or not run.is_counted:
            return None
        return Counted(self.consultation, run, self.identity, self.name, self.names, counts)

    @property
    def counts(self) -> Mapping[str, Any]:
        """What was counted of the clause when the run was kept; nothing where nobody commented."""
        raise NotImplementedError

    def contents(self, detail: dict[str, Any] | None) -> list[tuple[str, str]]:
        """The sections there are, for the list at the top; none where nobody commented."""
        if not detail or not detail["bases"]["commenting"]:
            return []
        return [(key, label) for key, label, needs in CONTENTS if self.identity or not needs]

    def shown(self, detail: dict[str, Any], counts: Mapping[str, int]) -> dict[str, Any]:
        """The finding as the template shows it: words for places, figures for counts."""
        assert self.counted is not None
        hidden = (
            set() if self.may_read_held else held_labels(self.counted.run, self.identity, detail)
        )
        short = labels_held(_shared(detail), hidden)
        quotations = Quotations(self.consultation, [short], self.sight)
        note_opened(quotations.responses, self.reader, Opening.What.FINDINGS, clock.now())
        found: dict[str, Any] = quotations.shown(short)
        run: Run = self.counted.run
        commenting = detail["bases"]["commenting"]
        found["figures"] = figures.positions(counts, commenting, run.counted)
        found["paired"] = self._paired(found["figures"], detail)
        found["sentences"] = self._sentences(counts, detail)
        found["types"] = [self._type(row) for row in detail["by_respondent_type"]]
        found["summary_sentences"] = [_sentence(s) for s in found["summary"]["sentences"]]
        found["coverage"] = self._coverage(found["summary"]["coverage"])
        for theme, kept in zip(found["themes"], short["themes"], strict=True):
            # The key is of the name as it was kept, be it hidden now.
            theme["address"] = self.counted.behind(theme=kept["key"])
        for campaign in found["campaigns"]:
            campaign["address"] = self.counted.behind(campaign=campaign["campaign"])
            campaign["label"] = self.campaign_name(campaign["campaign"])
        found["duplicates"] = DUPLICATES_IN_WORDS
        found["flag_lists"] = self._flags(found["flags"])
        found["tones"] = [{"label": tone, **count} for tone, count in detail["tone"].items()]
        return found

    def _paired(self, stand: list[figures.Figure], detail: dict[str, Any]) -> list[dict[str, Any]]:
        """Each position with campaigns and without, and the lists behind the two."""
        assert self.counted is not None
        return [
            {
                "figure": figure,
                "alone": alone,
                "all": self.counted.behind(position=figure.name),
                "out": self.counted.behind(position=figure.name, campaign="out"),
            }
            for figure, alone in zip(stand, _alone(detail), strict=True)
        ]

    def _sentences(self, counts: Mapping[str, int], detail: dict[str, Any]) -> dict[str, str]:
        """Where they stand, in words, with campaigns and without; "" without, if there is none."""
        alone = figures.by_field(detail["positions"]["without_campaigns"])
        whom = "clause" if self.identity else "text as a whole"
        told = {"all": standing.stands(counts, whom), "alone": ""}
        if sum(alone.values()) != sum(counts.values()):
            told["alone"] = standing.stands(alone, whom) or "Nobody else commented."
        return told

    def _type(self, row: dict[str, Any]) -> dict[str, Any]:
        assert self.counted is not None
        key, asked = self._named(row)
        counts = figures.by_field(row["positions"])
        stand = figures.positions(counts, row["commenting"], 0)
        return {
            "label": key,
            "commenting": row["commenting"],
            "address": self.counted.behind(type=asked),
            "figures": [(f, self.counted.behind(type=asked, position=f.name)) for f in stand],
            "bar": figures.bar(stand),
        }

    def _named(self, row: dict[str, Any]) -> tuple[str, str]:
        """What a type of respondent is called, and what asks for it in an address."""
        key = row["respondent_type"]
        if key == "not given":
            return "Not given", NOT_GIVEN
        return self.types.get(key, key.capitalize()), key

    def _coverage(self, coverage: dict[str, Any]) -> dict[str, Any]:
        """Who is not in the summary, by type, and the lists behind."""
        assert self.counted is not None
        states = ("told", "left_out", "no_reason", "held")
        rows = []
        for row in coverage["by_respondent_type"]:
            label, asked = self._named(row)
            cells = [(row[s], self.counted.behind(type=asked, told=s)) for s in states]
            everybody = self.counted.behind(type=asked)
            rows.append(
                {
                    "label": label,
                    "commenting": row["commenting"],
                    "address": everybody,
                    "cells": cells,
                }
            )
        totals = [(coverage[s], self.counted.behind(told=s)) for s in states]
        return coverage | {"rows": rows, "totals": totals}

    def _flags(self, listed: dict[str, Any]) -> list[dict[str, Any]]:
        """What must not be missed: how many say it, and their words; evidence first."""
        assert self.counted is not None
        empty = {"quotations": [], "total": 0}
        return [
            {"label": label, "number": self.counted.flagged[flag], **listed.get(flag, empty)}
            for flag, label in FLAGS.items()
        ]


def _shared(detail: dict[str, Any]) -> dict[str, Any]:
    """The finding with themes and campaigns of several responses; how many are of one alone."""
    themes = [theme | {"key": theme_key(theme["theme"])} for theme in detail["themes"]]
    listed = {"themes": themes, "campaigns": detail["campaigns"]}
    shared = {key: [one for one in listed[key] if one["responses"] > 1] for key in SHARED}
    single = {f"{key}_of_one": len(detail[key]) - len(shared[key]) for key in SHARED}
    return detail | shared | single


def _alone(detail: dict[str, Any]) -> list[figures.Figure]:
    """The positions without the members of campaigns, on bases of their own."""
    counts = figures.by_field(detail["positions"]["without_campaigns"])
    return figures.positions(counts, sum(counts.values()), 0)


def _sentence(sentence: dict[str, Any]) -> dict[str, Any]:
    """A sentence of the summary with its quotations in their places."""
    words = [_in_place(quote) for quote in sentence["sources"]]
    return {"text": sentence["text"].format(*words), "sources": sentence["sources"]}


def _in_place(quote: Any) -> str:
    if quote is None:
        return "[no longer kept]"
    return f"[{quote.withheld}]" if quote.withheld else quote.words
