"""Minutes to records: a reading is filed so that no clerk's edit is lost and no order of files matters."""

from __future__ import annotations

from dataclasses import dataclass, field

from meetings.filing.places import place, why_it_waits
from meetings.filing.settle import Elsewhere, show_latest
from meetings.filing.transcript import transcript
from meetings.filing.update import Change, update
from meetings.minutes.codec import from_data
from meetings.models import AuditLine, Meeting, Reading, User
from meetings.models.turn import turn

__all__ = ["Change", "Filed", "FiledMeeting", "file", "show_latest", "transcript", "turn", "why_it_waits"]


@dataclass(frozen=True, slots=True)
class FiledMeeting:
    """One meeting that a reading changed."""

    meeting: Meeting
    change: Change
    conflicts: int = 0
    """Places where a clerk must choose, because of this filing."""
    elsewhere: Elsewhere = field(default_factory=dict)
    """Who changed though the meeting does not list them now: the former ones, and people of one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What became of a reading. No meetings and nothing waiting: it was filed already."""

    meetings: tuple[FiledMeeting, ...]
    waiting: tuple[str, ...]
    """For each entry that could not be filed, why."""


def file(reading: Reading, *, by: User | None) -> Filed:
    """File one stored reading: every meeting it tells of is made or brought up to date, all or nothing.

    Entries without a board or a date wait for a clerk. Filing the same reading again changes nothing.
    """
    entries = tuple(map(from_data, reading.minutes))
    with turn():
        filed = tuple(FiledMeeting(each.meeting, *update(each)) for each in place(reading, entries))
        AuditLine.objects.bulk_create(
            AuditLine(
                by=by,
                verb="ingest",
                meeting=each.meeting if each.meeting.pk else None,
                about=f"{each.meeting}, {each.change}, from {reading.source.filename}"[:300],
                detail={"source": reading.source.sha256, "conflicts": each.conflicts},
            )
            for each in filed
        )
        return Filed(meetings=filed, waiting=tuple(filter(None, map(why_it_waits, entries))))
