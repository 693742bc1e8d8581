"""The sandbox's inside: a keeper that has limits of its own, and for each file a fork of it that reads just that one.

`sandbox.py` starts it, with `-I -S` and no environment, as

    python meetings/extraction/__main__.py READER [PATH...]

READER is the dotted name of a function like `extract`; the paths are where modules are found. Messages come in on
standard input and go out on standard output, framed as `wire.framed` does it. The keeper never runs a reader: it
forks, watches, ends whatever is left and says how it went, so that what a reader does can spoil nothing but its own
answer. When a second file comes, more may follow: the keeper then imports every reader, once for all of them.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":  # started by its path: the places of modules come behind the reader's name
    sys.path[:0] = sys.argv[2:]

import gc
import os
import select
import signal
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from meetings.extraction import leftovers
from meetings.extraction.confining import confine_keeper, confine_reader
from meetings.extraction.limits import Limits, Outcome, Refused
from meetings.extraction.wire import framed, is_too_much, to_wire, unframed

READER = "meetings.extraction:extract"
NO_MEMORY = 9
"""The exit status of a reader that ran out of memory."""
_TICK = 0.1
_LINGER = 0.5
"""Seconds that a reader may take to end once it has closed its answer."""
_CHUNK = 1 << 16
_MADE_BETWEEN = 20_000
"""Objects that a reader makes between two collections; Python's own 700 take a fifth of the time of a PDF."""

Ended = tuple[Outcome, str, bytes]
"""How reading ended (`ok`: there is an answer), what happened for the log, and the answer."""


def serve(reader: str = READER) -> None:
    """Read file after file until standard input ends."""
    for turn in count():
        try:
            header, data = unframed(partial(os.read, 0), sys.maxsize)
        except EOFError:
            leftovers.sweep(os.getcwd())
            return
        limits = Limits(**header["limits"])
        if turn == 0:
            confine_keeper(limits)
        if turn == 1:
            _warm()
        outcome, how, answer = _read(reader, data, header["filename"], limits)
        _write_all(framed({"outcome": outcome, "how": how}, answer))


def _warm() -> None:
    """Import every reader, with its library, so that no fork has to. One that cannot be imported tells its fork why."""
    for path in Path(__file__).parent.glob("[a-z]*.py"):
        if path.stem != "sandbox":  # that is the outside
            with suppress(Exception):
                import_module(f"meetings.extraction.{path.stem}")


def _read(reader: str, data: bytes, filename: str, limits: Limits) -> Ended:
    """Read one file in a fork, in a folder that is there for it alone."""
    folder = os.path.join(os.getcwd(), "scratch")
    os.mkdir(folder, 0o700)
    since = time.time()
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        _be_reader(partial(_answer, reader, data, filename, limits), limits, folder, into)
    os.close(into)
    try:
        return Watch(child, out, limits).ended()
    finally:
        os.close(out)
        leftovers.end_descendants()
        leftovers.sweep(folder)
        leftovers.sweep_sockets(since)


def _be_reader(answer: Callable[[], bytes], limits: Limits, folder: str, into: int) -> NoReturn:
    """The fork: nothing of the keeper's is open in it, and it ends here whatever happens."""
    status = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for there, number in ((nothing, 0), (into, 1), (nothing, 2)):
            os.dup2(there, number)
        os.closerange(3, 256)
        gc.freeze()  # what the keeper has is looked through by no collection: the fork makes its own and soon ends
        gc.set_threshold(_MADE_BETWEEN)
        confine_reader(limits, folder)
        _write_all(answer())
        status = 0
    except MemoryError:
        status = NO_MEMORY
    finally:
        os._exit(status)


def _answer(reader: str, data: bytes, filename: str, limits: Limits) -> bytes:
    module, _, name = reader.partition(":")
    try:
        document = to_wire(getattr(import_module(module), name)(data, filename=filename, limits=limits))
        if is_too_much(document, limits):
            raise Refused("too-large", "The file has more parts than can be read at once. Split it and try again.")
    except Refused as refused:
        document = to_wire(refused)
    return document


def _write_all(data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(1, rest) :]


class Watch:
    """Looks at one reader until it has answered, has ended or has to be ended."""

    def __init__(self, child: int, out: int, limits: Limits) -> None:
        self.child, self.out, self.limits = child, out, limits
        self.deadline = time.monotonic() + limits.wall
        self.looked = time.monotonic()
        self.parts: list[bytes] = []
        self.length = 0
        self.poll = select.poll()
        self.poll.register(out, select.POLLIN)
        if stat.S_ISSOCK(os.fstat(0).st_mode):
            self.poll.register(0, 0)  # only tells when nobody is there any more to be answered

    def ended(self) -> Ended:
        """How it ended. What it leaves behind is the caller's."""
        while True:
            ready = dict(self.poll.poll(_TICK * 1000))
            if 0 in ready:
                leftovers.end_descendants()
                leftovers.sweep(os.getcwd())
                os._exit(1)
            if self.out in ready and not self._take():
                return self._status(time.monotonic() + _LINGER)
            stopped = self._look()
            if stopped:
                return *stopped, b""
            if os.waitid(os.P_PID, self.child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                self._drain()
                return self._status(time.monotonic())

    def _take(self) -> bool:
        """Take what there is of the answer; no when that was all."""
        part = os.read(self.out, _CHUNK)
        self.length += len(part)
        if self.length <= self.limits.answer:
            self.parts.append(part)
        return bool(part)

    def _drain(self) -> None:
        """Take what a reader that has ended has written, and nothing that others write after it."""
        for _ in range(2):
            if select.select([self.out], [], [], 0)[0]:
                self._take()

    def _look(self) -> tuple[Outcome, str] | None:
        """Why it has to be ended now, when it has to."""
        now, limits = time.monotonic(), self.limits
        if self.length > limits.answer:
            return Outcome.BAD_OUTPUT, "too long an answer"
        if now > self.deadline:
            return Outcome.TIMEOUT, f"stopped after {limits.wall} s"
        if now - self.looked < _TICK:
            return None
        self.looked = now
        family = leftovers.descendants(os.getpid())
        if len(family) > limits.processes:
            return Outcome.CRASHED, "too many processes"
        if leftovers.memory(family) > limits.memory:
            return Outcome.OUT_OF_MEMORY, "too much memory together"
        return None

    def _status(self, until: float) -> Ended:
        """What its end says, when it ends in time; else its answer alone counts."""
        while True:
            pid, status, used = os.wait4(self.child, os.WNOHANG)
            if pid:
                return self._judged(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime)
            if time.monotonic() > until:
                return Outcome.OK, "lingered after its answer", b"".join(self.parts)
            time.sleep(0.002)

    def _judged(self, code: int, seconds: float) -> Ended:
        if code == 0 and self.length > self.limits.answer:
            return Outcome.BAD_OUTPUT, "too long an answer", b""
        if code == 0:
            return Outcome.OK, "", b"".join(self.parts)
        if code == NO_MEMORY:
            return Outcome.OUT_OF_MEMORY, "no memory left", b""
        if code == -signal.SIGXCPU or (code == -signal.SIGKILL and seconds >= self.limits.seconds):
            return Outcome.TIMEOUT, f"{seconds:.0f} s of processor time", b""
        how = f"ended by {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
        return Outcome.CRASHED, how, b""


def main(arguments: list[str]) -> Any:
    """Serve with the reader that is named, else with the archive's own."""
    return serve(*arguments[:1])


if __name__ == "__main__":
    main(sys.argv[1:])
