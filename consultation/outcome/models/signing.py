"""Signing off: a step of Wagtail's workflow that only named people take, and who took it."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from wagtail.models import Revision, Task, TaskState

from consultation.outcome.models.pages import OutcomePage

SIGN_OFF = "consultation.sign_off"


class SignOffTask(Task):
    """The step of the workflow at which an outcome is signed off.

    Wagtail asks it who may act and hands it what they do; what happens then is an action
    (``actions.signing``), which asks the gates first, whatever page the request came from.
    """

    lone_drafter_may_sign = models.BooleanField(
        "a person who drafted alone may be the only one to sign",
        default=False,
        help_text="Leave off, so that nobody marks their own work.",
    )

    admin_form_fields: ClassVar[list[str]] = [*Task.admin_form_fields, "lone_drafter_may_sign"]

    class Meta:
        verbose_name = "sign-off of a government response"

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return bool(user.has_perm(SIGN_OFF))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        if not user.has_perm(SIGN_OFF):
            return []
        return [("reject", "Ask for changes", True), ("approve", "Sign off", False)]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        signing = import_module("consultation.outcome.actions.signing")
        signing.act(self, task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        if not user.has_perm(SIGN_OFF):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    @classmethod
    def get_description(cls) -> str:
        return "People who may sign off the government response do so, once every gate is met."


class Signature(models.Model):
    """That a person signed one revision of an outcome. A later revision is not signed by it."""

    page = models.ForeignKey(OutcomePage, on_delete=models.PROTECT, related_name="signatures")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("signed_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "signed_by"], name="one_signature_each")
        ]

    def __str__(self) -> str:
        return f"{self.signed_by} signed {self.page}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PermissionDenied(
            "A signature is never deleted: another revision is not signed by it."
        )


class Verification(models.Model):
    """What ``verify`` said of a seal, or of what was published of it, when somebody asked.

    Differences are kept by name, without any words.
    """

    seal = models.ForeignKey(
        "consultation.Seal", on_delete=models.PROTECT, related_name="verifications"
    )
    publication = models.ForeignKey(
        "consultation.PublishedOutcome",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="verifications",
        help_text="What was verified beside the seal, if anything was.",
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    checks = models.PositiveIntegerField(default=0)
    differences = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"Verification of {self.seal}, {self.asked_at:%d %B %Y %H:%M}"
