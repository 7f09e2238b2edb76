"""Clearing: the queue, one source of it, and what was redacted, in the original and reversed."""
