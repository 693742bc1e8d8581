"""A process gives up what reading a file does not need: memory, time, files, processes, the network, its user's rights.

Every machine has the limits; what else is given up is Linux's, and as much of it as the machine allows.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys
from contextlib import suppress

from meetings.extraction import leftovers
from meetings.extraction.limits import Limits

_DEATH_SIGNAL, _KEEP_CAPABILITIES, _SUBREAPER, _NO_NEW_PRIVILEGES = 1, 8, 36, 38
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_CAPABILITY_VERSION = 0x20080522
_READ_ANYWHERE = 1 << 2
_NOBODY = 65_534
_FIRST_USER = 1_900_000_000
"""Above every user that a machine has, so that each file read as root has a user of its own."""
_LANDLOCK_MAKE, _LANDLOCK_ADD, _LANDLOCK_ENTER = 444, 445, 446
_WRITES = sum(1 << right for right in (1, 4, 5, 6, 7, 8, 9, 10, 11, 12))
"""Landlock's rights to write, remove and make files of any kind."""
_SOCKETS = 1 << 9 | 1 << 5
"""Landlock's rights to make a socket and to remove a file."""
_LATER_WRITES = {2: 1 << 13, 3: 1 << 14}
"""What later versions of it added: to move a file from one folder to another, and to cut it short."""
_WRITE_FILE = 1 << 1


def confine_keeper(limits: Limits) -> None:
    """What holds for the whole sandbox; it is called before any library for documents is imported."""
    _set(resource.RLIMIT_AS, limits.memory + 4 * limits.answer)  # it holds the file, and the answer as it passes it on
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_FSIZE, limits.unpacked)
    _set(resource.RLIMIT_NOFILE, limits.descriptors)
    if sys.platform == "linux":
        _prctl(_SUBREAPER, 1)  # a grandchild in a session of its own becomes ours when its parent is gone
        with suppress(OSError):
            _leave_the_network()


def confine_reader(limits: Limits, folder: str) -> None:
    """What holds for the process that reads one file; `folder` is all it may write to, and it stands in there."""
    os.setsid()
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    _set(resource.RLIMIT_AS, limits.memory)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    uid = _own_user(folder) if os.geteuid() == 0 else os.geteuid()
    # The keeper counts processes, once in a while; until it does the machine holds them, and threads, to twice as many.
    _set(resource.RLIMIT_NPROC, leftovers.tasks_of(uid) + 2 * limits.processes)
    if sys.platform == "linux":
        _become(uid)
        _prctl(_NO_NEW_PRIVILEGES, 1)
        _prctl(_DEATH_SIGNAL, signal.SIGKILL)
        with suppress(OSError):
            _write_only_to(folder)
    os.chdir(folder)
    os.environ.update(HOME=folder, TMPDIR=folder)


def _set(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _own_user(folder: str) -> int:
    """A user that nobody else is: the limit of processes does not bind root, and so counts those of this file alone."""
    for uid in (_FIRST_USER + os.getpid(), _NOBODY):
        with suppress(OSError):  # a container may know fewer users
            os.chown(folder, uid, uid)
            return uid
    return 0


def _become(uid: int) -> None:
    """Be that user, with no right of root's but to read: the interpreter itself may lie in root's own folder."""
    rights = 0
    if os.geteuid() == 0 and uid:
        with suppress(OSError):
            _prctl(_KEEP_CAPABILITIES, 1)
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            rights = _READ_ANYWHERE
    head = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    _call("capset", head, struct.pack("6I", rights, rights, 0, 0, 0, 0))


def _leave_the_network() -> None:
    """Go where there is none. Who is not root needs a room of its own for that, which some machines do not allow."""
    uid, gid = os.geteuid(), os.getegid()
    if uid == 0:
        _call("unshare", _NEW_NETWORK)
        return
    _call("unshare", _NEW_USER | _NEW_NETWORK)
    for name, line in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)


def _write_only_to(folder: str) -> None:
    """Landlock: nothing outside the folder can be written or made from here on.

    LibreOffice does not start unless it can make a socket in /tmp, and remove it; this much is let through.
    """
    version = _call("syscall", _LANDLOCK_MAKE, None, 0, 1)
    writes = _WRITES | _WRITE_FILE | sum(right for since, right in _LATER_WRITES.items() if since <= version)
    rules = struct.pack("Q", writes)
    made = _call("syscall", _LANDLOCK_MAKE, rules, len(rules), 0)
    for path, rights in ((folder, writes), (os.devnull, _WRITE_FILE), (leftovers.SOCKETS_DIR, _SOCKETS)):
        at = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("=Qi", rights, at)
        _call("syscall", _LANDLOCK_ADD, made, 1, rule, 0)
        os.close(at)
    _call("syscall", _LANDLOCK_ENTER, made, 0)
    os.close(made)


def _prctl(option: int, value: int) -> None:
    _call("prctl", option, value, 0, 0, 0)


def _call(name: str, *arguments: int | bytes | None) -> int:
    """What a function of the C library answers. Raises OSError."""
    found: int = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    if found < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return found
