"""Ceilings on what is read, how an attempt to read can end, and the refusal that says so in a sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one source is read, and what reading it may cost. What a clerk may set is in `.env.example`."""

    size: int = 25 * 1024 * 1024
    """Bytes of the file."""
    unpacked: int = 100 * 1024 * 1024
    """Bytes of all that is packed inside it; also of any one file that reading it writes."""
    pages: int = 2_000
    """Pages of it, where its format has pages."""
    characters: int = 5_000_000
    """Characters of its text."""
    lines: int = 200_000
    """Lines of its text."""
    seconds: int = 20
    """Seconds of processor time for each process that reads it."""
    wall: int = 30
    """Seconds by the clock until reading is stopped."""
    memory: int = 512 * 1024 * 1024
    """Bytes of memory: of each process, and of all that read it together."""
    office_seconds: float = 60.0
    """Seconds by the clock, and of processor time, in which LibreOffice has to make a Word file of another."""
    ocr_seconds: float = 60.0
    """The same for reading the letters off a scan."""
    processes: int = 32
    """Processes that may read it together; a reader needs more than one where it asks another program."""
    descriptors: int = 128
    """Files that each of them may hold open."""
    answer: int = 64 * 1024 * 1024
    """Bytes of the document that says what was read."""

    def for_program(self, seconds: float) -> Limits:
        """The same with what another program needs that is asked for so long: more time, memory and open files."""
        more = math.ceil(seconds)
        return replace(
            self,
            seconds=self.seconds + more,
            wall=self.wall + more,
            memory=max(self.memory, _PROGRAM_MEMORY),
            processes=2 * self.processes,
            descriptors=4 * self.descriptors,
        )


_PROGRAM_MEMORY = 3 * 1024**3
"""Bytes: LibreOffice takes little of it, and asks for much."""


class Outcome(StrEnum):
    """How reading one file in the sandbox ended."""

    OK = "ok"
    INCOMPLETE = "incomplete"
    """Read, and a finding says that a part is missing."""
    REFUSED = "refused"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out-of-memory"
    CRASHED = "crashed"
    BAD_OUTPUT = "bad-output"


class Refused(Exception):  # noqa: N818 - a refusal is an answer for a clerk, not a programming error
    """A source that cannot be read, with a stable code and a sentence that tells a clerk what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
