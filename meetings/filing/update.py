"""One meeting brought in step with everything that is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from meetings.filing.apply import Filing, carry_out, forget_places
from meetings.filing.combine import combine
from meetings.filing.identity import people_of
from meetings.filing.merge import merge
from meetings.filing.places import Place
from meetings.filing.settle import Elsewhere, named, settle
from meetings.filing.threeway import Clash, content
from meetings.filing.transcript import OnFile, on_file, record_part
from meetings.minutes.codec import from_data, to_data
from meetings.minutes.structure import Minutes
from meetings.models import Baseline, Conflict, Meeting, State


class Change(StrEnum):
    """What filing did to one meeting."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    """No source tells of it any more, and it was a draft that no clerk had touched."""
    UNTOLD = "untold"
    """No source tells of it any more; it stands as it was, for a clerk to look at."""


def update(place: Place) -> tuple[Change, int, Elsewhere]:
    """Make the record of one meeting what its sources and its clerks say → (change, conflicts, who else changed)."""
    if not place.tellings:
        return _untold(place.meeting)
    meeting = place.meeting
    before = OnFile(meeting=meeting, items=[], attendance=[], membership=[]) if place.new else on_file(meeting)
    whom = named([*before.attendance, *before.membership])
    tellings = sorted(place.tellings, key=lambda each: (each.row.reading.source.sha256, each.row.index))
    combined = combine([telling.minutes for telling in tellings])
    theirs = record_part(combined.minutes)
    base = None if place.new else _baseline(meeting)
    hold = meeting.state != State.DRAFT or any(telling.reread for telling in tellings)
    merged = merge(base, theirs, None if place.new else before.minutes, refs=before.refs, hold=hold)
    people = people_of(meeting.board.organisation, [*merged.minutes.attendance, *merged.minutes.membership])
    seats = carry_out(
        Filing(
            on_file=before,
            merged=merged,
            combined=combined,
            told_by=[telling.row for telling in tellings],
            standing=frozenset(telling.row.pk for telling in tellings if not telling.reread),
            people=people,
        )
    )
    elsewhere = settle(meeting, people, whom, named(seats))
    if place.new:
        Baseline.objects.create(meeting=meeting, minutes=to_data(theirs))
    else:
        Baseline.objects.update_or_create(meeting=meeting, defaults={"minutes": to_data(theirs)})
    _report(meeting, merged.clashes)
    return Change.NEW if place.new else Change.CHANGED, len(merged.clashes), elsewhere


def _baseline(meeting: Meeting) -> Minutes | None:
    filed = Baseline.objects.filter(meeting=meeting).first()
    return from_data(filed.minutes) if filed else None


def _untold(meeting: Meeting) -> tuple[Change, int, Elsewhere]:
    before = on_file(meeting)
    base = _baseline(meeting)
    untouched = base is not None and content(before.minutes) == content(base)
    if untouched and meeting.state == State.DRAFT:
        whom = named([*before.attendance, *before.membership])
        people = people_of(meeting.board.organisation, [])
        meeting.delete()
        return Change.REMOVED, 0, settle(meeting, people, whom, named([]))
    forget_places(before)
    _report(meeting, [Clash("sources", "told by a source", None, "on file")])
    return Change.UNTOLD, 1, {}


def _report(meeting: Meeting, clashes: Sequence[Clash]) -> None:
    """Keep each clash for the clerk; a newer one at the same place takes over the older."""
    for clash in clashes:
        sides = {"base": clash.base, "theirs": clash.theirs, "ours": clash.ours, "resolved_at": None}
        Conflict.objects.update_or_create(meeting=meeting, path=clash.path[:200], defaults=sides)
