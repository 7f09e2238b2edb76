"""What is decided about the outcome: no request, no write."""

from consultation.outcome.rules.chain import Link, links, without_words

__all__ = ["Link", "links", "without_words"]
