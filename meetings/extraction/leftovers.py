"""Processes and files that a reader may leave behind: found, ended, removed.

What it knows of processes is Linux's /proc.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

SOCKETS_DIR = "/tmp"  # noqa: S108 - LibreOffice knows no other
_SOCKET = "OSL_PIPE_"
_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def processes() -> Iterator[int]:
    """Every process there is; none where there is no /proc."""
    with suppress(OSError):
        yield from (int(name) for name in os.listdir(_PROC) if name.isdecimal())


def descendants(ancestor: int) -> list[int]:
    """The children of a process, their children and so on, whatever session or group they have put themselves in."""
    children: dict[int, list[int]] = {}
    for pid in processes():
        with suppress(OSError, ValueError, IndexError):
            told = (_PROC / str(pid) / "stat").read_bytes()
            parent = int(told.rpartition(b")")[2].split()[1])  # a name may hold blanks and brackets
            children.setdefault(parent, []).append(pid)
    found = list(children.get(ancestor, ()))
    for pid in found:
        found += children.get(pid, ())
    return found


def memory(pids: Iterable[int]) -> int:
    """Bytes of memory that processes take up together. What several share counts once, where the machine tells."""
    total = 0
    for pid in pids:
        with suppress(OSError, ValueError, IndexError):
            total += _share(pid)
    return total


def _share(pid: int) -> int:
    with suppress(OSError):
        for line in (_PROC / str(pid) / "smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return int((_PROC / str(pid) / "statm").read_bytes().split()[1]) * _PAGE


def tasks_of(uid: int) -> int:
    """How many threads run under a user's id."""
    count = 0
    for pid in processes():
        with suppress(OSError):
            if (_PROC / str(pid)).stat().st_uid == uid:
                count += len(os.listdir(_PROC / str(pid) / "task"))
    return count


def strays(folder: str) -> list[int]:
    """Processes that stand in a scratch folder, or were started with its name, whoever their parent is by now."""
    found = []
    for pid in processes():
        if pid == os.getpid():
            continue
        with suppress(OSError):
            there = os.readlink(_PROC / str(pid) / "cwd")
            if Path(there.removesuffix(" (deleted)")).is_relative_to(folder):
                found.append(pid)
                continue
            if os.fsencode(folder) in (_PROC / str(pid) / "environ").read_bytes():
                found.append(pid)
    return found


def kill(pids: Iterable[int]) -> None:
    """End processes. All are stopped first, so that none of them starts another while its turn comes."""
    pids = list(pids)
    for sign in (signal.SIGSTOP, signal.SIGKILL):
        for pid in pids:
            with suppress(OSError):
                os.kill(pid, sign)


def end_descendants() -> None:
    """End every descendant of this process and reap it. Orphans have to come here, as they do to a subreaper."""
    while True:
        kill(descendants(os.getpid()))
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.001)


def end_strays(folder: str) -> None:
    """End what is found by its scratch folder, as often as there is some."""
    for _ in range(100):
        found = strays(folder)
        if not found:
            return
        kill(found)
        time.sleep(0.001)


def sweep_sockets(since: float) -> None:
    """Remove the sockets that LibreOffice has made since then and, having been stopped, did not remove."""
    with suppress(OSError), os.scandir(SOCKETS_DIR) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.name.startswith(_SOCKET) and entry.stat(follow_symlinks=False).st_ctime >= since:
                    os.unlink(entry.path)


def sweep(folder: str) -> None:
    """Remove a folder and all in it, also what forbids it. Links are removed and not followed."""
    with suppress(OSError):
        os.chmod(folder, 0o700)
        with os.scandir(folder) as entries:
            for entry in list(entries):
                if entry.is_dir(follow_symlinks=False):
                    sweep(entry.path)
                else:
                    os.unlink(entry.path)
        os.rmdir(folder)
