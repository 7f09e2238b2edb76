"""Registers every stage's part of the staff's admin."""

import consultation.dataset.admin
import consultation.findings.admin
import consultation.guidance.admin
import consultation.outcome.admin
import consultation.responses.admin.hooks  # noqa: F401
