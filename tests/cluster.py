"""A PostgreSQL server of the tests' own, gone when they end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.here import postgres_programs

STARTING = 30.0
"""Seconds until a server that does not answer is given up."""

# What is in it is thrown away, so nothing need reach the disk. And what a test writes is rolled back: statistics that
# were taken of it meanwhile, or of an empty table, would mislead the planner in the next.
OPTIONS = [
    "autovacuum=off",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=100",
]


class NoPostgresError(Exception):
    """There is no server to be had here, and the message says why."""


@contextmanager
def cluster(options: Sequence[str] = ()) -> Iterator[str]:
    """The address of an empty server on a socket of its own; `options` are settings such as `fsync=on`.

    Raises NoPostgresError when none can be started.
    """
    programs = postgres_programs()
    if not programs:
        raise NoPostgresError("PostgreSQL's server programs are not installed")
    owner = account()
    # Not under TMPDIR: the path of a socket may be 107 characters long, and no longer.
    home = Path(tempfile.mkdtemp(prefix="boardarchive-pg-", dir="/tmp"))
    try:
        if owner:
            shutil.chown(home, owner)
        initialise(programs, home, owner)
        with running(programs, home, owner, options):
            yield f"postgres://archive@{quote(str(home), safe='')}/archive"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def account() -> str | None:
    """The account that the server must run under, or None for our own: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise NoPostgresError("PostgreSQL refuses to run as root, and there is no account named postgres") from None


def initialise(programs: Path, home: Path, owner: str | None) -> None:
    """Make the files of an empty server whose one role is `archive`."""
    words = ["--auth=trust", "--username=archive", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [programs / "initdb", *words, f"--pgdata={home / 'data'}"],
        user=owner,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise NoPostgresError(f"initdb failed: {made.stderr.strip()}")


@contextmanager
def running(programs: Path, home: Path, owner: str | None, more: Sequence[str] = ()) -> Iterator[None]:
    """The server, from when it answers until it is told to end."""
    told = [*OPTIONS, f"unix_socket_directories={home}", *more]  # of one setting the last word counts
    options = [word for option in told for word in ("-c", option)]
    with (
        open(home / "log", "w") as log,
        subprocess.Popen(
            [programs / "postgres", "-D", home / "data", *options],
            user=owner,
            cwd=home,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is ours to pass on, once the tests have let go of it
        ) as server,
    ):
        try:
            wait_until_ready(programs, home, server)
            yield
        finally:
            server.send_signal(signal.SIGINT)  # the server's "fast" way to end
            server.wait()


def wait_until_ready(programs: Path, home: Path, server: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers. Raises NoPostgresError when it has ended, or takes too long."""
    giving_up = time.monotonic() + STARTING
    ask = [programs / "pg_isready", "--quiet", f"--host={home}"]
    while subprocess.run(ask, check=False).returncode:
        if server.poll() is not None or time.monotonic() > giving_up:
            raise NoPostgresError(f"the server did not start: {(home / 'log').read_text().strip()}")
        time.sleep(0.1)
