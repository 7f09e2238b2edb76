"""What of a response may be published, and by what name: the one rule for every page and file.

The public page of responses, the open data and every quotation in the government response ask here.
Asked of rows in the database, the same is ``to_clear`` in ``responses/models/clearing.py``; a test
holds the two against each other.
"""

from __future__ import annotations

from typing import Protocol

from consultation.responses.models.choices import Kind, Publish, SetAside
from consultation.responses.rules.matching import FEWEST_LETTERS, found, needle

#: The answers by which a respondent lets their words be published.
LETS = (Publish.YES, Publish.ANONYMOUS)


class Writer(Protocol):
    """Whoever sent a response, and what they said of its publication."""

    set_aside: str
    publish: str
    confidential: bool
    kind: str
    name: str
    organisation: str


def kept_back(writer: Writer) -> str:
    """Why nothing of this response is published, in words; empty where something may be.

    Policy: published are only words of a response that is counted, whose writer said that it may be
    published, and who did not ask for confidence. Of its words, only what a person has cleared, on
    no character of which a hold waits or a redaction stands, and which does not name a writer who
    is not to be named.
    """
    if writer.set_aside:
        label = str(SetAside(writer.set_aside).label)
        return f"the response is not counted now: {label.lower()}"
    if writer.publish not in LETS or writer.confidential:
        return "its writer did not agree to be published"
    return ""


def may_be_named(writer: Writer) -> bool:
    """Whether they said that they may be named."""
    return writer.publish == Publish.YES and not writer.confidential


def named_in_document(writer: Writer) -> bool:
    """Whether the government response may name them beside a quotation: only organisations."""
    return may_be_named(writer) and writer.kind == Kind.ORGANISATION and bool(writer.organisation)


def names_writer(text: str, writer: Writer) -> list[tuple[int, int]]:
    """The places in their own words that name whoever is not to be named.

    Policy: whoever lets us publish without a name is named nowhere in their own words either,
    though nobody redacted it: people sign what they write.
    """
    if may_be_named(writer):
        return []
    own = [needle(writer.name), needle(writer.organisation)]
    return found(text, [one for one in own if len(one) >= FEWEST_LETTERS])
