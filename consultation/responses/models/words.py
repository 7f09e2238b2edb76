"""What drafts and responses have in common: who is answering, and their words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consultation.guidance.models import ClauseVersion, Question
from consultation.language import language_now
from consultation.responses.models.choices import Kind, Position, Publish


class WrittenTo(models.Model):
    """Somebody who may be written to, in the language in which they used the site."""

    language = models.CharField(max_length=10, default=language_now, editable=False)

    class Meta:
        abstract = True


class RespondentDetails(WrittenTo):
    """Who is answering, asked once. No IP address is kept anywhere."""

    respondent_type = models.CharField(max_length=50, blank=True)
    respondent_type_other = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    represents = models.TextField(blank=True, help_text="Whom it represents and consulted.")
    region = models.CharField(max_length=50, blank=True)
    confidential = models.BooleanField(default=False)
    confidentiality_reason = models.TextField(blank=True)
    publish = models.CharField(max_length=20, choices=Publish, blank=True)

    class Meta:
        abstract = True


class CommentWords(models.Model):
    """What one person says of one clause, on the wording they saw."""

    clause_version = models.ForeignKey(
        ClauseVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.CharField(max_length=30, choices=Position, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        abstract = True


class AnswerWords(models.Model):
    """A reply to one question, with the question as it was put: an editor may delete it later."""

    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    question_key = models.CharField(max_length=50)
    question_label = models.TextField()
    clause_version = models.ForeignKey(
        ClauseVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Set when the question asks about exactly one clause.",
    )
    choice = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        abstract = True


class Clearable(models.Model):
    """Free text is uncleared until a person clears it: officials read it, nothing publishes it."""

    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True
