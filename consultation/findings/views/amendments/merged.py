"""Every change proposed to a clause, in comments, letters and wordings, merged into one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from consultation.findings.models import ClausePosition, ProposedChange, Run
from consultation.findings.rules.amending import drawn, edits, plain, stripped, trimmed
from consultation.findings.views.amendments.change import (
    PLACED,
    Merged,
    Proposing,
    Read,
    Spot,
    key_of,
    place_of,
    spot_of,
)
from consultation.findings.views.quotations import Quotations
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import Proposal, Restricted
from consultation.responses.rules.masking import NOTHING_RESTRICTED
from consultation.responses.rules.proposing import proposed_changes


class Amendments:
    """The changes proposed to a clause, in a fixed number of queries however many they are.

    Of responses counted now. Changes read from comments and letters are of the run, those in
    proposed wordings as they came; both are on ``version``, the wording the run read. Held words
    are left out for every reader: who may read them reads them in the response, which is logged.
    """

    def __init__(
        self,
        consultation: ConsultationPage,
        version: ClauseVersion,
        run: Run | None,
        wanted: Callable[[str, str], bool] = lambda respondent_type, campaign: True,
        least: int = 1,
    ) -> None:
        self.consultation, self.version, self.run = consultation, version, run
        found = [self._choose(one, wanted) for one in self._merged()]
        ranked = [one for one in found if one.number >= least]
        ranked.sort(key=lambda one: (-one.number, one.start is None, one.start or 0, one.key))
        self.all = ranked
        self._quote(ranked)
        self.drawn, self.beside = drawn(ranked)

    def of(self, key: str) -> Merged | None:
        """The change of that key; None if nobody of those chosen proposes it."""
        return next((one for one in self.all if one.key == key), None)

    @cached_property
    def proposers(self) -> int:
        """How many of those chosen propose any change that is listed."""
        return len({response for one in self.all for response, *_rest in one.chosen})

    @property
    def _read(self) -> QuerySet[ProposedChange]:
        """What the run read in comments, answers and letters."""
        return ProposedChange.objects.filter(
            run=self.run, clause=self.version.clause_id, response__set_aside=""
        )

    @property
    def _proposals(self) -> QuerySet[Proposal]:
        """The wordings proposed in boxes of their own."""
        return Proposal.objects.filter(
            clause_version__clause=self.version.clause_id,
            response__consultation=self.consultation,
            response__set_aside="",
        )

    @cached_property
    def _restricted(self) -> Restricted:
        """What is held or redacted in any source that proposes something here, counted or not:
        asking that again for each source would cost more than what it leaves out."""
        among = Q(proposal__in=self._proposals.values("pk"))
        read = ProposedChange.objects.filter(run=self.run, clause=self.version.clause_id)
        for kind in ("comment", "answer", "letter"):
            # A NULL among them would make the database compare row by row.
            rows = read.exclude(**{kind: None})
            among |= Q(**{f"{kind}__in": rows.values(kind)})
        return Restricted(among)

    @cached_property
    def _campaigns(self) -> dict[int, str]:
        """The campaign of each respondent that takes part in one."""
        rows = ClausePosition.objects.filter(run=self.run, leads=True).exclude(campaign="")
        return dict(rows.order_by().values_list("response", "campaign"))

    def _merged(self) -> list[Merged]:
        """All changes with everybody who proposes them, equal ones merged."""
        merged: dict[tuple[Any, ...], Merged] = {}
        for what, proposer, asked in [*self._of_passages(), *self._of_wordings()]:
            if asked not in merged:
                merged[asked] = Merged(*what)
            merged[asked].everybody.setdefault(proposer[0], proposer)
        for one in merged.values():
            one.key = key_of(min(one.spots))
            if one.start is not None and one.deletes:
                one.old = self.version.text[one.start : one.end]
        return list(merged.values())

    def _of_passages(self) -> Iterator[tuple[tuple[Any, ...], Proposing, tuple[Any, ...]]]:
        """Each passage: what it changes, who proposes it, and what equal ones share."""
        # Plain tuples: a model, or a name for each cell, of tens of thousands takes a second.
        places = self._read.order_by("pk").values_list("response__respondent_type", *PLACED)
        rows: list[tuple[Any, ...]] = list(places)
        first: dict[str, Read] = {}
        for _type, group, *rest in rows:
            if group not in first:
                first[group] = Read(group, *rest)
        words = self._words([spot_of(*row) for row in first.values() if row.new_start is not None])
        asked = {group: self._asked(told, words) for group, told in first.items()}
        for respondent_type, *row in rows:
            what, alike = asked[row[0]]
            yield what, self._proposer(row[1], respondent_type, spot_of(*row)), alike

    def _asked(
        self, told: Read, words: dict[tuple[str, int, int], str]
    ) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """What a group of passages changes, and what equal changes share."""
        gives = told.new_start is not None
        if told.clause_start is None or told.clause_end is None:
            return (told.kind, None, None, gives), ("group", told.group)
        place = trimmed(self.version.text, told.clause_start, told.clause_end)
        what = (told.kind, *place, gives)
        if told.kind == "move":
            return what, ("group", told.group)
        return what, (*place, plain(words.get(spot_of(*told), "") if gives else ""))

    def _of_wordings(self) -> Iterator[tuple[tuple[Any, ...], Proposing, tuple[Any, ...]]]:
        """Each change in a proposed wording; a wording of another text is one change as a whole."""
        rows: Any = self._proposals.order_by("pk").values_list(
            "pk", "response", "response__respondent_type", "clause_version",
            "clause_version__text", "text",
        )  # fmt: skip
        compared: dict[tuple[str, str], list[Any]] = {}
        for pk, response, kind, version, seen, text in rows:
            source = f"proposal:{pk}"
            if seen != self.version.text:
                proposer = self._proposer(response, kind, (source, 0, len(text)))
                yield ("other", None, None, True), proposer, ("wording", version, plain(text))
                continue
            if (seen, text) not in compared:
                compared[seen, text] = edits(seen, proposed_changes(seen, text))
            for edit in compared[seen, text]:
                span = trimmed(seen, edit.start, edit.end)
                new = stripped(text, edit.new_start, edit.new_end)
                proposer = self._proposer(response, kind, (source, *new))
                what = (edit.kind, *span, new[0] < new[1])
                yield what, proposer, (*span, plain(text[slice(*new)]))

    def _proposer(self, response: int, respondent_type: str, spot: Spot) -> Proposing:
        return (response, respondent_type, self._campaigns.get(response, ""), *spot)

    def _words(self, spots: list[Spot]) -> dict[Spot, str]:
        """The words at these places, to compare them: they are shown only as ``_quote`` allows."""
        places = [place_of(one) for one in spots]
        texts = Quotations(self.consultation, [places], NOTHING_RESTRICTED).texts
        return {
            (source, start, end): texts[source].text[start:end]
            for source, start, end in spots
            if source in texts
        }

    @staticmethod
    def _choose(one: Merged, wanted: Callable[[str, str], bool]) -> Merged:
        one.chosen = [each for each in one.everybody.values() if wanted(each[1], each[2])]
        return one

    def _quote(self, ranked: list[Merged]) -> None:
        """Give each change the words of one proposer.

        Policy: the most restricted of them stands for all. The same words may be released in one
        response and held in another, and whoever held them did not mean one response only.
        """
        over = self._restricted.places
        for one in ranked:
            spots = one.spots
            # Of thousands of places few are restricted.
            hidden = sorted(spot for spot in spots if spot[0] in over)
            worst = max(hidden, key=self._hidden, default=spots[0])
            one.shown = place_of(worst if self._hidden(worst) else min(spots))
        shown = [one.shown for one in ranked]
        quotations = Quotations(self.consultation, [shown], NOTHING_RESTRICTED)
        for one in ranked:
            one.quote = quotations[one.shown]
        self.quoted = quotations.responses

    def _hidden(self, spot: Spot) -> int:
        """How many characters of a place are restricted."""
        source, start, end = spot
        over = self._restricted.on(source)
        return sum(max(0, min(end, each.end) - max(start, each.start)) for each in over)
