"""One member, one authority: where they sat, how often, and what was decided then."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from meetings.models import Attendance, Authority, Board, Declaration, Meeting, Member
from meetings.public import lists
from meetings.public.addresses import slug as as_slug
from meetings.public.errors import NotThere

ABSENT = ("apologies",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One role of one person on one board from one authority: first and last meeting on file."""

    member: Member
    role: str
    board: Board
    authority: Authority | None
    first: Meeting
    last: Meeting
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Meetings of one year at which a person was present, or absent or with apologies."""

    year: int
    present: int
    absent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How often a person was present at one board's meetings.

    `of` counts the board's public meetings with an attendance list, from the person's first to their last
    entry in such a list.
    """

    board: Board
    present: int
    of: int
    years: tuple[Year, ...]


def member(slug: str) -> Any:
    """One member. Raises NotThere.

    Has `seats` (newest first), `latest` (their last attendance), `attendance` (a Record for each board),
    `meetings` (queryset), `decisions` (queryset: those of meetings attended), `declarations`,
    `printed_names` (pairs of a name and how many notes print it).
    """
    found = _found(lists.members(), slug)
    rows = list(
        Attendance.objects.public()
        .filter(member=found)
        .select_related("meeting__board", "authority", "member")
        .order_by("meeting__date", "meeting", "position")
    )
    attended = [row.meeting_id for row in rows if row.role not in ABSENT]
    found.latest = rows[-1] if rows else None
    found.seats = seats(rows)
    found.attendance = _records(rows)
    found.meetings = lists.meetings().filter(pk__in=[row.meeting_id for row in rows])
    found.decisions = lists.decisions().filter(item__meeting__in=attended)
    found.declarations = list(
        Declaration.objects.public()
        .filter(member=found)
        .select_related("item__meeting__board")
        .order_by("-item__meeting__date", "item__position", "position")
    )
    found.printed_names = printed(row.printed for row in rows)
    return found


def authority(slug: str) -> Any:
    """One authority. Raises NotThere.

    Has `seats` (a Seat for each person, board and role, newest first), `meetings` (queryset), `printed_names`.
    """
    found = _found(lists.authorities(), slug)
    rows = list(
        Attendance.objects.public()
        .filter(authority=found)
        .select_related("meeting__board", "authority", "member")
        .order_by("meeting__date", "meeting", "position")
    )
    found.seats = seats([row for row in rows if row.member_id])
    found.meetings = lists.meetings().filter(pk__in={row.meeting_id for row in rows})
    found.printed_names = printed(row.authority_printed for row in rows)
    return found


def with_posts(members: Iterable[Any]) -> list[Any]:
    """Members of a list, each with `posts`: pairs of a board's name and a role held there in public, each once."""
    held = {member.pk: member for member in members}
    seats = Attendance.objects.public().filter(member__in=list(held)).exclude(role__in=ABSENT).order_by()
    for member in held.values():
        member.posts = []
    for key, board, role in seats.values_list("member", "meeting__board__name", "role").distinct():
        held[key].posts.append((board, role))
    return list(held.values())


def seats(rows: Iterable[Any]) -> list[Seat]:
    """Attendance in order of date → one Seat for each unbroken run, newest first."""
    runs: dict[tuple[Any, ...], list[list[Any]]] = {}
    latest: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in rows:
        if row.role in ABSENT:
            continue
        place = (row.member_id, row.meeting.board_id)
        post = (*place, row.role, row.authority_id)
        if latest.get(place) == post:
            runs[post][-1].append(row)
        else:
            runs.setdefault(post, []).append([row])
        latest[place] = post
    found = [_seat(run) for posts in runs.values() for run in posts]
    return sorted(found, key=lambda seat: (seat.last.date, seat.first.date), reverse=True)


def printed(names: Iterable[str]) -> list[tuple[str, int]]:
    """Names as printed, with how many notes print each, the most used first."""
    return sorted(Counter(name for name in names if name).items(), key=lambda pair: (-pair[1], pair[0]))


def _seat(run: list[Any]) -> Seat:
    return Seat(
        member=run[0].member,
        role=run[0].role,
        board=run[0].meeting.board,
        authority=run[0].authority,
        first=run[0].meeting,
        last=run[-1].meeting,
        meetings=len({row.meeting_id for row in run}),
    )


def _records(rows: list[Any]) -> list[Record]:
    by_board: dict[int, dict[int, Any]] = {}
    for row in rows:
        meetings = by_board.setdefault(row.meeting.board_id, {})
        if row.meeting_id not in meetings or row.role not in ABSENT:
            meetings[row.meeting_id] = row
    held = list(
        Meeting.objects.public()
        .filter(board__in=by_board, all_attendances__isnull=False)
        .values_list("board", "pk", "date")
        .distinct()
    )
    return [_record(meetings, held) for meetings in by_board.values()]


def _record(entries: dict[int, Any], held: list[tuple[int, int, dt.date]]) -> Record:
    board = next(iter(entries.values())).meeting.board
    dates = [row.meeting.date for row in entries.values()]
    there = {pk for pk, row in entries.items() if row.role not in ABSENT}
    while_member = [(pk, date.year) for at, pk, date in held if at == board.pk and min(dates) <= date <= max(dates)]
    present = Counter(year for pk, year in while_member if pk in there)
    absent = Counter(year for pk, year in while_member if pk not in there)
    years = sorted({*present, *absent}, reverse=True)
    return Record(
        board=board,
        present=sum(present.values()),
        of=len(while_member),
        years=tuple(Year(year=year, present=present[year], absent=absent[year]) for year in years),
    )


def _found(queryset: Any, slug: str) -> Any:
    found = queryset.filter(slug=as_slug(slug)).first()
    if found is None:
        raise NotThere
    return found
