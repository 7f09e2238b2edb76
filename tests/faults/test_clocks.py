"""Two servers whose clocks are ten seconds apart: one instant, PostgreSQL's, decides at both."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Response
from consultation.responses.rules import secret_of
from tests.faults.people import Sender, burst, open_now, senders
from tests.faults.postgresql import on_postgresql
from tests.load.server import Server, environment
from tests.responses.conftest import version_of

pytestmark = [pytest.mark.faults, on_postgresql]

PEOPLE, CROWD = 200, 16
#: Seconds from the first press to the closing instant, and from that to the last.
BEFORE = AFTER = 15
CLOCKS = (-5, 5)


@dataclass(frozen=True)
class Pressed:
    """One press of the button, between two instants of the true clock."""

    one: Sender
    sent: datetime
    answered: datetime

    def misjudged(self, closes: datetime) -> bool:
        """Whatever arrived while the button was on its way may go either way; all else may not."""
        if self.one.codes == [0]:
            return False  # The connection broke: nobody was told anything.
        taken = bool(self.one.receipt)
        return (self.sent >= closes) if taken else (self.answered < closes)


@pytest.fixture
def servers(here: str, consultation: ConsultationPage, tmp_path: Path) -> Iterator[list[Server]]:
    """Five seconds behind, and five ahead."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                Server(
                    environment(here, SECONDS_AHEAD=str(ahead)),
                    application="tests.faults.wrong_clock",
                    log=tmp_path / f"{ahead}.log",
                ).running()
            )
            for ahead in CLOCKS
        ]


def clock_of(server: Server) -> datetime:
    """By the date that the server puts on its answers."""
    connection = HTTPConnection(server.host, timeout=30)
    connection.request("GET", "/healthz")
    date = connection.getresponse().headers["Date"]
    connection.close()
    return parsedate_to_datetime(date)


def press(one: Sender, at: float) -> Pressed:
    time.sleep(max(0, at - time.time()))
    sent = datetime.now(UTC)
    one.press()
    return Pressed(one, sent, datetime.now(UTC))


def test_two_servers_agree_on_the_deadline(
    servers: list[Server], consultation: ConsultationPage
) -> None:
    behind, ahead = map(clock_of, servers)
    assert timedelta(seconds=8) < ahead - behind < timedelta(seconds=60)
    hosts = [server.host for server in servers]
    version = version_of(consultation, "8.2")
    people = senders(hosts, consultation, version, PEOPLE, "case")
    # What checks words is loaded with the first response that a worker takes: that takes a while.
    early = senders(hosts, consultation, version, CROWD, "early case")
    burst(early, CROWD + 1, lambda: None)
    closes = open_now(consultation, BEFORE)
    first = time.time()
    times = [first + place * (BEFORE + AFTER) / PEOPLE for place in range(PEOPLE)]
    with ThreadPoolExecutor(CROWD) as pool:
        pressed = list(pool.map(press, people, times))
    assert [one for one in pressed if one.misjudged(closes)] == []
    for host in hosts:
        codes = [one.codes[0] for one in people if one.host == host]
        assert min(codes.count(302), codes.count(403)) > len(codes) / 10, codes
    stored = {secret_of(key) for key in Response.objects.values_list("submission_key", flat=True)}
    taken = {one.secret for one in early + people if one.receipt}
    assert taken <= stored <= taken | {one.secret for one in people if one.codes == [0]}
    assert not Response.objects.filter(received_at__gte=closes).exists()
