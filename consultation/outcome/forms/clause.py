"""The form of one clause: what people said, what we will do, why, and the final wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from consultation.outcome.rules.draft import DECISIONS, ClauseDraft, Decision, Sentence, Standing
from consultation.outcome.rules.notation import unknown

#: Empty boxes offered for sentences of the department's own.
NEW_SENTENCES = 2


def _words(rows: int, **given: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": rows}), **given)


class ClauseForm(forms.Form):
    """One clause of the outcome. ``known``: the names that may be written in braces.

    ``repeated`` gives words of a text that respondents wrote, "" for none. ``popular``: (name, what
    it is, how many) of the proposals that need an answer. ``standings``: what each sentence is now.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="What we will do",
        choices=[(one.value, label) for one, label in DECISIONS.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = _words(6, label="Why")
    final = _words(6, label="Final wording")

    def __init__(
        self,
        data: Any = None,
        *,
        draft: ClauseDraft,
        known: Iterable[str],
        repeated: Callable[[str], str],
        popular: Iterable[tuple[str, str, int]] = (),
        standings: Iterable[Standing] = (),
        seen: str = "",
    ) -> None:
        self.draft, self.repeated = draft, repeated
        self.known, self.standings = list(known), list(standings)
        self.popular = list(popular)
        values = {"decision": draft.decision.value, "reason": draft.reason, "final": draft.final}
        super().__init__(data, initial=values | {"seen": seen})
        self._add_sentences()
        for name in self.answered():
            self.fields[f"answer-{name}"] = _words(3, initial=draft.answers.get(name, ""))

    def answered(self) -> list[str]:
        """The proposals to answer: the popular ones, and whatever was answered before."""
        names = [name for name, _what, _count in self.popular]
        return list(dict.fromkeys([*names, *self.draft.answers]))

    def _add_sentences(self) -> None:
        for place in range(len(self.draft.said) + NEW_SENTENCES):
            old = self.draft.said[place] if place < len(self.draft.said) else None
            self.fields[f"sentence-{place}"] = _words(3, initial=old.text if old else "")
            if old and old.sources:
                self.fields[f"own-{place}"] = forms.BooleanField(required=False)
                self.fields[f"confirm-{place}"] = forms.BooleanField(required=False)
        self.fields["counts-nobody"] = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, text in self._written(cleaned):
            for problem in unknown(text, self.known, self.draft.quotations):
                self.add_error(name, problem)
            words = self.repeated(text)
            if words:
                self.add_error(
                    name,
                    f"“{words}” stands in a response. Choose it as a quotation and write "
                    "{quote} with its number, so that it can still be redacted.",
                )
        return cleaned

    def _written(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Every text in which names in braces may be written; the final wording has none."""
        for name, value in list(cleaned.items()):
            if name == "reason" or name.startswith(("sentence-", "answer-")):
                yield name, value

    def changed(self) -> ClauseDraft:
        """The clause as it was sent. A sentence left empty is taken out."""
        sent = self.cleaned_data
        return replace(
            self.draft,
            said=tuple(sentence for _place, sentence in self.sentences()),
            decision=Decision(sent["decision"]),
            reason=sent["reason"],
            answers={
                name: sent[f"answer-{name}"] for name in self.answered() if sent[f"answer-{name}"]
            },
            final=sent["final"],
        )

    def sentences(self) -> Iterator[tuple[int, Sentence]]:
        """(place, sentence) of each sentence sent; without sources where they were given up."""
        for place in range(len(self.draft.said) + NEW_SENTENCES):
            text = self.cleaned_data[f"sentence-{place}"]
            old = self.draft.said[place] if place < len(self.draft.said) else Sentence("")
            sources = () if self.cleaned_data.get(f"own-{place}") else old.sources
            if text:
                yield place, Sentence(text, sources)

    def confirmed(self) -> list[Sentence]:
        """The sentences whose sources the person says they have read."""
        return [
            sentence
            for place, sentence in self.sentences()
            if sentence.sources and self.cleaned_data.get(f"confirm-{place}")
        ]
