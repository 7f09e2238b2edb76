"""A real mail server on this machine, which takes, refuses and drops as a test tells it to."""

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Lock
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.load.server import free_port

HERE = "127.0.0.1"


class MailServer:
    """Keeps what it took, in order. ``answer`` decides, from how often it was asked, what it says."""

    def __init__(self) -> None:
        self.port = free_port()
        self.taken: list[EmailMessage] = []
        self.asked = 0
        self.lock = Lock()
        self.answer: Callable[[int], str] = lambda asked: ""
        self.controller: Controller | None = None

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address.startswith("nobody@"):
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        with self.lock:
            self.asked += 1
            refusal = self.answer(self.asked)
            if refusal == "drop":
                server.transport.close()
                return "250 nobody hears this"
            if refusal:
                return refusal
            read = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(read, EmailMessage)
            self.taken.append(read)
        return "250 Taken"

    def start(self) -> None:
        self.controller = Controller(self, hostname=HERE, port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop(no_assert=True)


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """Not started yet: until it is, connections to it are refused."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = HERE
    settings.EMAIL_PORT = server.port
    settings.EMAIL_TIMEOUT = 10
    yield server
    server.stop()
