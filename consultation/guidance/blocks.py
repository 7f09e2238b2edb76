"""The blocks a section's body is made of, and the identity each clause block carries."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from wagtail import blocks


class IdentityBlock(blocks.FieldBlock):
    """A clause's permanent identity: a UUID carried unseen through the editor's form."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.CharField(required=False, widget=forms.HiddenInput())
        super().__init__(**kwargs)

    class Meta:
        default = ""


class ClauseBlock(blocks.StructBlock):
    """One numbered clause with its old wording and the recommendations it answers."""

    identity = IdentityBlock(required=False)
    number = blocks.CharBlock(max_length=20)
    heading = blocks.CharBlock(max_length=200, required=False)
    text = blocks.TextBlock()
    old_text = blocks.TextBlock(
        required=False,
        help_text="The wording in the text being replaced. Leave empty for a new clause; "
        "repeat the text for an unchanged one.",
    )
    recommendations = blocks.ListBlock(
        blocks.CharBlock(max_length=20, label="Key"), default=[], required=False
    )

    class Meta:
        icon = "list-ol"
        template = "guidance/blocks/clause.html"


BODY_BLOCKS = [
    ("heading", blocks.CharBlock(icon="title")),
    ("paragraph", blocks.RichTextBlock(features=["bold", "italic", "link", "ol", "ul"])),
    ("clause", ClauseBlock()),
]


def fresh_identities(body: Any) -> Any:
    """Give every clause block of ``body`` an identity no other block of it has."""
    seen: set[str] = set()
    for block in body:
        if block.block_type != "clause":
            continue
        if not block.value.get("identity") or block.value["identity"] in seen:
            block.value["identity"] = str(uuid.uuid4())
        seen.add(block.value["identity"])
    return body
