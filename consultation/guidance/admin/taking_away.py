"""Refuses, in the admin, to take from readers or respondents what people have commented on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from consultation.guidance.models import Clause, SectionPage

TAKES_AWAY = {"delete": "deleted", "unpublish": "unpublished", "move": "moved"}


@hooks.register("before_delete_page")
def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _answer(request, page, refusal(page, "deleted"))


@hooks.register("before_unpublish_page")
def refuse_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _answer(request, page, refusal(page, "unpublished"))


@hooks.register("before_move_page")
def refuse_moving(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    if destination.pk == page.get_parent().pk:
        return None
    return _answer(request, page, refusal(page, "moved"))


@hooks.register("before_bulk_action")
def refuse_many(
    request: HttpRequest, action_type: str, pages: Iterable[Any], action: Any
) -> HttpResponse | None:
    done = TAKES_AWAY.get(action_type)
    if done is None or action.model is not Page:
        return None
    answers = (_answer(request, page, refusal(page, done)) for page in pages)
    return next((answer for answer in answers if answer), None)


def refusal(page: Page, done: str) -> str:
    """Why ``page`` cannot be deleted, unpublished or moved to another consultation; or empty.

    What people commented on stays where they read it: their comments hang on it and their
    receipts point to it. What was ever published as a consultation is a public record.
    """
    specific = page.specific
    under = page.get_descendants(inclusive=True)
    clauses = Clause.objects.filter(section__in=under)
    if done == "deleted" and Clause.objects.filter(consultation__in=under).exists():
        return (
            f"“{specific.title}” has been published, so its wording is kept and it cannot be "
            "deleted. You can unpublish it as long as nobody has responded."
        )
    if done == "moved" and isinstance(specific, SectionPage) and clauses.exists():
        return (
            f"“{specific.title}” has been published in this consultation, so it cannot be moved to "
            "another. Copy it there instead."
        )
    commented = (
        list(clauses.commented().values_list("number", flat=True)) if done != "moved" else []
    )
    if not commented:
        return ""
    return (
        f"“{specific.title}” cannot be {done}: people have commented on {', '.join(commented)}. "
        "To take a clause out of the text, edit the section and publish it; the comments stay."
    )


def _answer(request: HttpRequest, page: Page, problem: str) -> HttpResponse | None:
    if not problem:
        return None
    messages.error(request, problem)
    return redirect("wagtailadmin_explore", page.get_parent().pk)
