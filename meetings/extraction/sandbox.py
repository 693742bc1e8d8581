"""The sandbox's outside: a file is read by a child that can hang, burst or be taken over without harm to the archive.

The web process never imports a library for documents; it hands the bytes over, and believes of what comes back only
what `from_wire` finds sound. Plain text that is short is read at once: its reader is our own, and takes less time than
the child takes to start.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from meetings.extraction import extract, leftovers, ocr, sniff
from meetings.extraction.blocks import Extract
from meetings.extraction.limits import Limits, Outcome, Refused
from meetings.extraction.wire import BadOutput, framed, from_wire, unframed

__all__ = ["Ended", "Sandbox", "extract_safely"]

AT_ONCE = 100_000
"""Bytes of plain text that are read in this process. The worst of so many takes less than a second."""
READER = "meetings.extraction:extract"
_GRACE = 1.0
"""Seconds beyond the limit in which the keeper itself has to answer."""
_HERE = Path(__file__).resolve().parent

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How reading one file ended: with an Extract (ok, incomplete) or with a refusal."""

    outcome: Outcome
    extract: Extract | None = None
    refused: Refused | None = None
    how: str = ""
    """What happened, for the log."""


def extract_safely(
    data: bytes,
    *,
    filename: str = "",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    sandbox: Sandbox | None = None,
) -> Extract:
    """The blocks of one source, as `extract` gives them, whatever its bytes do to the reader.

    Without a sandbox that is kept for many files, one is made for this one; so it is where another program has to help.
    Raises Refused as `extract` does, and with the code `timeout`, `out-of-memory`, `crashed` or `bad-output` where the
    reader came to no answer.
    """
    if not data or len(data) > limits.size or (len(data) <= AT_ONCE and sniff.is_plain(data)):
        return extract(data, filename=filename, limits=limits)
    if sniff.may_need_office(data):
        ended = _alone(data, filename, limits.for_program(limits.office_seconds))
    else:
        ended = sandbox.read(data, filename=filename) if sandbox else _alone(data, filename, limits)
    if ended.refused and ended.refused.code == "no-text" and sniff.may_be_scan(data) and ocr.is_there():
        ended = _alone(data, filename, limits.for_program(limits.ocr_seconds), ocr.READER)
    if ended.extract is None:
        raise ended.refused or _refusal(ended.outcome, limits)
    return ended.extract


def _alone(data: bytes, filename: str, limits: Limits, reader: str = READER) -> Ended:
    with Sandbox(limits, reader=reader) as once:
        return once.read(data, filename=filename)


class Sandbox:
    """A child that reads files one after another, each in a fork of it; it starts with the first file.

    `reader` is the dotted name of what reads; only tests have another than the archive's own.
    """

    def __init__(self, limits: Limits, *, reader: str = READER) -> None:
        self.limits, self.reader = limits, reader
        self._folder = ""
        self._keeper: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, data: bytes, *, filename: str = "") -> Ended:
        """Read one file. Every end of the child is one outcome; none raises."""
        until = time.monotonic() + self.limits.wall + _GRACE
        try:
            outcome, how, answer = self._ask(data, filename, until)
        except TimeoutError:
            self._end_all()
            outcome, how, answer = Outcome.TIMEOUT, "no answer of the keeper", b""
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            self._end_all()
            outcome, how, answer = Outcome.CRASHED, f"the keeper ended: {type(error).__name__}", b""
        except BaseException:  # somebody wants to stop: what was started is stopped first
            self._end_all()
            raise
        return self._judged(outcome, how, answer)

    def close(self) -> None:
        """End the child; nothing of it is left. It starts again when there is another file."""
        if self._line and self._keeper:
            self._line.close()
            try:
                self._keeper.wait(_GRACE)
            except subprocess.TimeoutExpired:
                self._end_all()
            self._keeper = self._line = None
        self._remove_folder()

    def _judged(self, outcome: Outcome, how: str, answer: bytes) -> Ended:
        """What the answer is worth."""
        if outcome is Outcome.OK:
            try:
                found = from_wire(answer, self.limits)
            except Refused as refused:
                return Ended(outcome=Outcome.REFUSED, refused=refused)
            except BadOutput as error:
                outcome, how = Outcome.BAD_OUTPUT, how or str(error)
            else:
                short = any(finding.code == "incomplete" for finding in found.findings)
                return Ended(outcome=Outcome.INCOMPLETE if short else Outcome.OK, extract=found)
        _log.warning("A file was not read: %s (%s)", outcome, how)
        return Ended(outcome=outcome, refused=_refusal(outcome, self.limits), how=how)

    def _ask(self, data: bytes, filename: str, until: float) -> tuple[Outcome, str, bytes]:
        line = self._line or self._start()
        header = {"limits": asdict(self.limits), "filename": filename}
        line.settimeout(_left(until))
        line.sendall(framed(header, data))

        def receive(count: int) -> bytes:
            line.settimeout(_left(until))
            return line.recv(count)

        told, answer = unframed(receive, self.limits.answer)
        return Outcome(told["outcome"]), str(told["how"]), answer

    def _start(self) -> socket.socket:
        """Start the keeper, with nothing of ours but this code and one line to talk over."""
        self._folder = self._folder or tempfile.mkdtemp(prefix="reading-")
        os.chmod(self._folder, 0o711)  # noqa: S103 - as root the reader is somebody else, who has to come through
        ours, theirs = socket.socketpair()
        places = [str(_HERE.parent.parent), *(path for path in sys.path if path.endswith("-packages"))]
        with theirs:
            try:
                self._keeper = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
                    [sys.executable, "-I", "-S", "-B", str(_HERE / "__main__.py"), self.reader, *places],
                    stdin=theirs.fileno(),
                    stdout=theirs.fileno(),
                    cwd=self._folder,
                    env={"HOME": self._folder, "TMPDIR": self._folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
                    start_new_session=True,
                )
            except BaseException:
                ours.close()
                raise
        self._line = ours
        return ours

    def _end_all(self) -> None:
        """End the keeper and all that came from it, also what is no child of it any more."""
        if self._line:
            self._line.close()
        if self._keeper:
            leftovers.kill([self._keeper.pid, *leftovers.descendants(self._keeper.pid)])
            leftovers.end_strays(self._folder)
            self._keeper.wait()
        self._keeper = self._line = None
        self._remove_folder()

    def _remove_folder(self) -> None:
        if self._folder:
            leftovers.sweep(self._folder)
        self._folder = ""


def _left(until: float) -> float:
    """Seconds until then. Raises TimeoutError when there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _refusal(outcome: Outcome, limits: Limits) -> Refused:
    """What a clerk is told of an end that was no answer."""
    if outcome is Outcome.TIMEOUT:
        return Refused(
            "timeout",
            f"Reading the file took longer than {limits.seconds} seconds, so it was stopped. "
            "Split the file, or save it as plain text, and try again.",
        )
    if outcome is Outcome.OUT_OF_MEMORY:
        return Refused(
            "out-of-memory",
            f"Reading the file took more than {limits.memory // (1024 * 1024)} MB of memory, so it was stopped. "
            "Split the file, or save it as plain text, and try again.",
        )
    if outcome is Outcome.CRASHED:
        return Refused(
            "crashed",
            "Reading the file broke off: it may be damaged. Open it in the program it was made with, "
            "save it again or as plain text, and try once more.",
        )
    return Refused(
        "bad-output",
        "What was read from the file makes no sense, so none of it was kept. Save it as plain text and try again.",
    )
