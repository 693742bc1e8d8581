"""Which meeting each entry of a reading tells of: one row for each board, day and sitting."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from meetings.filing.fitting import MOST_RECORDS, fitted
from meetings.filing.folding import fold
from meetings.filing.identity import board_of
from meetings.filing.matching import pair
from meetings.filing.settle import show_board
from meetings.filing.sittings import sittings, start_of
from meetings.minutes.codec import from_data
from meetings.minutes.structure import Minutes
from meetings.models import Board, Conflict, Meeting, MeetingSource, Reading

_OUT_OF_THE_WAY = 10_000
"""Added to a sequence for the time between two updates; no board meets that often in a day."""


@dataclass(slots=True, eq=False)
class Telling:
    """One entry of one reading, and its row, which is not stored while it has no meeting."""

    minutes: Minutes
    row: MeetingSource
    reread: bool = False
    """The row stood for another reading of the same source until now."""

    @property
    def entry(self) -> tuple[int, int]:
        """Which entry of which reading."""
        return self.row.reading_id, self.row.index


@dataclass(slots=True, eq=False)
class Place:
    """One meeting with all that is told of it now."""

    meeting: Meeting
    tellings: list[Telling]
    new: bool


def why_it_waits(minutes: Minutes) -> str:
    """A sentence for the clerk when an entry cannot be filed, blank when it can."""
    if not minutes.family or minutes.empty:
        return "No meeting was recognised in it: its form is none of those that the archive reads."
    if not fold(minutes.header.board):
        return "It does not say which board met."
    if minutes.header.date is None:
        return "It does not say on which date the board met."
    if max(map(len, _lists(minutes))) > MOST_RECORDS:
        return f"It holds a list of more than {MOST_RECORDS:,} entries, which no meeting does."
    return ""


def _lists(minutes: Minutes) -> Iterator[Sequence[object]]:
    yield from (minutes.items, minutes.attendance, minutes.membership)
    for item in minutes.items:
        yield from (item.decisions, item.actions, item.declarations, item.papers)


def place(reading: Reading, entries: Sequence[Minutes]) -> list[Place]:
    """The meetings to bring up to date because of this reading; none when it is filed already.

    `entries` are the Minutes of the reading; those that wait are passed over. Rows of Meeting and
    MeetingSource are made, moved and renumbered here. Call it inside a turn.
    """
    tellings = [
        Telling(fitted(minutes), MeetingSource(reading=reading, index=index))
        for index, minutes in enumerate(entries)
        if not why_it_waits(minutes)
    ]
    former = _told(MeetingSource.objects.filter(reading__source=reading.source_id))
    movers, touched = _claim(tellings, former)
    new: list[Place] = []
    for (board, date), arriving in _by_day(movers, reading.source.organisation).items():
        for seated in _seat(board, date, arriving):
            if seated.new:
                new.append(seated)
            else:
                touched.add(seated.meeting.pk)
    claimed = {telling.row.pk for telling in tellings}
    for row in [telling.row for telling in former if telling.row.pk not in claimed]:
        touched.add(row.meeting_id)
        row.delete()
    reread = {telling.row.pk for telling in tellings if telling.reread}
    return new + _loaded(touched - {each.meeting.pk for each in new}, reread)


def _told(rows: QuerySet[MeetingSource]) -> list[Telling]:
    return [
        Telling(fitted(from_data(row.reading.minutes[row.index])), row)
        for row in rows.select_related("meeting__board", "reading__source").defer("reading__text").order_by("pk")
    ]


def _heading(telling: Telling) -> tuple[str, dt.date | None, int | None]:
    header = telling.minutes.header
    return fold(header.board), header.date, start_of(header.time)


def _claim(tellings: Sequence[Telling], former: Sequence[Telling]) -> tuple[list[Telling], set[int]]:
    """Give entries the rows that their source had → (entries that need a meeting, meetings read anew)."""
    places = pair(tellings, former, (lambda one: one.entry, _heading, lambda one: one.row.index + 1))
    movers = [telling for at, telling in enumerate(tellings) if at not in places]
    touched: set[int] = set()
    for at, place_of_old in places.items():
        old, telling = former[place_of_old], tellings[at]
        if old.entry == telling.entry:
            telling.row = old.row
            continue
        stays = _heading(old) == _heading(telling) or _moved_by_clerk(old, telling)
        old.row.reading, old.row.index = telling.row.reading, telling.row.index
        old.row.save(update_fields=["reading", "index"])
        telling.row, telling.reread = old.row, True
        touched.add(old.row.meeting_id)
        if not stays:
            movers.append(telling)
    return movers, touched


def _moved_by_clerk(old: Telling, telling: Telling) -> bool:
    """Whether a clerk gave the meeting another board or date: then it stays, and the clerk is told."""
    meeting, told, now = old.row.meeting, old.minutes.header, telling.minutes.header
    if (meeting.board.key, meeting.date) == (fold(told.board), told.date):
        return False
    sides = {"base": f"{told.board}, {told.date}", "theirs": f"{now.board}, {now.date}", "ours": str(meeting)}
    Conflict.objects.update_or_create(meeting=meeting, path="date", defaults={**sides, "resolved_at": None})
    return True


def _by_day(movers: Sequence[Telling], organisation: str) -> dict[tuple[Board, dt.date], list[Telling]]:
    days: defaultdict[tuple[Board, dt.date], list[Telling]] = defaultdict(list)
    boards: dict[str, Board] = {}
    for telling in movers:
        header = telling.minutes.header
        key = fold(header.board)
        boards[key] = boards.get(key) or board_of(organisation, header.board)
        if header.date:
            days[boards[key], header.date].append(telling)
    return days


def _seat(board: Board, date: dt.date, arriving: Sequence[Telling]) -> list[Place]:
    """The sittings of one day, each with its meeting, now that `arriving` is told too, and meetings left behind."""
    rows = list(Meeting.objects.filter(board=board, date=date).order_by("sequence"))
    own = [telling.row.pk for telling in arriving if telling.row.pk]
    here = _told(MeetingSource.objects.filter(meeting__in=rows).exclude(pk__in=own)) if rows else []
    everyone = [*here, *arriving]
    groups = [[everyone[at] for at in group] for group in sittings([each.minutes for each in everyone])]
    chosen = _choose(groups, rows)
    _number(board, date, chosen, rows)
    left = {telling.row.meeting_id for telling in here} - {row.pk for row in chosen if row}
    places = [Place(row, [], new=False) for row in rows if row.pk in left]
    for sequence, (group, on_file) in enumerate(zip(groups, chosen, strict=True), start=1):
        meeting = on_file or Meeting.objects.create(
            board=board, date=date, sequence=sequence, record=group[0].minutes.record.value
        )
        for telling in group:
            _attach(telling.row, meeting)
        places.append(Place(meeting, group, new=on_file is None))
    return places


def _choose(groups: Sequence[Sequence[Telling]], rows: Sequence[Meeting]) -> list[Meeting | None]:
    """The row that each sitting keeps: the one most of its tellings stand in, each row once."""
    free = {row.pk: row for row in rows}
    chosen: list[Meeting | None] = []
    for group in groups:
        votes = Counter(telling.row.meeting_id for telling in group if telling.row.pk)
        here = [pk for pk, _ in votes.most_common() if pk in free]
        empty = [pk for pk, row in free.items() if not row.all_sources.exists()]
        along = [pk for pk, count in votes.items() if pk not in {row.pk for row in rows} and _all_of(pk, count)]
        pk = next(iter([*here, *empty, *along]), None)
        if pk in along:
            chosen.append(Meeting.objects.get(pk=pk))
        else:
            chosen.append(free.pop(pk) if pk else None)
    return chosen


def _all_of(meeting: int, count: int) -> bool:
    return MeetingSource.objects.filter(meeting=meeting).count() == count


def _number(board: Board, date: dt.date, meetings: Sequence[Meeting | None], rows: Sequence[Meeting]) -> None:
    """Put the chosen rows at this board and day, numbered in order of time; rows nobody chose come last."""
    others = [row for row in rows if row not in meetings]
    wanted = [(meeting, at) for at, meeting in enumerate([*meetings, *others], start=1) if meeting]
    moving = [
        (meeting, at)
        for meeting, at in wanted
        if (meeting.board_id, meeting.date, meeting.sequence) != (board.pk, date, at)
    ]
    if not moving:
        return
    here = [meeting.pk for meeting, _ in moving if (meeting.board_id, meeting.date) == (board.pk, date)]
    Meeting.objects.filter(pk__in=here).update(sequence=F("sequence") + _OUT_OF_THE_WAY)
    for meeting, at in moving:
        former = meeting.board_id
        meeting.board, meeting.date, meeting.sequence = board, date, at
        meeting.save(update_fields=["board", "date", "sequence"])
        if former != board.pk:
            show_board(former)


def _attach(row: MeetingSource, meeting: Meeting) -> None:
    if row.meeting_id != meeting.pk:
        row.meeting = meeting
        row.save()


def _loaded(meetings: set[int], reread: set[int]) -> list[Place]:
    """Meetings on file with all that is told of them, held against other writers until the turn ends."""
    if not meetings:
        return []
    held = Meeting.objects.select_for_update(of=("self",)).select_related("board").filter(pk__in=meetings)
    places = {meeting.pk: Place(meeting, [], new=False) for meeting in held.order_by("pk")}
    for telling in _told(MeetingSource.objects.filter(meeting__in=meetings)):
        telling.reread = telling.row.pk in reread
        places[telling.row.meeting_id].tellings.append(telling)
    return list(places.values())
