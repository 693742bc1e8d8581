"""Whatever a reader does, the archive gets one outcome in time, and nothing of the reader is left."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from meetings.extraction import Limits, Refused, extract, leftovers, sandbox
from meetings.extraction.blocks import Finding
from meetings.extraction.limits import Outcome
from meetings.extraction.sandbox import AT_ONCE, Ended, Sandbox, extract_safely
from tests.extraction import misbehaving
from tests.here import ROOT

pytestmark = pytest.mark.once

LIMITS = Limits(seconds=1, wall=20, memory=256 * 1024 * 1024, unpacked=1024 * 1024)
HASTY = replace(LIMITS, wall=2)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has it")
LONG = b"The Board agreed the plan.\n\n" * 5_000
"""A text that is read by the child."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the sandbox makes its folders; when a test is over there is no file in it and no process from it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))  # so that what is left by this test can be told from others'
    before = leftovers.descendants(os.getpid())
    yield folder
    assert leftovers.strays(str(folder)) == []
    assert set(leftovers.descendants(os.getpid())) <= set(before)
    assert list(folder.iterdir()) == []


def read(reader: str, data: bytes = b"Words.", limits: Limits = LIMITS) -> Ended:
    """One file read by one of the readers of `misbehaving`; all that it started is gone before this ends."""
    with Sandbox(limits, reader=f"{misbehaving.__name__}:{reader}") as box:
        return box.read(data, filename="note.pdf")


def text_of(ended: Ended) -> str:
    assert ended.extract is not None, ended.how
    return ended.extract.text


ENDS = {
    "well": Outcome.OK,
    "incomplete": Outcome.INCOMPLETE,
    "refuse": Outcome.REFUSED,
    "fail": Outcome.CRASHED,
    "leave": Outcome.CRASHED,
    "hang": Outcome.TIMEOUT,
    "hang_deaf": Outcome.TIMEOUT,
    "spin": Outcome.TIMEOUT,
    "spin_deaf": Outcome.TIMEOUT,
    "swell": Outcome.OUT_OF_MEMORY,
    "swell_together": Outcome.OUT_OF_MEMORY,
    "end_early": Outcome.BAD_OUTPUT,
    "kill_itself": Outcome.CRASHED,
    "fault": Outcome.CRASHED,
    "babble": Outcome.BAD_OUTPUT,
    "mutter": Outcome.BAD_OUTPUT,
    "multiply": Outcome.CRASHED,
    "mistype": Outcome.BAD_OUTPUT,
    "stop_short": Outcome.BAD_OUTPUT,
    "beget": Outcome.OK,
    "beget_and_hang": Outcome.TIMEOUT,
    "beget_with_output": Outcome.BAD_OUTPUT,
    "linger": Outcome.BAD_OUTPUT,
    "answer_and_linger": Outcome.OK,
    "litter": Outcome.OK,
    "overfill": Outcome.CRASHED,
    "no_such_reader": Outcome.CRASHED,
}


@pytest.mark.parametrize(("reader", "outcome"), ENDS.items(), ids=ENDS)
def test_every_end_of_a_reader_is_one_outcome_in_time(reader: str, outcome: Outcome) -> None:
    limits = HASTY if outcome is Outcome.TIMEOUT else LIMITS
    start = time.monotonic()
    ended = read(reader, limits=limits)

    assert (ended.outcome, time.monotonic() - start < limits.wall + 2) == (outcome, True)
    assert (ended.extract is None) == (ended.refused is not None)
    assert (ended.extract is not None) == (outcome in {Outcome.OK, Outcome.INCOMPLETE})


def test_a_reader_is_told_the_name_the_bytes_and_the_limits() -> None:
    assert text_of(read("well", limits=replace(LIMITS, pages=7))) == "note.pdf Words. 7"


def test_a_refusal_comes_out_as_it_was_raised() -> None:
    refused = read("refuse").refused

    assert refused is not None
    assert (refused.code, refused.sentence) == ("empty", "The file is empty.")


def test_what_is_incomplete_keeps_what_was_read_and_its_finding() -> None:
    found = read("incomplete").extract

    assert found is not None
    assert found.findings == (Finding(code="incomplete", message="The end is missing."),)


@pytest.mark.parametrize(
    ("reader", "code", "sentence"),
    [
        ("hang", "timeout", "Reading the file took longer than 2 seconds, so it was stopped."),
        ("swell", "out-of-memory", "Reading the file took more than 256 MB of memory, so it was stopped."),
        ("fault", "crashed", "Reading the file broke off: it may be damaged."),
        ("end_early", "bad-output", "What was read from the file makes no sense, so none of it was kept."),
    ],
)
def test_a_clerk_is_told_what_happened_and_what_to_do(reader: str, code: str, sentence: str) -> None:
    limits = replace(HASTY, seconds=2)
    with Sandbox(limits, reader=f"{misbehaving.__name__}:{reader}") as box, pytest.raises(Refused) as refusal:
        extract_safely(LONG, limits=limits, sandbox=box)

    assert (refusal.value.code, refusal.value.sentence.startswith(sentence)) == (code, True)
    assert "try" in refusal.value.sentence


def test_one_file_spoils_nothing_for_the_next() -> None:
    with Sandbox(LIMITS, reader=f"{misbehaving.__name__}:write_elsewhere") as box:
        first = box.read(b"here")
        second = box.read(b"\xff")
        third = box.read(b"here")

    assert (text_of(first), second.outcome, text_of(third)) == ("written", Outcome.CRASHED, "written")


def test_more_processes_than_are_allowed_end_the_reading() -> None:
    ended = read("crowd")

    assert (ended.outcome, ended.how) == (Outcome.CRASHED, "too many processes")


def test_the_machine_allows_no_more_than_twice_as_many_even_before_they_are_counted_and_to_root() -> None:
    most = 2 * LIMITS.processes if os.geteuid() == 0 else 500  # another user has some already
    ended = read("count_forks")

    assert ended.how == "too many processes" or int(text_of(ended)) < most


def test_a_reader_sees_nothing_of_the_archive() -> None:
    environment, descriptors, own_session = json.loads(text_of(read("tell")))

    assert (environment, descriptors, own_session) == (["HOME", "LANG", "PATH", "TMPDIR"], 3, True)


def test_a_reader_stands_in_a_folder_of_its_own() -> None:
    assert text_of(read("litter")) == "True"


def needs(call: str) -> None:
    """Skip a test of what this machine does not allow, as some containers do not."""
    ask = f"from meetings.extraction import confining; confining.{call}"
    if subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip(f"this machine does not allow {call}")


@LINUX
def test_a_reader_writes_nowhere_else(tmp_path: Path) -> None:
    needs("_prctl(38, 1); confining._write_only_to('/')")
    tmp_path.chmod(0o777)  # so that no owner's right stands in the way
    ended = read("write_elsewhere", str(tmp_path / "elsewhere").encode())

    assert (text_of(ended), (tmp_path / "elsewhere").exists()) == ("PermissionError", False)


@LINUX
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_reader_may_ask_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir=leftovers.SOCKETS_DIR) as folder:
        Path(folder).chmod(0o711)
        monkeypatch.setattr(tempfile, "tempdir", folder)  # pytest's own is closed to the user that a reader is
        told = text_of(read("ask_office", limits=Limits(wall=60)))
        left = os.listdir(folder)

    assert (told.strip(), left) == ("Words.", [])


def test_a_socket_that_libreoffice_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "SOCKETS_DIR", str(tmp_path))  # /tmp is everybody's
    (tmp_path / "OSL_PIPE_0_old").touch()
    time.sleep(0.1)  # a file system's clock is coarse
    since = time.time()
    time.sleep(0.1)
    for name in ("OSL_PIPE_0_new", "other"):
        (tmp_path / name).touch()
    leftovers.sweep_sockets(since)

    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"OSL_PIPE_0_old", "other"}


@LINUX
def test_a_reader_reaches_no_network() -> None:
    needs("_leave_the_network()")
    with socket.create_server(("127.0.0.1", 0)) as server:
        told = text_of(read("connect", str(server.getsockname()[1]).encode()))

    assert told == "OSError"


def in_background(box: Sandbox, processes: int) -> tuple[threading.Thread, list[Ended]]:
    """Begin to read, until there are so many processes; the list holds the end when the thread has ended."""
    before = len(leftovers.descendants(os.getpid()))
    ends: list[Ended] = []
    thread = threading.Thread(target=lambda: ends.append(box.read(b"Words.")))
    thread.start()
    deadline = time.monotonic() + 20
    while len(leftovers.descendants(os.getpid())) < before + processes and time.monotonic() < deadline:
        time.sleep(0.01)
    return thread, ends


@LINUX
def test_when_the_keeper_itself_is_killed_all_that_came_from_it_is_found_and_ended() -> None:
    with Sandbox(HASTY, reader=f"{misbehaving.__name__}:beget_and_hang") as box:
        thread, ends = in_background(box, 3)
        assert box._keeper is not None
        os.kill(box._keeper.pid, signal.SIGKILL)
        thread.join(20)
        again = box.read(b"Words.")

    assert [end.outcome for end in ends] == [Outcome.CRASHED]
    assert again.outcome is Outcome.TIMEOUT


@LINUX
def test_when_the_keeper_says_nothing_the_wall_still_stands() -> None:
    start = time.monotonic()
    with Sandbox(HASTY, reader=f"{misbehaving.__name__}:hang") as box:
        thread, ends = in_background(box, 2)
        assert box._keeper is not None
        os.kill(box._keeper.pid, signal.SIGSTOP)
        thread.join(20)

    assert [end.outcome for end in ends] == [Outcome.TIMEOUT]
    assert time.monotonic() - start < HASTY.wall + 2


@LINUX
def test_when_the_archive_is_killed_its_sandbox_goes_with_it(here: Path) -> None:
    code = (
        "import tempfile; from tests.extraction.test_sandbox import LIMITS, Sandbox, misbehaving;"
        f"tempfile.tempdir = {str(here)!r};"
        "Sandbox(LIMITS, reader=f'{misbehaving.__name__}:beget_and_hang').read(b'x')"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as archive:
        deadline = time.monotonic() + 20
        while len(leftovers.strays(str(here))) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        started = len(leftovers.strays(str(here)))
        archive.kill()
    while (leftovers.strays(str(here)) or list(here.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.01)

    assert started >= 3  # that none is left the fixture looks at


def test_what_is_left_can_be_seen(here: Path) -> None:
    with subprocess.Popen(["sleep", "60"], cwd=here, env={}) as child:
        seen = leftovers.strays(str(here))
        child.kill()

    assert seen == [child.pid]


def test_a_long_text_is_read_the_same_by_the_child() -> None:
    assert len(LONG) > AT_ONCE
    assert extract_safely(LONG, filename="note.txt") == extract(LONG, filename="note.txt")


def test_several_files_are_read_by_one_child() -> None:
    with Sandbox(Limits()) as box:
        found = [extract_safely(LONG + bytes(f"{at}\n", "ascii"), sandbox=box).text[-2:] for at in range(3)]

    assert found == ["0\n", "1\n", "2\n"]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"%PDF-1.7" + bytes(2_000), "too-large"), (b" ", "no-text")]
)
def test_what_needs_no_reader_starts_no_child(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "Sandbox", None)  # a child cannot be started without it
    with pytest.raises(Refused) as refusal:
        extract_safely(data, limits=Limits(size=1_000))

    assert refusal.value.code == code


def test_what_is_no_text_goes_to_the_child() -> None:
    with pytest.raises(Refused) as refusal:
        extract_safely(b"\x7fELF", filename="note.txt")

    assert refusal.value.code == "unsupported"


def test_too_many_parts_are_refused_by_the_child() -> None:
    with pytest.raises(Refused) as refusal:
        extract_safely(LONG, limits=Limits(answer=1_000))

    assert refusal.value.code == "too-large"


def test_a_machine_that_starts_no_child_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")  # no machine of ours is so poor
    assert read("well").outcome is Outcome.CRASHED
