"""`manage.py serve` says where it serves, and why when it cannot."""

import socket

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from meetings.management.commands.serve import address, one_at_a_time, refuse_taken


def test_a_port_that_something_listens_on_is_refused_before_anything_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        monkeypatch.delenv("HOST", raising=False)

        with pytest.raises(CommandError, match=rf"^Cannot serve on 127\.0\.0\.1, port {port}: .* Choose another"):
            call_command("serve", skip_checks=True)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match="a port is a number from 1 to 65535"):
        refuse_taken("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),  # noqa: S104 - a name, not a socket
        ("::1", "http://[::1]:8000/"),
        ("archive.localhost", "http://archive.localhost:8000/"),
    ],
)
def test_the_address_is_one_that_a_browser_on_this_machine_can_open(host: str, expected: str) -> None:
    assert address(host, "8000") == expected


@pytest.mark.django_db(transaction=True)
def test_the_lock_around_migrating_is_given_back() -> None:
    for _ in range(2):
        with one_at_a_time():
            assert connection.is_usable()
