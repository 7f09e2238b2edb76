"""Registers the app, and keeps the staff roles in step with ``roles.py`` after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConsultationConfig(AppConfig):
    name = "consultation"

    def ready(self) -> None:
        from consultation.roles import set_up_roles

        post_migrate.connect(set_up_roles, sender=self)
