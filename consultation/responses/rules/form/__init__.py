"""The form of a whole consultation: what is printed in it, and what a person filled in."""

from consultation.responses.rules.form.filled import Filled, filled_in
from consultation.responses.rules.form.names import bookmark, field
from consultation.responses.rules.form.outline import Box, Heading, Words, outline

__all__ = ["Box", "Filled", "Heading", "Words", "bookmark", "field", "filled_in", "outline"]
