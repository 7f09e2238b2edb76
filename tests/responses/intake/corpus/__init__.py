"""Files as people send them, and as people with bad intentions do; all made by code.

Each is either read with every word in it, or left for a person to type, or refused in plain words.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A file, and what must become of it."""

    why: str
    name: str
    content: bytes
    #: What the text must hold, in this order.
    says: tuple[str, ...] = ()
    #: Every word that stands in the file, in any order: none may be lost.
    words: str = ""
    #: What the text must not hold, and what the notes must.
    never: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    #: Part of the words of the refusal.
    refused: str = ""
    #: Whether it waits for a person, because words in it cannot be read.
    typing: bool = False

    def __str__(self) -> str:
        return self.why
