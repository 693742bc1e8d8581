"""What leaves is what the public may see, in an order that depends on the words alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.exchange import leaving
from meetings.exchange.shapes import (
    Action,
    Board,
    Decision,
    Declaration,
    Item,
    Meeting,
    Member,
    Paper,
    Passage,
    Place,
    Seat,
    Section,
    Status,
    Version,
    Withheld,
)
from meetings.minutes.vocabulary import PassageKind, Record, Role
from meetings.models import MeetingVersion
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]


def passage(text: str) -> Passage:
    return Passage(kind=PassageKind.PARAGRAPH, text=text, marker="", level=0)


def test_a_meeting_leaves_with_the_people_it_lists() -> None:
    held = make.meeting(make.board("Quays Board"), sequence=2, record="agenda", preamble=[make.passage("Hello.")])
    make.attendance(held, make.member("Nell Harbour"), "chair", authority=make.authority("Averham"), uncertain=True)
    make.membership(held, "Bo Cee", party="Independent")
    MeetingVersion.objects.create(meeting=held, number=1, parts={}, at=dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC))
    chair = Seat(
        position=1,
        member="nell-harbour",
        printed="Cllr Nell Harbour",
        name="Nell Harbour",
        honorific="Cllr",
        honours="",
        role=Role.CHAIR,
        role_printed="Chair",
        authority="averham",
        authority_printed="Averham",
        party="",
        note="",
        uncertain=True,
    )
    belongs = Seat(
        position=1,
        member=None,
        printed="Cllr Bo Cee",
        name="Bo Cee",
        honorific="Cllr",
        honours="",
        role=Role.MEMBER,
        role_printed="Member",
        authority=None,
        authority_printed="",
        party="Independent",
        note="",
        uncertain=False,
    )
    assert list(leaving.meetings()) == [
        Meeting(
            board="quays-board",
            date=dt.date(2021, 5, 20),
            sequence=2,
            record=Record.AGENDA,
            board_printed="",
            time="11.00 am",
            venue="Town Hall, Averham",
            is_draft_record=False,
            preamble=(passage("Hello."),),
            attendance=(chair,),
            membership=(belongs,),
            versions=(Version(number=1, day=dt.date(2021, 6, 1), parts=(), items=()),),
        )
    ]


def test_an_item_leaves_in_printed_order_and_its_offsets_stay() -> None:
    held = make.meeting(make.board("Quays Board"))
    opened = make.item(held, "Lamps", passages=[make.passage("Before.", 10), make.passage("After.", 50)])
    make.decision(opened, "Agreed to light them.", ("noted", "agreed"), start=30, end=40)
    make.action(opened, "The clerk to count.", ("Clerk", "Mayor"), due=dt.date(2021, 6, 1))
    make.declaration(opened, member=make.member("Nobody Public"), text="She owns a lamp.")
    make.paper(opened, "Lamp report", pages="9 - 14")
    assert list(leaving.items()) == [
        Item(
            meeting="quays-board/2021-05-20",
            ref="1",
            number="1",
            withheld=False,
            title="Lamps",
            agenda_only=False,
            text=(
                passage("Before."),
                Place(kind="decision", position=1),
                passage("After."),
                Place(kind="action", position=1),
            ),
            decisions=(
                Decision(
                    position=1,
                    lead_in="",
                    text="Agreed to light them.",
                    heading="Decision",
                    inferred=False,
                    negative=False,
                    outcomes=("noted", "agreed"),
                ),
            ),
            actions=(
                Action(
                    position=1,
                    lead_in="",
                    text="The clerk to count.",
                    heading="Action",
                    inferred=False,
                    due=dt.date(2021, 6, 1),
                    boilerplate=False,
                    owners=("Clerk", "Mayor"),
                    status=Status.OPEN,
                    reply=None,
                    reply_quote="",
                ),
            ),
            declarations=(Declaration(position=1, member=None, name="Cllr Nell Harbour", text="She owns a lamp."),),
            papers=(
                Paper(
                    position=1,
                    title="Lamp report",
                    pages="9 - 14",
                    sections=(Section(name="Purpose", passages=(passage("To set out the winter timetable."),)),),
                ),
            ),
        )
    ]


def test_of_a_private_item_only_its_place_and_number_leave() -> None:
    held = make.meeting(make.board("Quays Board"))
    make.item(held, "Lamps")
    closed = make.item(held, "Slipway", restricted=True, restricted_because="Prices.")
    make.decision(closed, "Bought it.")
    make.item(held, "Any other business")
    found = list(leaving.items())
    assert [row.ref for row in found] == ["1", "2", "3"]
    assert found[1] == Withheld(meeting="quays-board/2021-05-20", ref="2", number="2", withheld=True)


def test_a_reply_leaves_with_the_address_of_its_item_unless_that_is_private() -> None:
    board = make.board("Quays Board")
    asked, later = make.item(make.meeting(board)), make.meeting(board, "2022-03-01", sequence=2)
    told = {"status": "done", "reply_quote": "They came."}
    make.action(asked, reply=make.item(later), **told)
    make.action(asked, reply=make.item(later, restricted=True), **told)
    first = next(row for row in leaving.items() if isinstance(row, Item))
    assert [(each.status, each.reply, each.reply_quote) for each in first.actions] == [
        (Status.DONE, "quays-board/2022-03-01-2/item-1", "They came."),
        (Status.OPEN, None, ""),
    ]


def test_drafts_and_withdrawn_meetings_stay_and_so_does_whom_they_alone_name() -> None:
    board = make.board("Quays Board")
    for held in (make.draft(board), make.withdrawn(board, "2021-06-01"), make.draft(make.board("Lamp Board"))):
        make.attendance(held, make.member(), authority=make.authority())
        make.decision(make.item(held))
    everything = (leaving.authorities, leaving.boards, leaving.members, leaving.meetings, leaving.items)
    assert [list(each()) for each in everything] == [[], [], [], [], []]


def test_the_order_is_that_of_the_addresses_whatever_the_order_of_filing() -> None:
    names = ["b-2", "aa", "B", "a_c", "b-10", "a-b"]
    for name in names:
        board = make.board(f"Board {name}", slug=name)
        for day, sequence in (("2021-05-20", 2), ("2021-05-20", 1), ("2020-01-01", 1)):
            held = make.meeting(board, day, sequence=sequence)
            if sequence == 2:
                make.attendance(held, make.member(f"Nell {name}", slug=name))
    assert [board.slug for board in leaving.boards()] == sorted(names)
    assert [member.slug for member in leaving.members()] == sorted(names)
    assert [(row.board, str(row.date), row.sequence) for row in leaving.meetings()] == [
        (name, *when) for name in sorted(names) for when in (("2020-01-01", 1), ("2021-05-20", 1), ("2021-05-20", 2))
    ]


def test_names_leave_as_they_are_shown() -> None:
    held = make.meeting(make.board("Quays Board", organisation="Averham", printed="Quay Board"))
    make.attendance(held, make.member("Nell Harbour", printed="N Harbour"))
    assert (list(leaving.boards()), list(leaving.members())) == (
        [Board(slug="quays-board", name="Quays Board", organisation="Averham")],
        [Member(slug="nell-harbour", name="Nell Harbour")],
    )


def test_so_many_meetings_at_once_are_read_with_so_many_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "_AT_ONCE", 3)  # or it would take hundreds of meetings
    board = make.board()
    for day in range(1, 10):
        held = make.meeting(board, dt.date(2021, 5, day))
        for _ in range(day):
            item = make.item(held)
            make.attendance(held, make.member(), authority=make.authority())
            make.declaration(item, member=make.member())
            make.paper(item)
            make.decision(item)
            make.action(item, reply=item)
    for leave, each in ((leaving.meetings, 5), (leaving.items, 11)):
        with CaptureQueriesContext(connection) as asked:
            assert len(list(leave())) in {9, 45}
        assert len(asked) == 1 + 3 * each
