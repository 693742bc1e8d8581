"""The front page tells what is new, what there is, and what is open."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings import public
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = dt.date(2021, 6, 1)


def test_an_empty_archive_says_so_in_zeros() -> None:
    found = public.home(today=TODAY)
    assert (found.meeting_count, found.decision_count, found.board_count) == (0, 0, 0)
    assert (found.meetings, found.coming, found.first, found.last) == ([], [], None, None)


def test_agendas_from_today_on_are_to_come_and_everything_else_is_past() -> None:
    ferries = make.board("Ferries Board")
    past = make.meeting(ferries, "2021-05-20")
    later = make.meeting(ferries, "2021-08-01", record="agenda")
    sooner = make.meeting(ferries, "2021-06-01", record="agenda")
    missed = make.meeting(ferries, "2021-04-01", record="agenda")
    make.draft(ferries, "2021-07-01", record="agenda")
    found = public.home(today=TODAY)
    assert found.coming == [sooner, later]
    assert found.meetings == [past, missed]
    assert (found.first, found.last) == (dt.date(2021, 4, 1), dt.date(2021, 8, 1))


def test_counts_are_of_public_records() -> None:
    ferries = make.board("Ferries Board")
    for held in (make.meeting(ferries, "2021-05-20"), make.draft(ferries, "2021-05-21")):
        for item in (make.item(held), make.item(held, restricted=True)):
            make.decision(item)
            make.action(item)
            make.action(item, boilerplate=True)
            make.action(item, status="done")
        make.attendance(held, make.member(), authority=make.authority())
    found = public.home(today=TODAY)
    assert (found.meeting_count, found.item_count, found.decision_count, found.action_count) == (1, 1, 1, 3)
    assert (found.member_count, found.authority_count, found.board_count) == (1, 1, 1)
    assert (found.open_action_count, len(found.open_actions)) == (1, 1)


def test_lists_are_cut_to_the_latest() -> None:
    ferries = make.board("Ferries Board")
    for day in range(1, 9):
        make.decision(make.item(make.meeting(ferries, f"2021-05-0{day}")))
    found = public.home(latest=3, today=TODAY)
    assert [held.date.day for held in found.meetings] == [8, 7, 6]
    assert [decision.item.meeting.date.day for decision in found.decisions] == [8, 7, 6]
