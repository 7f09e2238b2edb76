"""What a reader sees as one character, of however many it is made."""

import unicodedata


def joins(text: str, at: int) -> bool:
    """Whether the character at ``at`` belongs to the one before it."""
    here, before = text[at], text[at - 1] if at else ""
    joiner, selectors, flags = "\u200d", "\ufe0e\ufe0f", range(0x1F1E6, 0x1F200)
    return (
        bool(unicodedata.combining(here))
        or here in selectors + joiner
        or before == joiner
        or 0x1F3FB <= ord(here) <= 0x1F3FF
        or (bool(before) and ord(before) in flags and ord(here) in flags)
        or (before == "\r" and here == "\n")
    )
