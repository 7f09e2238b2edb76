"""What of a response still waits for a person, so that it cannot be counted yet."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from consultation.responses.models.choices import Channel, SetAside

_WAITS = (SetAside.WAITING, SetAside.LATE)


class Waits(StrEnum):
    """For what a letter or a file waits."""

    READING = "waiting"
    CONFIRMING = "read"
    TYPING = "typing"
    NOTHING = ""


def waits_for(file_states: Iterable[str], unconfirmed_parts: int) -> Waits:
    """What has to be done first before a response counts.

    Policy: a response counts as a whole or not at all. While one file is unread, or one part of a
    letter is not confirmed by a person, what the response says is not yet known.
    """
    states = set(file_states)
    for state in (Waits.TYPING, Waits.READING):
        if state in states:
            return state
    return Waits.CONFIRMING if unconfirmed_parts or Waits.CONFIRMING in states else Waits.NOTHING


def may_open(file_state: str, may_read_all: bool, may_read_held: bool) -> bool:
    """Whether somebody who receives letters may open a file as it came.

    Policy: a file shows every word, so it is for those who may read every word of its response, the
    held ones and the redacted ones. Before a machine has read it, all are held, since none has been
    checked. What no machine can read, a person must open to type it, as they would open the
    envelope: who may receive letters may do that, and the log says who did.
    """
    return may_read_all and (may_read_held or file_state != Waits.READING)


def may_put_right(channel: str, set_aside: str, was_counted: bool) -> bool:
    """Whether staff may put right what is recorded of a response, clause by clause.

    Policy: what a respondent sent through the site is theirs, to the letter. What staff or a machine
    read from a form can be misread, and is put right while it waits; once it has been counted,
    findings rest on it.
    """
    return channel != Channel.ONLINE and not was_counted and set_aside in _WAITS


def why_unconfirmed(parts: int, nowhere: int, form: bool) -> str:
    """Why a letter waits to be confirmed, in a sentence for the person who will do it.

    ``parts`` that nobody has confirmed, ``nowhere``: those for which no clause was found; ``form``:
    it is our own form, whose boxes are recorded already.
    """
    if form and not parts:
        return "Every box of our form is recorded: compare it with the original."
    if not nowhere:
        said = "1 part has" if parts == 1 else f"{parts} parts have"
        return f"{said} a place the machine proposes, which nobody has confirmed."
    of = (
        "It is"
        if parts == nowhere == 1
        else f"{nowhere} of {parts} {'is' if nowhere == 1 else 'are'}"
    )
    return f"{of} on no clause and no question the machine knows of."


def least_sure(parts: Iterable[tuple[float, int]]) -> float:
    """How sure the machine is of a letter: its confidence by part, weighed by length; 0 for none."""
    weighed = [(confidence, length) for confidence, length in parts]
    total = sum(length for _, length in weighed)
    return sum(confidence * length for confidence, length in weighed) / total if total else 0.0
