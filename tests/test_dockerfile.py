"""The image is made as the Dockerfile says, answers, and holds nothing that it should not."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.dockerfile import Stage, StepFailedError, build, instructions
from tests.here import ROOT

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("image")]  # so that it is built once

TEXT = (ROOT / "Dockerfile").read_text()
STEPS = instructions(TEXT)
LAST_FROM = max(index for index, step in enumerate(STEPS) if step.word == "FROM")
FINAL = STEPS[LAST_FROM + 1 :]
UNREACHABLE = re.compile("Failed to establish a new connection|name resolution|NameResolutionError")
"""What pip prints when it finds no network."""


@dataclass(frozen=True, slots=True)
class Image:
    """The last stage, and the folder of the interpreter that stands in for the base image."""

    stage: Stage
    base: Path


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The Dockerfile, carried out in a clean folder."""
    scratch = tmp_path_factory.mktemp("image")
    try:
        return Image(build(TEXT, ROOT, scratch)[-1], scratch / "base")
    except StepFailedError as problem:
        if UNREACHABLE.search(str(problem)):
            pytest.skip("the packages cannot be fetched: there is no network")
        raise


@dataclass(frozen=True, slots=True)
class Served:
    """A container's process, and where it listens."""

    process: "subprocess.Popen[str]"
    port: int

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Host": "archive.example.org", **headers})
        response = connection.getresponse()
        try:
            return response.status, dict(response.headers), response.read()
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def given(image: Image, port: int) -> dict[str, str]:
    """The environment of a container: the image's, and what `docker run -e` adds."""
    told = {"SECRET_KEY": "k" * 25 + "0123456789" * 3, "ALLOWED_HOSTS": "archive.example.org", "PORT": str(port)}
    return image.stage.environment(image.base) | told


def healthy(image: Image, port: int) -> bool:
    """What the image's own HEALTHCHECK says."""
    words = image.stage.words("HEALTHCHECK")
    return not subprocess.run(words, env=given(image, port), capture_output=True, check=False).returncode


def wait_until_healthy(image: Image, port: int, process: "subprocess.Popen[str]") -> None:
    """Return when the container is healthy, has ended, or takes too long: what a test then asks shows which."""
    giving_up = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < giving_up and not healthy(image, port):
        time.sleep(0.1)


@pytest.fixture(scope="module")
def served(image: Image) -> Iterator[Served]:
    """The image's CMD, started with an empty volume, once its HEALTHCHECK is content."""
    port = free_port()
    env = given(image, port)
    where = image.stage.inside(".")
    with subprocess.Popen(image.stage.words("CMD"), cwd=where, env=env, text=True) as process:
        try:
            wait_until_healthy(image, port, process)
            yield Served(process, port)
        finally:
            process.terminate()


def test_an_empty_volume_becomes_a_healthy_archive(image: Image, served: Served) -> None:
    assert healthy(image, served.port)
    assert (image.stage.inside("/data") / "archive.sqlite3").is_file()


def test_a_page_asked_for_over_http_is_sent_to_https(served: Served) -> None:
    status, headers, _ = served.get("/")

    assert (status, headers["Location"]) == (301, "https://archive.example.org/")


def test_a_static_file_has_its_hash_in_its_name_and_is_kept_for_ever(image: Image, served: Served) -> None:
    hashed = next(image.stage.inside("staticfiles/admin/css").glob("base.*.css"))
    status, headers, body = served.get(f"/static/admin/css/{hashed.name}", **{"X-Forwarded-Proto": "https"})

    assert (status, body) == (200, hashed.read_bytes())
    assert {"immutable", "public"} <= {part.strip() for part in headers["Cache-Control"].split(",")}
    assert "default-src 'none'" in headers["Content-Security-Policy"].split("; ")
    assert "Access-Control-Allow-Origin" not in headers


def test_another_hosts_name_is_refused(served: Served) -> None:
    assert served.get("/healthz", Host="evil.example.net")[0] == 400


def test_what_is_served_can_be_read_by_another_account(image: Image) -> None:
    folder = image.stage.inside("staticfiles")

    assert [path for path in folder.rglob("*") if not path.stat().st_mode & 0o004] == []


def test_the_server_ends_when_told(image: Image) -> None:
    port = free_port()
    where = image.stage.inside(".")
    with subprocess.Popen(image.stage.words("CMD"), cwd=where, env=given(image, port), text=True) as process:
        wait_until_healthy(image, port, process)
        process.send_signal(signal.SIGTERM)

    assert process.returncode == 0


def test_it_will_not_start_without_a_secret(image: Image) -> None:
    env = given(image, free_port()) | {"SECRET_KEY": ""}
    ended = subprocess.run(
        image.stage.words("CMD"), cwd=image.stage.inside("."), env=env, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("Not started: SECRET_KEY is not set")
    assert len(ended.stderr.splitlines()) == 1


def test_the_last_stage_runs_nothing_as_root() -> None:
    words = [step.word for step in FINAL]

    assert "RUN" not in words
    assert [step.rest for step in FINAL if step.word == "USER"] == ["10001:10001"]
    assert [step.rest for step in FINAL if step.word in {"CMD", "ENTRYPOINT"} and not step.rest.startswith("[")] == []


def test_both_stages_stand_on_one_slim_image() -> None:
    bases = [step.rest.split()[0] for step in STEPS if step.word == "FROM"]
    default = next(step.rest for step in STEPS if step.word == "ARG")

    assert bases == ["${PYTHON_IMAGE}"] * 2
    assert default == "PYTHON_IMAGE=python:3.11-slim-bookworm"


def test_no_secret_is_kept_in_a_layer() -> None:
    assert [step.rest for step in STEPS if step.word in {"ENV", "ARG"} and "SECRET" in step.rest] == []


def test_the_build_is_sent_what_it_copies_and_no_more() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    copied = {step.rest.split()[0] for step in STEPS if step.word == "COPY" and "from" not in step.flags}

    assert lines[0] == "*"
    assert {line.removeprefix("!") for line in lines if line.startswith("!")} == copied
    assert [name for name in copied if not os.path.lexists(ROOT / name)] == []
