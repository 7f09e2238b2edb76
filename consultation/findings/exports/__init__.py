"""Findings and codings as files for other programs, and codings back from them."""
