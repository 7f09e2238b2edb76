"""Naming words of a text in a form: they are typed or pasted, and found where they stand."""

from __future__ import annotations

from typing import Any

from django import forms

from consultation.responses.actions.redacting import Spot
from consultation.responses.models import Hold, Reason, Response
from consultation.responses.models.placed import Source, named, sources
from consultation.responses.rules.matching import FEWEST_LETTERS, found, needle

NOT_THERE = (
    "These words do not stand in this text: copy them from it. Each line is looked for alone."
)


def lines(words: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in words.splitlines() if needle(line)]


def spots_of(source: Source, phrases: list[str]) -> list[Spot]:
    """Every place of the phrases in the source, none inside another."""
    return [Spot(source, *place) for place in found(source.text, map(needle, phrases))]


class RedactForm(forms.Form):
    """Which words, why, and whether wherever else they stand."""

    words = forms.CharField(
        label="Words to redact",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="Copy them from the text. One name or stretch of words on each line.",
        error_messages={"required": "Copy the words from the text."},
    )
    reason = forms.ChoiceField(
        label="Why",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the reason."},
    )
    note = forms.CharField(
        label="More of the reason (needed for “another reason”)",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="Do not repeat the words.",
    )
    everywhere = forms.BooleanField(
        label="Also wherever else in this consultation these words stand, or arrive later",
        required=False,
    )

    def __init__(self, *args: Any, source: Source, published: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source, self.published = source, published

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        phrases = lines(given.get("words", ""))
        missing = [one for one in phrases if not spots_of(self.source, [one])]
        if given.get("words") and (missing or not phrases):
            self.add_error("words", NOT_THERE)
        if given.get("reason") == Reason.OTHER and not given.get("note", "").strip():
            self.add_error("note", "Say what the other reason is.")
        if given.get("everywhere"):
            self._may_be_everywhere(phrases)
        return given

    def _may_be_everywhere(self, phrases: list[str]) -> None:
        """Refuse words that would take the consultation's own text, or half of all, with them."""
        if any(len(needle(one)) < FEWEST_LETTERS for one in phrases):
            self.add_error("everywhere", "So few letters stand everywhere: redact them here only.")
        elif any(found(self.published, [needle(one)]) for one in phrases):
            self.add_error(
                "everywhere",
                "The published text has these words too: redact them here only, or name fewer.",
            )


class HoldForm(forms.Form):
    """Which words of which text are to be held, and why."""

    source = forms.ChoiceField(label="In which text")
    words = forms.CharField(
        label="Words to hold",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        required=False,
        help_text="Copy them from the text, one stretch on each line. Leave it empty to hold the "
        "whole text.",
    )
    why = forms.ChoiceField(
        label="Why",
        choices=[
            (Hold.Why.DISCLOSURE, "It may say that a child is at risk: tell the duty officer now"),
            (Hold.Why.IDENTIFYING, "It may identify a person"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )
    reason = forms.CharField(
        label="What makes you think so",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Do not repeat the words themselves.",
        error_messages={"required": "Say what makes you think so."},
    )

    def __init__(self, *args: Any, sources: list[tuple[str, Source]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = {named(source): source for _label, source in sources}
        choices = [(named(source), label) for label, source in sources]
        self.fields["source"] = forms.ChoiceField(label="In which text", choices=choices)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        source = self.sources.get(given.get("source", ""))
        if source is not None:
            phrases = lines(given.get("words", ""))
            given["spots"] = (
                spots_of(source, phrases) if phrases else [Spot(source, 0, len(source.text))]
            )
            missing = [one for one in phrases if not spots_of(source, [one])]
            if missing or (given.get("words") and not phrases):
                self.add_error("words", NOT_THERE)
        return given


def texts_of(response: Response) -> list[tuple[str, Source]]:
    """The texts of a response with what each is called, in reading order."""
    return [(called(source), source) for source in sources(response)]


def called(source: Source) -> str:
    """What a text is called on a page: what it is, and on what."""
    if isinstance(source, Response):
        return "What they wrote of themself"
    kind = source._meta.verbose_name or ""
    version = getattr(source, "clause_version", None)
    on = f" on clause {version.number}" if version else ""
    question = getattr(source, "question_key", "")
    return f"{kind.capitalize()}{on or (f' to {question}' if question else '')}"
