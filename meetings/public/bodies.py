"""One board: its years, its meetings, its members as last recorded, and what is not on file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from meetings.minutes.vocabulary import Record
from meetings.models import Attendance, Board, Decision, Meeting, Outcome
from meetings.public import lists
from meetings.public.addresses import slug as as_slug
from meetings.public.errors import NotThere
from meetings.public.meeting import Group, groups


@dataclass(slots=True, kw_only=True)
class BoardYear:
    """One year of a board, or of all boards: meetings, decisions, and how many decisions hold each verb."""

    year: int
    meetings: int = 0
    decisions: int = 0
    verbs: Counter[str] = field(default_factory=Counter)


def board(slug: str) -> Any:
    """One board. Raises NotThere.

    Has `years` (a BoardYear for each year from the first to the last meeting, newest first), `gaps` (years
    without a meeting on file), `minutes_count`, `agenda_count`, `meetings` (queryset), `members` (Groups of
    the last attendance list) and `members_at` (its meeting, or None).
    """
    found = lists.boards().filter(slug=as_slug(slug)).first()
    if found is None:
        raise NotThere
    held = list(Meeting.objects.public().filter(board=found).order_by("date", "pk").values_list("date", "record"))
    found.minutes_count = sum(record == Record.MINUTES for _, record in held)
    found.agenda_count = len(held) - found.minutes_count
    found.years = _years(found, [date.year for date, _ in held])
    found.gaps = [year.year for year in reversed(found.years) if not year.meetings]
    found.meetings = lists.meetings().filter(board=found)
    found.members_at, found.members = _members(found)
    return found


def _years(of: Board, years: list[int]) -> list[BoardYear]:
    found = {year: BoardYear(year=year, meetings=years.count(year)) for year in range(years[0], years[-1] + 1)}
    public = Decision.objects.public().filter(item__meeting__board=of)
    for date, n in public.order_by().values_list("item__meeting__date").annotate(Count("pk")):
        found[date.year].decisions += n
    verbs = Outcome.objects.filter(decision__in=public).order_by()
    for date, verb, n in verbs.values_list("decision__item__meeting__date", "verb").annotate(Count("pk")):
        found[date.year].verbs[verb] += n
    return sorted(found.values(), key=lambda year: -year.year)


def _members(of: Board) -> tuple[Meeting | None, list[Group]]:
    seats = Attendance.objects.public().filter(meeting__board=of)
    latest = seats.select_related("meeting__board").order_by("-meeting__date", "-meeting_id").first()
    if latest is None:
        return None, []
    listed = seats.filter(meeting=latest.meeting).select_related("member", "authority").order_by("position")
    return latest.meeting, groups(listed)
