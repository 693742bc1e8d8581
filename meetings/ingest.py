"""The whole journey of a source: keep it; extract; parse; keep the reading; file; refresh the index; report."""

from __future__ import annotations

import hashlib
from typing import Any

from meetings import filing, publication, search
from meetings.filing.keeping import plain_name
from meetings.filing.reading import Told, current_reading, keep_reading, keep_source, mark, read
from meetings.filing.report import Outcome, Report
from meetings.minutes.codec import finding_from_data, from_data
from meetings.models import AuditRow, Meeting, Reading, Source, State, User

__all__ = ["Outcome", "Report", "Told", "ingest", "read"]


def ingest(  # noqa: PLR0913 - one verb, and each choice a clerk has has its name
    data: bytes,
    *,
    filename: str,
    by: User | None = None,
    publish: bool = False,
    dry_run: bool = False,
    organisation: str | None = None,
    told: Told | None = None,
) -> Report:
    """Keep one source, read it and file it, all or nothing; the same bytes again change nothing. Only where
    somebody hands them in (`by`), a meeting of theirs that was deleted is filed again, and not published at once.

    `organisation` owns the boards in it (None: the archive's own). `told` spares reading the bytes when `read`
    was called on them already. What cannot be read or filed is kept with the reason. Raises OSError when the
    bytes cannot be kept.
    """
    sha256, name = hashlib.sha256(data).hexdigest(), plain_name(filename)
    if dry_run:
        told = told or read(data, filename=name)
        outcome = Outcome.REFUSED if told.refused else Outcome.READ
        return _report(name, sha256, outcome, told, told.refused)
    if told is None and current_reading(sha256) is None:
        told = read(data, filename=name)  # before the turn: nobody waits while a file is read
    with filing.turn():
        reading = current_reading(sha256)
        outcome = Outcome.UNCHANGED
        if reading is None:
            told = told or read(data, filename=name)
            source = keep_source(data, filename=name, organisation=organisation, by=by)
            if told.refused:
                mark(source, told)
                return _report(name, sha256, Outcome.REFUSED, told, told.refused)
            reading = keep_reading(source, told)
            filed = filing.file(reading, by=by)
            _find_anew(filed)
            mark(source, told, filed.waiting)
            outcome = Outcome.FILED
        elif by is not None and _lacks_meetings(reading):
            _find_anew(filing.file(reading, by=by))
            outcome = Outcome.FILED
        if reading.source.status == Source.Status.WAITING:
            outcome = Outcome.WAITING
        meetings = _meetings(reading)
        blocked = _publish(meetings, by) if publish and not _was_deleted(reading.source) else ()
    told = told or _told(reading)
    return _report(name, sha256, outcome, told, reading.source.reason, meetings=meetings, blocked=blocked)


def _lacks_meetings(reading: Reading) -> bool:
    """Whether an entry that can be filed stands at no meeting: a clerk has deleted it."""
    able = sum(not filing.why_it_waits(from_data(entry)) for entry in reading.minutes)
    return able > reading.tellings.count()


def _was_deleted(source: Source) -> bool:
    """Whether a clerk has deleted a meeting of this source: then nothing but a clerk publishes what it tells."""
    gone = AuditRow.objects.filter(line__verb="delete", table="meetingsource", now__isnull=True)
    return gone.filter(was__reading_id__in=list(source.readings.values_list("pk", flat=True))).exists()


def _find_anew(filed: filing.Filed) -> None:
    """Let the meetings be found as they are now, and the people whom their filing changed elsewhere."""
    for each in filed.meetings:
        if each.meeting.pk:  # else it was a draft, and is gone
            publication.changed(each.meeting)
        for model, keys in each.elsewhere.items():
            search.refresh_people(model, keys)


def _report(filename: str, sha256: str, outcome: Outcome, told: Told, reason: str, **of: Any) -> Report:
    about = {"filename": filename, "sha256": sha256, "outcome": outcome, "reason": reason}
    return Report(**{**about, "minutes": told.minutes, "findings": told.findings, **of})


def _told(reading: Reading) -> Told:
    return Told(
        minutes=tuple(map(from_data, reading.minutes)), findings=tuple(map(finding_from_data, reading.findings))
    )


def _meetings(reading: Reading) -> tuple[Meeting, ...]:
    rows = reading.tellings.select_related("meeting__board").order_by("index")
    return tuple(dict.fromkeys(row.meeting for row in rows))


def _publish(meetings: tuple[Meeting, ...], by: User | None) -> tuple[tuple[Meeting, tuple[str, ...]], ...]:
    blocked = []
    for meeting in meetings:
        try:
            if meeting.state == State.DRAFT:
                publication.publish(meeting, by=by)
        except publication.NotPublishable as refusal:
            blocked.append((meeting, refusal.reasons))
    return tuple(blocked)
