"""Registers the app, the version history, what follows redaction and erasure, and the staff roles."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConsultationConfig(AppConfig):
    name = "consultation"

    def ready(self) -> None:
        from consultation.findings.actions import follow_erasures, follow_redactions
        from consultation.guidance.actions import keep_history
        from consultation.outcome.actions.erased import follow
        from consultation.roles import set_up_roles

        keep_history()
        follow_redactions()
        follow_erasures()
        follow()
        post_migrate.connect(set_up_roles, sender=self)
