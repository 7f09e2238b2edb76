"""What was acknowledged is stored, once, whoever is killed: workers, the master, PostgreSQL."""

from collections.abc import Callable
from random import Random
from uuid import UUID

import pytest

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Response
from consultation.responses.rules import secret_of
from tests.faults.people import Sender, burst, senders
from tests.faults.postgresql import Cluster, on_postgresql
from tests.load.server import Server
from tests.responses.conftest import version_of

CLIENTS = 20
KILLS = [
    1,
    pytest.param(20, marks=pytest.mark.faults),
]


def strike_again_and_again(
    server: Server, consultation: ConsultationPage, strike: Callable[[], object], times: int
) -> list[Sender]:
    """As many bursts, a strike at a different point of each; everybody who sent something."""
    random, everybody = Random(0), []
    version = version_of(consultation, "8.2")
    for number in range(times):
        people = senders([server.host], consultation, version, CLIENTS, f"round {number}, person")
        burst(people, random.randrange(CLIENTS - 4), strike)
        everybody += people
    return everybody


def assert_nothing_lost_or_doubled(everybody: list[Sender]) -> None:
    """By the stored rows, and by what everybody reads at the address of their receipt."""
    assert [one.codes for one in everybody if not one.receipt] == []
    stored = [secret_of(UUID(str(key))) for key in Response.objects.values_list(
        "submission_key", flat=True
    )]  # fmt: skip
    assert sorted(stored) == sorted(one.secret for one in everybody)
    for one in everybody:
        assert one.words in one.read(one.receipt)


@pytest.mark.parametrize("times", KILLS)
def test_killed_workers_lose_and_double_nothing(
    server: Server, consultation: ConsultationPage, times: int
) -> None:
    everybody = strike_again_and_again(server, consultation, server.kill_worker, times)
    assert_nothing_lost_or_doubled(everybody)


@pytest.mark.parametrize("times", KILLS)
def test_a_killed_master_loses_and_doubles_nothing(
    server: Server, consultation: ConsultationPage, times: int
) -> None:
    everybody = strike_again_and_again(server, consultation, server.kill_master, times)
    assert_nothing_lost_or_doubled(everybody)


@on_postgresql
@pytest.mark.parametrize("times", KILLS)
def test_postgresql_killed_and_started_again_loses_and_doubles_nothing(
    server: Server, consultation: ConsultationPage, times: int
) -> None:
    strike = Cluster().kill_and_start
    everybody = strike_again_and_again(server, consultation, strike, times)
    assert_nothing_lost_or_doubled(everybody)


@pytest.mark.parametrize("copies", [50])
def test_fifty_copies_to_a_real_server_make_one_response(
    server: Server, consultation: ConsultationPage, copies: int
) -> None:
    (one,) = senders([server.host], consultation, version_of(consultation, "8.2"), 1, "case")
    people = [Sender(one.host, one.home, one.secret, one.digest, one.words) for _ in range(copies)]
    burst(people, copies + 1, lambda: None)
    assert {tuple(copy.codes) for copy in people} == {(302,)}
    assert len({copy.receipt for copy in people}) == 1
    assert_nothing_lost_or_doubled([people[0]])
