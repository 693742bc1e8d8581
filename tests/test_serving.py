"""gunicorn, as the archive configures it, on a port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.here import ROOT

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("serving")]  # so that it is started once


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, and where it writes what was asked."""

    port: int
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str]]:
        """Status and headers of one answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status, dict(response.headers)

    def send(self, text: str) -> str:
        """The first line of the answer to these very bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as wire:
            wire.sendall(text.encode())
            return wire.makefile().readline().strip()

    def lines_about(self, word: str) -> list[str]:
        """The requests of the access log that hold a word, once one does."""
        for _ in range(300):
            if lines := [line for line in self.log.read_text().splitlines() if word in line]:
                return lines
            time.sleep(0.1)
        return []


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The archive, served as in production, with an empty database of its own."""
    home = tmp_path_factory.mktemp("served")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env = os.environ | {
        "HTTPS": "true",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{home / 'archive.sqlite3'}",
        "SOURCES_DIR": str(home / "sources"),
        "STATIC_ROOT": str(home / "static"),
        "ACCESS_LOG": str(home / "access.log"),
        "WEB_CONCURRENCY": "1",
    }
    with subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=env) as process:
        try:
            while process.poll() is None and not listening(port):
                time.sleep(0.1)
            yield Server(port, home / "access.log")
        finally:
            process.terminate()


def test_the_access_log_keeps_the_path_and_not_what_was_searched_for(server: Server) -> None:
    server.get("/decisions/?q=fleming")

    (line,) = server.lines_about("/decisions/")
    assert line.startswith("127.0.0.1 [")
    assert '"GET /decisions/"' in line


def test_a_line_break_in_an_address_does_not_begin_a_line_of_the_log(server: Server) -> None:
    server.get("/forged%0a127.0.0.1%20said%20so")

    (line,) = server.lines_about("forged")
    assert '"GET /forged%0a127.0.0.1%20said%20so"' in line


def test_the_sheet_of_a_broken_archive_is_served_at_one_address_for_ever(server: Server) -> None:
    status, headers = server.get("/plain.css", X_Forwarded_Proto="https")

    assert (status, headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')


def test_a_visitor_by_http_is_sent_to_https(server: Server) -> None:
    status, headers = server.get("/admin/login/")

    assert (status, headers["Location"]) == (301, f"https://127.0.0.1:{server.port}/admin/login/")


def test_the_proxy_on_this_machine_may_say_that_the_visitor_came_by_https(server: Server) -> None:
    status, headers = server.get("/admin/login/", X_Forwarded_Proto="https")

    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert headers["Set-Cookie"].startswith("__Host-csrftoken=")
    assert {"HttpOnly", "Path=/", "SameSite=Strict", "Secure"} <= set(headers["Set-Cookie"].split("; "))


@pytest.mark.parametrize(
    "lines",
    [
        ["Host: 127.0.0.1", "X_Forwarded_Proto: https"],
        ["Host: 127.0.0.1", "Content-Length: 4", "Transfer-Encoding: chunked"],
        ["Host: 127.0.0.1", "Content-Length: 4", "Content-Length: 5"],
        ["Host: 127.0.0.1", "Transfer-Encoding: xchunked"],
        ["Host: evil.example.net"],
    ],
    ids=[
        "an underscore in a name",
        "two lengths of a body",
        "two lengths",
        "an unknown encoding",
        "another host's name",
    ],
)
def test_a_request_that_could_be_read_in_two_ways_is_refused(server: Server, lines: list[str]) -> None:
    answer = server.send("\r\n".join(["GET /healthz HTTP/1.1", *lines, "Connection: close", "", ""]))

    assert answer.split()[1] in {"400", "501"}


def test_what_a_worker_begins_with_is_kept_from_the_collector() -> None:
    asked = "import gc; from boardarchive import serving; serving.post_worker_init(None); print(gc.get_freeze_count())"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=True, capture_output=True, text=True)
    assert int(told.stdout) > 10_000


def upload(length: str, body: str) -> str:
    """A form with a file, sent as text: one header says how long it is."""
    lines = [
        "POST /admin/login/ HTTP/1.1",
        "Host: 127.0.0.1",
        "X-Forwarded-Proto: https",
        "Referer: https://127.0.0.1/admin/login/",
        "Cookie: __Host-csrftoken=abcdefghijklmnopqrstuvwxyz012345",
        "Content-Type: multipart/form-data; boundary=x",
        length,
    ]
    return "\r\n".join(lines) + "\r\n\r\n" + body


BEGUN = '--x\r\nContent-Disposition: form-data; name="notes"; filename="a.txt"\r\n\r\n' + "x" * 100_000


def test_twenty_gigabytes_are_refused_before_they_are_sent(server: Server) -> None:
    assert server.send(upload(f"Content-Length: {20 * 1024**3}", BEGUN)).split()[1] == "413"


def test_an_upload_that_does_not_say_how_long_it_is_is_not_taken(server: Server) -> None:
    chunked = f"{len(BEGUN):x}\r\n{BEGUN}\r\n0\r\n\r\n"
    assert server.send(upload("Transfer-Encoding: chunked", chunked)).split()[1] == "403"
