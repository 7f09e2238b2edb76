"""Registers every stage's models with Django."""

from consultation.findings.models import *  # noqa: F403
from consultation.guidance.models import *  # noqa: F403
from consultation.outcome.models import *  # noqa: F403
from consultation.responses.models import *  # noqa: F403
