"""A file is taken only when the virus scanner says so; whatever else it says or does is a no."""

import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from consultation.responses.intake import Refused, scanning

CONTENT = b"Six months is right.\n" * 10_000
Answer = Callable[["Clamd"], object]


class Clamd(socketserver.StreamRequestHandler):
    """One conversation with a stand-in for clamd, which takes a stream as clamd does."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        taken = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            taken += self.rfile.read(length)
        self.server.taken.append(taken)  # type: ignore[attr-defined]
        self.server.answer(self)  # type: ignore[attr-defined]

    def say(self, words: bytes) -> None:
        self.wfile.write(words)


class Scanner(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Clamd)
        self.taken: list[bytes] = []
        self.answer: Answer = lambda line: line.say(b"stream: OK\0")

    def scan(self, content: bytes = CONTENT, seconds: float = 5) -> None:
        scanning.scan(content, "127.0.0.1", self.server_address[1], seconds)


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    with Scanner() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_clean_file_is_taken_and_the_scanner_saw_all_of_it(scanner: Scanner) -> None:
    scanner.scan()
    assert scanner.taken == [CONTENT]


def test_what_the_scanner_finds_is_refused(scanner: Scanner) -> None:
    scanner.answer = lambda line: line.say(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(Refused, match="found something"):
        scanner.scan()


@pytest.mark.parametrize("said", [
    b"", b"\0", b"stream: OK but not quite\0", b"INSTREAM size limit exceeded. ERROR\0",
    b"\xff\xfe\x00", b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 100_000,
])  # fmt: skip
def test_any_other_answer_is_a_no(scanner: Scanner, said: bytes) -> None:
    scanner.answer = lambda line: line.say(said)
    with pytest.raises(Refused, match="could not check"):
        scanner.scan()


def test_a_scanner_that_never_answers_is_not_waited_for(scanner: Scanner) -> None:
    ended = threading.Event()
    scanner.answer = lambda line: ended.wait(10)
    began = time.monotonic()
    with pytest.raises(Refused, match="could not check"):
        scanner.scan(seconds=0.3)
    ended.set()
    assert time.monotonic() - began < 3


def test_no_scanner_at_all_is_a_no(scanner: Scanner) -> None:
    port = scanner.server_address[1]
    scanner.server_close()
    with pytest.raises(Refused, match="could not check"):
        scanning.scan(CONTENT, "127.0.0.1", port)
