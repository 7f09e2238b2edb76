"""One sealed and drafted consultation for all tests of a module: each undoes what it does."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from consultation.outcome.models import OutcomePage, PublishedOutcome
from tests.outcome.drafted import drafted, responded
from tests.outcome.published import made, ready


@pytest.fixture(scope="module")
def _drafted(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield drafted(responded()).pk
        transaction.set_rollback(True)


@pytest.fixture
def page(_drafted: int, db: None) -> OutcomePage:
    """The response that is being drafted, as it is stored."""
    return OutcomePage.objects.get(pk=_drafted)


@pytest.fixture(scope="module")
def _published(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made(ready()).pk
        transaction.set_rollback(True)


@pytest.fixture
def published(_published: int, db: None) -> PublishedOutcome:
    """The response as it was published, with its files."""
    return PublishedOutcome.objects.get(pk=_published)
