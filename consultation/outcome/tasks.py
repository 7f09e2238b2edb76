"""What ends a workflow of Wagtail. Imported by Wagtail's own models: nothing may be imported here
before it is called."""

from __future__ import annotations

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, but for an outcome: its publication is an act of its own, which
    asks the gates once more and makes every form of the document."""
    from wagtail.workflows import publish_workflow_state

    from consultation.outcome.models import OutcomePage

    if workflow_state.content_object.specific_class is not OutcomePage:
        publish_workflow_state(workflow_state, user)
