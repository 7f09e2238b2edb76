"""The walls around the tests themselves."""

import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("198.51.100.7", 443)])
def test_no_test_reaches_another_host(address: tuple[str, int]) -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as outside,
        pytest.raises(ConnectionRefusedError, match="nothing may leave this machine"),
    ):
        outside.connect(address)


def test_no_test_asks_for_another_hosts_address() -> None:
    with pytest.raises(ConnectionRefusedError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as here, socket.socket() as visitor:
        visitor.connect(here.getsockname())
