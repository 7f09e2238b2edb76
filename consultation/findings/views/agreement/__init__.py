"""Blind double coding: drawing a sample, coding it, comparing, settling, and what it shows."""

from consultation.findings.views.agreement.measured import measured

__all__ = ["measured"]
