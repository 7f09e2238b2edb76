"""Keeping searches, and forgetting them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from consultation.findings.models import SavedSearch
from consultation.guidance.models import ConsultationPage


def keep_search(
    consultation: ConsultationPage, name: str, query: str, user: User, now: datetime
) -> SavedSearch:
    """Keep what the address asks under a name; a search of that name is replaced."""
    kept, _new = SavedSearch.objects.update_or_create(
        consultation=consultation,
        made_by=user,
        name=name,
        defaults={"query": query, "made_at": now},
    )
    return kept


def forget_search(search: SavedSearch) -> None:
    """Keep it no longer."""
    SavedSearch.objects.filter(pk=search.pk).delete()
