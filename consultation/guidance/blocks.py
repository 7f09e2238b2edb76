"""The blocks a section's body is made of, and the identity each clause block carries."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from wagtail import blocks

NUMBER = RegexValidator(
    r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*\Z",
    "Enter a number such as 8.14 or 8.14A: letters, digits and full stops, without spaces.",
)


class IdentityBlock(blocks.FieldBlock):
    """A clause's permanent identity: a UUID carried unseen through the editor's form."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.CharField(required=False, widget=forms.HiddenInput())
        super().__init__(**kwargs)

    class Meta:
        default = ""
        label = " "


class ClauseBlock(blocks.StructBlock):
    """One numbered clause with its old wording and the recommendations it answers."""

    identity = IdentityBlock(required=False)
    number = blocks.CharBlock(max_length=20, validators=[NUMBER], required_on_save=True)
    heading = blocks.CharBlock(max_length=200, required=False)
    text = blocks.TextBlock(rows=5)
    old_text = blocks.TextBlock(
        required=False,
        rows=5,
        help_text="The wording in the text being replaced. Leave empty for a new clause; "
        "repeat the text for an unchanged one.",
    )
    recommendations = blocks.ListBlock(
        blocks.CharBlock(max_length=20, label="Key"),
        default=[],
        required=False,
        help_text="Keys of the recommendations this clause answers, for example L1.",
    )

    class Meta:
        icon = "list-ol"
        label_format = "{number} {heading}"


BODY_BLOCKS = [
    ("heading", blocks.CharBlock(icon="title", template="guidance/blocks/heading.html")),
    (
        "paragraph",
        blocks.RichTextBlock(
            features=["bold", "italic", "link", "ol", "ul"],
            template="guidance/blocks/paragraph.html",
        ),
    ),
    ("clause", ClauseBlock()),
]


def clause_blocks(body: Any) -> Iterator[Any]:
    """The clause blocks of a section's body, in order."""
    return (block for block in body if block.block_type == "clause")


def identity_of(block: Any) -> uuid.UUID | None:
    """The identity a clause block carries; none when it is missing or no UUID."""
    try:
        return uuid.UUID(str(block.value.get("identity") or ""))
    except ValueError:
        return None


def give_identities(body: Any, page_key: uuid.UUID, foreign: Callable[[uuid.UUID], bool]) -> None:
    """Give every clause block of ``body`` an identity that is its own.

    A new block has none; a duplicated block repeats one; a copied page carries those of the page
    it was copied from, which are ``foreign``. All of them get the first free identity of a chain
    worked out from the page's key and the block's id, so that the page and its revisions, saved
    one after the other, agree.
    """
    seen: set[uuid.UUID] = set()
    for block in clause_blocks(body):
        block.id = block.id or str(uuid.uuid4())
        identity = identity_of(block) or uuid.uuid5(page_key, block.id)
        while identity in seen or foreign(identity):
            identity = uuid.uuid5(page_key, f"{block.id} {identity}")
        block.value["identity"] = str(identity)
        seen.add(identity)
