"""The lines of an export → published records, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from meetings import public, search
from meetings.exchange import naming, rows, shapes
from meetings.exchange.folder import Manifest, read
from meetings.exchange.lines import NotTaken
from meetings.exchange.naming import batches
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    AuditLine,
    Authority,
    Board,
    Meeting,
    MeetingVersion,
    Member,
    Membership,
    Source,
    User,
)
from meetings.models.turn import turn

_AT_ONCE = 100
"""Lines that are written together: what is in memory does not grow with the archive, but for addresses and keys."""

_MUST_BE_EMPTY: tuple[type[Any], ...] = (Source, Board, Authority, Member)
"""Every record hangs on one of these."""


def arrive(folder: Path, manifest: Manifest, *, by: User | None) -> None:
    """Make an empty archive hold what the files say, published and searchable. Raises NotTaken."""
    try:
        with turn():
            _refuse_unless_empty()
            _Arrival(folder, manifest, by).run()
            naming.settle()
            search.rebuild()
    except DatabaseError as error:
        raise NotTaken(f"The database did not take it: {' '.join(str(error).split())}.") from error


def _refuse_unless_empty() -> None:
    if any(model.objects.exists() for model in _MUST_BE_EMPTY):
        raise NotTaken("This archive holds records already, and an export is imported into an empty one only.")


class _Arrival:
    """One import on its way: what has been named so far, and what waits for the last line."""

    def __init__(self, folder: Path, manifest: Manifest, by: User | None) -> None:
        self.folder, self.manifest, self.by = folder, manifest, by
        self.known = rows.Known()
        self.versions: dict[str, tuple[shapes.Version, ...]] = {}
        """Address of a meeting → its versions."""
        self.replies: list[tuple[int, int, str]] = []
        """Line, key of the action, and the address of the item that answers it, which may come later."""
        self.begun: set[str] = set()
        """Meetings of which an item has come."""
        self.last, self.refs = "", set[str]()
        """The last of them, and which of its items have come: they stand together."""

    def run(self) -> None:
        """Store everything but what `naming` works out."""
        self.known.authorities = _keys(self._named("authorities.jsonl", Authority, naming.authority))
        self.known.boards = self._named("boards.jsonl", Board, naming.board)
        self.known.members = _keys(self._named("members.jsonl", Member, naming.member))
        for lines in self._batches("meetings.jsonl"):
            self._meetings(lines)
        for lines in self._batches("items.jsonl"):
            self._items(lines)
        self._answer()
        self._versions()
        files = {name: held.sha256 for name, held in self.manifest.items()}
        about = f"An export of {self.manifest['meetings.jsonl'].lines:,} meetings"
        AuditLine.objects.create(by=self.by, verb="import", about=about, detail={"files": files})

    def _batches(self, name: str) -> Iterator[list[tuple[int, Any]]]:
        return batches(read(self.folder, name, self.manifest[name]), _AT_ONCE)

    def _named(self, name: str, model: type[Any], made: Callable[[Any], Any]) -> dict[str, Any]:
        """Slug → row, for a file of what is named by a slug of its own."""
        known: dict[str, Any] = {}
        for lines in self._batches(name):
            fresh = []
            for number, told in lines:
                with _line(name, number):
                    if told.slug in known:
                        raise NotTaken(f"{told.slug} is in an earlier line already")
                    fresh.append(rows.fitting(made(told)))
                    known[told.slug] = fresh[-1]
            model.objects.bulk_create(fresh)
        return known

    def _meetings(self, lines: list[tuple[int, shapes.Meeting]]) -> None:
        now, held = timezone.now(), dict[str, Meeting]()
        attendance: list[Attendance] = []
        membership: list[Membership] = []
        for number, told in lines:
            with _line("meetings.jsonl", number):
                row = rows.meeting(told, self.known, now)
                attendance += rows.seats(Attendance, told.attendance, row, self.known)
                membership += rows.seats(Membership, told.membership, row, self.known)
                address = shapes.meeting_address(told.board, row.day)
                if address in held or address in self.known.meetings:
                    raise NotTaken(f"{address} is in an earlier line already")
                held[address] = row
                self.versions[address] = told.versions
        Meeting.objects.bulk_create(held.values())
        Attendance.objects.bulk_create(attendance)
        Membership.objects.bulk_create(membership)
        self.known.meetings |= {address: row.pk for address, row in held.items()}
        AuditLine.objects.bulk_create(
            AuditLine(by=self.by, verb="import", meeting=row, about=str(row)[:300]) for row in held.values()
        )

    def _items(self, lines: list[tuple[int, shapes.Item | shapes.Withheld]]) -> None:
        stored, replies = rows.Rows(), []
        for number, told in lines:
            with _line("items.jsonl", number):
                row = rows.item(told, self._position(told), self.known)
                stored.items.append(row)
                if isinstance(told, shapes.Item):
                    answered = rows.inside(told, row, self.known, stored)
                    replies += [(number, action, address) for action, address in answered]
        for model, fresh in stored.by_model():
            model.objects.bulk_create(fresh)
        self.replies += [(number, action.pk, address) for number, action, address in replies]

    def _position(self, told: shapes.Item | shapes.Withheld) -> int:
        """The place of an item in its meeting: just behind what came of the meeting before."""
        if told.meeting != self.last:
            if told.meeting in self.begun:
                raise NotTaken(f"the items of {told.meeting} do not stand together")
            self.begun.add(told.meeting)
            self.last, self.refs = told.meeting, set()
        if told.ref in self.refs:
            raise NotTaken(f"item {told.ref} of {told.meeting} is in an earlier line already")
        self.refs.add(told.ref)
        return len(self.refs)

    def _versions(self) -> None:
        """The versions of each meeting as they were there; the newest knows what the public sees of it here."""
        for some in batches(self.known.meetings.items(), _AT_ONCE):
            held = Meeting.objects.in_bulk([key for _, key in some])
            rows_of = {key: rows.versions(self.versions[address], key) for address, key in some}
            for key, made in rows_of.items():
                if made:
                    made[0].parts = public.parts(held[key])
            MeetingVersion.objects.bulk_create(each for made in rows_of.values() for each in made)

    def _answer(self) -> None:
        """Tie actions to the items that answer them, now that every item is there."""
        for some in batches(self.replies, _AT_ONCE):
            wanted = {address: address.rpartition("/item-") for _, _, address in some}
            meetings = {meeting: self.known.meetings.get(meeting) for meeting, _, _ in wanted.values()}
            found = AgendaItem.objects.filter(meeting__in=[pk for pk in meetings.values() if pk])
            keys = {(meeting, ref): pk for meeting, ref, pk in found.values_list("meeting", "ref", "pk")}
            answered = []
            for number, action, address in some:
                meeting, _, ref = wanted[address]
                item = keys.get((meetings[meeting] or 0, ref))
                with _line("items.jsonl", number):
                    if item is None:
                        raise NotTaken(f'"reply" names {address}, which is not in the export')
                answered.append(Action(pk=action, reply_id=item))
            Action.objects.bulk_update(answered, ["reply"])


def _keys(named: dict[str, Any]) -> dict[str, int]:
    return {slug: row.pk for slug, row in named.items()}


@contextmanager
def _line(name: str, number: int) -> Iterator[None]:
    """Say of what is wrong where it stands."""
    try:
        yield
    except NotTaken as error:
        raise NotTaken(f"{name}, line {number}: {error}.") from None
