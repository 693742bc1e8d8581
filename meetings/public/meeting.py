"""One meeting with everything public in it, and one decision or action with its surroundings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from django.db.models import Prefetch, Q

from meetings.models import AgendaItem, Declaration, Meeting, MeetingSource, Paper
from meetings.public import lists
from meetings.public.addresses import find_meeting
from meetings.public.approval import approval
from meetings.public.errors import NotThere
from meetings.public.flow import flow
from meetings.public.mentioned import People
from meetings.public.topics import meetings_of
from meetings.public.versions import latest_version, versions

LONGEST_PAPER = 1500
"""Characters: a paper that is longer is read in the source, and fills no meeting's page."""

_ASKS = ("purpose", "summary", "recommendation", "action")
"""How the sections are called that say what a paper is for and what it asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What may be known of a restricted item: that it is there, and its number."""

    position: int
    number: str
    ref: str
    withheld: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People listed under one role: `heading` as printed, `people` as attendance or membership records."""

    role: str
    heading: str
    people: tuple[Any, ...]


def meeting(board: str, day: str) -> Any:
    """The published meeting at this address. Raises NotThere or Gone.

    It has `items` (AgendaItem, or Withheld where one is restricted; ask `withheld`), `introduction`
    (Parts before the first item), `attendances` and `memberships` (Groups), `attendance_source_n` (which
    source tells of the first seat, 0 for none), `present_count`, `apologies_count`, `item_count`,
    `withheld_count`, `decision_count`, `action_count`, `sources` (each with its number `n`), `previous` and
    `next` (meetings of the board, or None), `approval` (an Approval of its minutes), `versions`
    (newest first), `version` (the number of the newest, or None).
    Each AgendaItem has `flow` (Parts), `decisions`, `actions`, `papers` (each with `parts`: pairs of a name
    and its Parts; `whole` unless it is long, and only what it is for and asks is among them), `declarations`,
    and `topic_meetings`: how many of the board's meetings have an item of its title, 0 when it alone does.
    """
    found: Any = find_meeting(board, day)
    found.sources = numbered_sources(found)
    items = [_opened(item, found) for item in _items(found)]
    of_topic = meetings_of(items, found.board_id)
    for item in items:
        item.topic_meetings = of_topic.get(item.topic, 0)
    stubs = [
        Withheld(position=position, number=number, ref=ref)
        for position, number, ref in AgendaItem.objects.filter(meeting=found, restricted=True).values_list(
            "position", "number", "ref"
        )
    ]
    found.items = sorted([*items, *stubs], key=lambda item: item.position)
    found.item_count, found.withheld_count = len(items), len(stubs)
    found.decision_count = sum(len(item.decisions) for item in items)
    found.action_count = sum(len(item.actions) for item in items)
    found.introduction = flow(found.preamble, (), ())
    seats = list(found.all_attendances.public().select_related("member", "authority").order_by("position"))
    people = People(seats)
    for item in items:
        item.flow = people.marked(item.flow)
    found.attendances = groups(seats)
    found.attendance_source_n = _source_n(seats[0], found.sources) if seats else 0
    found.apologies_count = sum(seat.role == "apologies" for seat in seats)
    found.present_count = len(seats) - found.apologies_count
    found.memberships = parties(
        found.all_memberships.public().select_related("member", "authority").order_by("position")
    )
    found.previous, found.next = neighbours(found)
    found.approval = approval(found, found.next)
    found.versions = versions(found, items)
    found.version = found.versions[0].number if found.versions else None
    return found


def decision(board: str, day: str, ref: str, position: int) -> Any:
    """The public decision at this address, as in `lists.decisions`. Raises NotThere or Gone.

    It has `previous`, `next` (decisions of the meeting, or None), `place` (from 1) and `of` in the meeting, and
    `source_n`, the number of the source that tells of it (0 for none). Its meeting has `version`, a number or None.
    """
    return _one(lists.decisions(), board, day, ref, position)


def action(board: str, day: str, ref: str, position: int) -> Any:
    """The public action at this address, as in `lists.actions`, with the same surroundings as a decision."""
    return _one(lists.actions(), board, day, ref, position)


def parties(seats: Iterable[Any]) -> list[Group]:
    """Membership records in printed order → one Group for each political group, else for each role as printed."""
    return [
        Group(role=people[0].role, heading=heading, people=tuple(people))
        for heading, people in (
            (key, list(group)) for key, group in groupby(seats, key=lambda seat: seat.party or seat.role_printed)
        )
    ]


def groups(seats: Iterable[Any]) -> list[Group]:
    """Attendance or membership records in printed order → one Group for each role as printed."""
    return [
        Group(role=people[0].role, heading=people[0].role_printed, people=tuple(people))
        for people in (list(group) for _, group in groupby(seats, key=lambda seat: (seat.role, seat.role_printed)))
    ]


def numbered_sources(of: Meeting) -> list[MeetingSource]:
    """The sources that tell of a public meeting, each with `n`, its number in the address from 1."""
    told = list(of.all_sources.public().order_by("pk"))
    for n, source in enumerate(told, 1):
        source.n = n
    return told


def neighbours(of: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The board's public meetings just before and just after."""
    held = Meeting.objects.public().filter(board=of.board_id).select_related("board")
    before = held.filter(Q(date__lt=of.date) | Q(date=of.date, sequence__lt=of.sequence))
    after = held.filter(Q(date__gt=of.date) | Q(date=of.date, sequence__gt=of.sequence))
    return before.order_by("-date", "-sequence").first(), after.order_by("date", "sequence").first()


def _items(of: Meeting) -> Any:
    in_order = "position"
    return (
        AgendaItem.objects.public()
        .filter(meeting=of)
        .prefetch_related(
            Prefetch("all_decisions", lists.decisions().order_by(in_order), to_attr="decisions"),
            Prefetch("all_actions", lists.actions().order_by(in_order), to_attr="actions"),
            Prefetch("all_papers", Paper.objects.public().order_by(in_order), to_attr="papers"),
            Prefetch("all_declarations", Declaration.objects.public().order_by(in_order), to_attr="declarations"),
        )
        .order_by(in_order)
    )


def _opened(item: Any, of: Any) -> Any:
    item.meeting = of
    item.withheld = False
    for record in (*item.decisions, *item.actions, *item.papers, *item.declarations):
        record.item = item
        record.source_n = _source_n(record, of.sources)
    item.flow = flow(item.passages, item.decisions, item.actions)
    for paper in item.papers:
        shown = front(paper.sections)
        paper.parts = [(name, flow(section, (), ())) for name, section in shown]
        paper.whole = len(shown) == len(paper.sections)
    return item


def front(sections: list[Any]) -> list[Any]:
    """What a meeting's page shows of a paper: all of a short one; of a long one what it is for and what it asks."""
    if sum(len(passage["text"]) for _, section in sections for passage in section) <= LONGEST_PAPER:
        return sections
    return [section for section in sections if section[0].casefold().startswith(_ASKS)]


def _source_n(record: Any, sources: list[Any]) -> int:
    """The number of the source that tells of the record; 0 when none does."""
    return next((source.n for source in sources if source.pk == record.told_by_id), 0)


def _one(records: Any, board: str, day: str, ref: str, position: int) -> Any:
    of: Any = find_meeting(board, day)
    beside = list(records.filter(item__meeting=of))
    for place, record in enumerate(beside):
        if record.item.ref == ref and record.position == position:
            of.version = latest_version(of)
            record.item.meeting = of
            record.previous = beside[place - 1] if place else None
            record.next = beside[place + 1] if place + 1 < len(beside) else None
            record.place, record.of = place + 1, len(beside)
            record.source_n = _source_n(record, numbered_sources(of))
            return record
    raise NotThere
