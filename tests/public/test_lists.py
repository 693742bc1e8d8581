"""Lists hold what is public, newest first, with counts that never speak of anything else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from meetings import public
from meetings.models import Action, Board
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries() -> Board:
    return make.board("Ferries Board")


def test_meetings_stand_newest_first_and_only_when_published(ferries: Board) -> None:
    old, new = make.meeting(ferries, "2019-03-01"), make.meeting(ferries, "2021-05-20")
    make.draft(ferries, "2022-01-01")
    make.withdrawn(ferries, "2022-02-02")
    assert list(public.meetings()) == [new, old]


def test_a_meeting_counts_what_is_public_in_it_and_how_many_items_are_withheld(ferries: Board) -> None:
    held = make.meeting(ferries)
    opened, closed = make.item(held, "Timetable"), make.item(held, "Purchase", restricted=True)
    make.item(held, "Welcome and apologies")
    for item in (opened, opened, closed):
        make.decision(item)
        make.action(item)
    row = public.meetings().get()
    assert (row.item_count, row.withheld_count, row.decision_count, row.action_count) == (2, 1, 2, 2)
    assert [item.title for item in row.subjects] == ["Timetable"]


def test_decisions_stand_by_meeting_and_in_printed_order_with_their_verbs(ferries: Board) -> None:
    old, new = make.meeting(ferries, "2019-03-01"), make.meeting(ferries, "2021-05-20")
    make.decision(make.item(old), "Noted it.")
    item = make.item(new)
    second = make.decision(item, "Agreed that.", ("agreed", "noted"), position=2)
    first = make.decision(item, "Agreed this.", ("agreed",), position=1)
    make.decision(make.item(new, restricted=True), "Bought a slipway.")
    make.decision(make.item(make.draft(ferries, "2023-01-01")), "Nobody knows.")
    rows = list(public.decisions())
    assert [row.text for row in rows] == ["Agreed this.", "Agreed that.", "Noted it."]
    assert rows[:2] == [first, second]
    assert [outcome.verb for outcome in rows[1].outcomes.all()] == ["agreed", "noted"]


def replied(to: Action, by: Any, quote: str) -> None:
    Action.objects.filter(pk=to.pk).update(status="reported", reply=by, reply_quote=quote)


def test_an_action_tells_of_its_reply_when_the_answering_item_is_public(ferries: Board) -> None:
    answer = make.item(make.meeting(ferries, "2021-05-20"))
    replied(make.action(make.item(make.meeting(ferries, "2020-01-01"))), answer, "It was done.")
    row = public.actions().get()
    assert (row.shown_status, row.shown_quote, row.reply) == ("reported", "It was done.", answer)


@pytest.mark.parametrize("secret", ["restricted", "draft", "withdrawn"])
def test_an_action_answered_in_secret_reads_as_open(ferries: Board, secret: str) -> None:
    where: Any = {"restricted": make.meeting, "draft": make.draft, "withdrawn": make.withdrawn}[secret]
    answer = make.item(where(ferries, "2021-05-20"), restricted=secret == "restricted")
    replied(make.action(make.item(make.meeting(ferries, "2020-01-01"))), answer, "A slipway was bought.")
    row = public.actions().get()
    assert (row.shown_status, row.shown_quote, row.reply) == ("open", "", None)


def test_members_are_those_of_published_meetings_with_their_first_and_last(ferries: Board) -> None:
    nell, tam = make.member("Nell Harbour"), make.member("Tam Arkle")
    averham, dunmoor = make.authority("Averham Council"), make.authority("Dunmoor Council")
    for day, council in (("2019-03-01", averham), ("2021-05-20", dunmoor)):
        make.attendance(make.meeting(ferries, day), nell, authority=council)
    make.attendance(make.draft(ferries, "2023-01-01"), nell, authority=averham)
    make.attendance(make.draft(ferries, "2023-02-01"), tam)
    row = public.members().get()
    assert (row, row.meeting_count, row.last_authority) == (nell, 2, "Dunmoor Council")
    assert (row.first_date, row.last_date) == (dt.date(2019, 3, 1), dt.date(2021, 5, 20))


def test_someone_named_only_in_a_membership_list_is_public_and_has_no_meetings(ferries: Board) -> None:
    nell = make.member("Nell Harbour")
    make.membership(make.meeting(ferries), nell)
    row = public.members().get()
    assert (row, row.meeting_count, row.first_date, row.last_authority) == (nell, 0, None, None)


def test_authorities_count_their_people_and_meetings(ferries: Board) -> None:
    averham = make.authority("Averham Council")
    one, two = make.meeting(ferries, "2019-03-01"), make.meeting(ferries, "2021-05-20")
    nell = make.member("Nell Harbour")
    for held, who in ((one, nell), (two, nell), (two, make.member("Tam Arkle"))):
        make.attendance(held, who, authority=averham)
    make.attendance(make.draft(ferries, "2023-01-01"), make.member("Ossian Vane"), authority=averham)
    make.attendance(make.draft(ferries, "2023-02-01"), nell, authority=make.authority("Secret Council"))
    row = public.authorities().get()
    assert (row.name, row.member_count, row.meeting_count) == ("Averham Council", 2, 2)
    assert row.last_date == dt.date(2021, 5, 20)


def test_boards_are_those_that_met_in_public(ferries: Board) -> None:
    make.meeting(ferries, "2019-03-01")
    make.draft(ferries, "2023-01-01")
    make.draft(make.board("Hidden Board"))
    row = public.boards().get()
    assert (row, row.meeting_count) == (ferries, 1)
    assert (row.first_date, row.last_date) == (dt.date(2019, 3, 1), dt.date(2019, 3, 1))
