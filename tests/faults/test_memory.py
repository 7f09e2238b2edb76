"""However much fifty people send at once, a worker stays small: others respond beside them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import DraftComment, ReceivedFile
from tests.faults.people import TOKEN, Sender, senders
from tests.load.server import Server
from tests.responses.conftest import version_of

pytestmark = pytest.mark.faults

CLIENTS = 50
MEGABYTE = 1024 * 1024
#: What one worker may ever have had in memory.
MOST = 512 * MEGABYTE
FORM = "application/x-www-form-urlencoded"
EDGE = "edge-of-a-part"
#: What people write: sent as it is, and with every letter as six.
WRITTEN = {"english": "six months is right ", "russian": "слово и ещё "}


def sent(one: Sender, path: str, body: bytes, kind: str) -> int:
    """The status of the answer to a body, sent by somebody with a draft."""
    person = one.person()
    person.connection.timeout = 1800
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    person.connection.request("POST", path, body, {"Cookie": cookies, "Content-Type": kind})
    answer = person.connection.getresponse()
    answer.read()
    person.connection.close()
    return answer.status


def at_once(people: list[Sender], send: Callable[[Sender], int]) -> set[int]:
    with ThreadPoolExecutor(len(people)) as pool:
        return set(pool.map(send, people))


def most_memory(server: Server) -> int:
    """The most that any worker has had in memory since it started, in bytes."""
    lines = [
        line
        for pid in server.worker_pids()
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    ]
    return max(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


@pytest.fixture
def people(server: Server, consultation: ConsultationPage) -> list[Sender]:
    return senders([server.host], consultation, version_of(consultation, "8.2"), CLIENTS, "case")


@pytest.mark.parametrize("language", WRITTEN)
def test_fifty_forms_of_ten_megabytes(
    server: Server, people: list[Sender], consultation: ConsultationPage, language: str
) -> None:
    """Stored whole; then sent again by pages that had not seen it, and shown beside what is saved."""
    letters = WRITTEN[language]
    words = letters * ((10 * MEGABYTE - 1000) // len(quote_plus(letters)))
    body = f"csrfmiddlewaretoken={TOKEN}&text={quote_plus(words)}".encode()
    other = f"csrfmiddlewaretoken={TOKEN}&text=x{quote_plus(words)}".encode()
    address = f"{people[0].home}clause/{version_of(consultation, '8.3').pk}/"
    workers = server.worker_pids()
    assert at_once(people, lambda one: sent(one, address, body, FORM)) == {302}
    assert DraftComment.objects.filter(text=words).count() == CLIENTS
    assert at_once(people[:10], lambda one: sent(one, address, other, FORM)) == {422}
    assert server.worker_pids() == workers and most_memory(server) < MOST


def test_fifty_files_of_25_megabytes(server: Server, people: list[Sender]) -> None:
    content = b"Six months is right.\n" * (25 * MEGABYTE // 21)
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n',
        f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
        "Content-Type: text/plain\r\n\r\n",
    ]
    body = "".join(parts).encode() + content + f"\r\n--{EDGE}--\r\n".encode()
    address, kind = f"{people[0].home}files/", f"multipart/form-data; boundary={EDGE}"
    workers = server.worker_pids()
    assert at_once(people, lambda one: sent(one, address, body, kind)) == {302}
    assert ReceivedFile.objects.filter(size=len(content)).count() == CLIENTS
    assert server.worker_pids() == workers and most_memory(server) < MOST
