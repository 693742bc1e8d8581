"""Files made to do harm are sent to the archive as it is served: each upload is answered in time, by a page.

`make test` sends a tenth of the built files and some mutations; `make hostile` sends all, and says so in figures.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from io import BytesIO
from itertools import islice
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from meetings.management.commands.clerk import save_clerk
from meetings.models import User
from tests.here import ROOT
from tests.hostile.build import Hostile, files
from tests.hostile.mutate import mutations
from tests.shared import Shared, shared_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.second, pytest.mark.xdist_group("hostile")]

ALL = bool(os.environ.get("HOSTILE"))
LARGEST = 25 * 1024 * 1024
SLOWEST = 5.0
"""Seconds within which each upload has to be answered."""
GROWTH = 50
"""Megabytes that the process which takes the uploads may grow by over all of them."""
PASSWORD = "a-long-password-for-tests"


@dataclass
class Desk:
    """A browser in which a clerk is signed in at a served archive."""

    home: str
    server: int
    opener: OpenerDirector = field(default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar())))

    def post(self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> tuple[int, str]:
        """Status and page of the last answer, redirects followed."""
        request = Request(self.home + path, body, {"Content-Type": kind, "Referer": self.home + path})  # noqa: S310 - our own server
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    def token(self, path: str) -> str:
        """The token of the form at an address."""
        with self.opener.open(self.home + path, timeout=60) as page:
            found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
        assert found
        return found[1]

    def upload(self, file: Hostile, token: str) -> tuple[int, str]:
        """Send one file, as the page of the desk does."""
        stream = BytesIO(file.data)
        stream.name = file.name
        form = {"csrfmiddlewaretoken": token, "notes": stream, "organisation": ""}
        return self.post("/admin/meetings/source/upload/", encode_multipart(BOUNDARY, form), MULTIPART_CONTENT)

    def memory(self) -> int:
        """Megabytes that the processes hold which answer."""
        workers = Path(f"/proc/{self.server}/task/{self.server}/children").read_text().split()
        held = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{worker}/status").read_text()) for worker in workers]
        return sum(int(each[1]) for each in held if each) // 1024


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Desk, Shared]]:
    """The archive as it is served, on a database of the test's, with a clerk at its desk."""
    shared = shared_database(tmp_path)
    script = f"""
import django
django.setup()
from {save_clerk.__module__} import save_clerk
from meetings.models import User
save_clerk(User(username="jo"), "{PASSWORD}")
"""
    env = {"DATABASE_URL": shared.url, "SOURCES_DIR": str(shared.sources), "STATIC_ROOT": str(tmp_path / "static")}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env |= {"HOST": "127.0.0.1", "PORT": str(port), "HTTPS": "false", "DEBUG": "false", "WEB_CONCURRENCY": "1"}
    env |= {"ALLOWED_HOSTS": "127.0.0.1", "DJANGO_SETTINGS_MODULE": "boardarchive.settings"}
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=os.environ | env, check=True)
    with subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=os.environ | env) as process:
        try:
            while process.poll() is None and not listening(port):
                time.sleep(0.1)
            desk = Desk(f"http://127.0.0.1:{port}", process.pid)
            token = desk.token("/admin/login/")
            form = {"csrfmiddlewaretoken": token, "username": "jo", "password": PASSWORD, "next": "/admin/"}
            status, page = desk.post("/admin/login/", urlencode(form).encode())
            assert (status, "What needs you" in page) == (200, True)
            yield desk, shared
        finally:
            process.terminate()
    User.objects.filter(username="jo").delete()


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_every_upload_to_the_served_archive_is_answered_by_a_page_in_time(
    desk: tuple[Desk, Shared], twins: dict[str, bytes]
) -> None:
    clerk, shared = desk
    built = [file for file in files(twins) if 0 < len(file.data) <= LARGEST]
    chosen = [*(built if ALL else built[::20]), *islice(mutations(twins, 10, seed=3), None if ALL else 12)]
    token = clerk.token("/admin/meetings/source/upload/")
    for name, data in islice(twins.items(), 3):
        assert clerk.upload(Hostile(row="-", name=name, data=data, ends=frozenset()), token)[0] == 200
    begun, worst, told = clerk.memory(), 0.0, Counter[int]()
    for file in chosen:
        start = time.monotonic()
        status, page = clerk.upload(file, token)
        took = time.monotonic() - start
        told[status] += 1
        assert (status, "What was read" in page, took < SLOWEST) == (200, True, True), f"{file}: {status}, {took:.1f} s"
        worst = max(worst, took)
    grown = clerk.memory() - begun
    different = {
        hashlib.sha256(data).digest() for data in [*(file.data for file in chosen), *islice(twins.values(), 3)]
    }
    assert shared.count("source") == [len(different)]
    assert grown < GROWTH
    if ALL:
        answers = ", ".join(f"{status} {many}" for status, many in told.most_common())
        sys.stdout.write(f"\n{len(chosen)} uploads: {answers}; slowest {worst:.1f} s; the server grew by {grown} MB\n")
