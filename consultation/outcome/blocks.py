"""The blocks of the outcome: one for each clause. They hold places and names, never words that
respondents wrote: a revision of the page must say nothing that was redacted since."""

from __future__ import annotations

from wagtail import blocks

from consultation.outcome.rules.draft import DECISIONS


class SentenceBlock(blocks.StructBlock):
    """A sentence of "what people said", with the places it stands on."""

    text = blocks.TextBlock()
    sources = blocks.ListBlock(blocks.CharBlock(), default=[])


class QuotationBlock(blocks.StructBlock):
    """A quotation chosen for a clause: the number it is written by, and its place."""

    number = blocks.IntegerBlock(min_value=1)
    place = blocks.CharBlock()


class AnswerBlock(blocks.StructBlock):
    """The department's answer to a popular proposal, by its name ("theme 1", "change 2")."""

    about = blocks.CharBlock()
    text = blocks.TextBlock(required=False)


class ClauseAnswerBlock(blocks.StructBlock):
    """One clause. ``version`` is the wording consulted on; ``clause`` its name in the seal;
    ``drafted`` the digest of what the program drafted of it."""

    identity = blocks.CharBlock()
    clause = blocks.CharBlock()
    version = blocks.IntegerBlock()
    said = blocks.ListBlock(SentenceBlock(), default=[])
    quotations = blocks.ListBlock(QuotationBlock(), default=[])
    decision = blocks.ChoiceBlock(
        choices=[(one.value, label) for one, label in DECISIONS.items() if one.value],
        required=False,
    )
    reason = blocks.TextBlock(required=False)
    answers = blocks.ListBlock(AnswerBlock(), default=[])
    final = blocks.TextBlock(required=False)
    drafted = blocks.CharBlock(required=False)


CLAUSE_BLOCKS = [("clause", ClauseAnswerBlock())]
