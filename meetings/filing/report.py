"""What became of one source, for the clerk who handed it in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from meetings.extraction.blocks import Finding
from meetings.minutes.structure import Minutes
from meetings.models import Meeting


class Outcome(StrEnum):
    """What became of a source."""

    FILED = "filed"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    """Kept; something in it is not filed until a clerk has looked."""
    REFUSED = "refused"
    """Kept; it could not be read."""
    READ = "read"
    """A dry run: nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of one source."""

    filename: str
    sha256: str
    outcome: Outcome
    reason: str = ""
    """One sentence, when it waits or was refused."""
    minutes: tuple[Minutes, ...] = ()
    findings: tuple[Finding, ...] = ()
    """About the file as a whole; each of `minutes` has its own."""
    meetings: tuple[Meeting, ...] = ()
    blocked: tuple[tuple[Meeting, tuple[str, ...]], ...] = ()
    """Meetings that were to be published and stay drafts, each with every reason."""
