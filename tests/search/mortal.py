"""`python -m tests.search.mortal`: `manage.py ingest` killed again and again, each time at another moment.

Prints what came of it as JSON. Every command runs in a process of its own, forked from this one, which has no
connection to the database: so what Django takes to start is spent once, and not thirty times.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import django
from django.core.management import execute_from_command_line, get_commands

from tests.here import ROOT

KILLS = 30
STRETCH = 0.15
"""A run lives for no longer than this part of a whole ingest; the next goes on where it was killed."""

INGESTED = 1
"""What an ingest of the sample notes ends with, since two of them wait for a clerk."""

Work = Callable[[], None]


def main(said: Path) -> None:
    """Ingest once in peace; then kill one ingest after the other, and let the last come to its end."""
    rng, report = Random(30), {"killed": 0, "out of step": [], "unlike": 0, "ended": 0}  # noqa: S311 - moments, not secrets
    began = time.monotonic()
    assert ended(manage("ingest"), said) == INGESTED
    whole = time.monotonic() - began
    wanted = state(said)
    begin_again(said)
    while report["killed"] < KILLS:
        child = start(manage("ingest"), said)
        time.sleep(rng.uniform(0, STRETCH * whole))
        os.kill(child, signal.SIGKILL)
        if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            report["killed"] += 1
            check(said, report)
        else:
            finish(said, wanted, report)
            begin_again(said)
    finish(said, wanted, report)
    sys.stdout.write(json.dumps(report))


def finish(said: Path, wanted: str, report: dict[str, Any]) -> None:
    """Let an ingest end: it must leave what one leaves that nobody killed."""
    assert ended(manage("ingest"), said) == INGESTED
    report["ended"] += 1
    report["unlike"] += state(said) != wanted
    check(said, report)


def check(said: Path, report: dict[str, Any]) -> None:
    """Note what `reindex --check` finds fault with."""
    if ended(manage("reindex", "--check"), said):
        report["out of step"].append(said.read_text(encoding="utf-8"))


def begin_again(said: Path) -> None:
    """Empty the archive."""
    assert ended(manage("flush", "--no-input"), said) == 0


def manage(command: str, *words: str) -> Work:
    """A command of `manage.py`; an ingest is of all sample notes."""
    rest = [str(ROOT / "fixtures" / "notes"), "--publish"] if command == "ingest" else [*words]
    return lambda: execute_from_command_line(["manage.py", command, *rest])


def state(said: Path) -> str:
    """The archive and its index, without keys and times."""
    assert ended(told, said) == 0
    return said.read_text(encoding="utf-8")


def told() -> None:
    """Print the archive and its index."""
    from meetings.models import SearchEntry, SearchWord  # noqa: PLC0415 - models want settings
    from tests.canonical import dump  # noqa: PLC0415 - as above

    entries = sorted(SearchEntry.objects.values_list("kind", "part", "title", "body", "names", "words"))
    sys.stdout.write(json.dumps([dump(), entries, sorted(SearchWord.objects.values_list("word", "term", "entries"))]))


def ended(work: Work, said: Path) -> int:
    """Do it in a process of its own → its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(start(work, said), 0)[1])


def start(work: Work, said: Path) -> int:
    """Begin it in a process of its own, whose words go to the file `said` → the number of the process."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        work()
        status = 0
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    finally:
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    django.setup()
    get_commands()
    main(Path(sys.argv[1]))
