"""The packed id sorts and narrows by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search import ids
from meetings.search.ids import Kind, floor_of, of_meeting, pack, pack_person, part, year

pytestmark = pytest.mark.once
DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2310, 12, 31))


def packed(day: dt.date, place: int = 0, sitting: int = 1, board: int = 7) -> int:
    meeting = of_meeting(day, board, sitting)
    assert meeting is not None
    found = pack(meeting, place, Kind.DECISIONS, outcomes=5, routine=True)
    assert found is not None
    return found


@given(DAYS, DAYS)
def test_a_later_meeting_has_larger_ids(one: dt.date, other: dt.date) -> None:
    assert (packed(one, board=16383) < packed(other, board=1)) == (one < other) or one == other
    assert (floor_of(one) <= packed(other)) == (one <= other)


@given(DAYS)
def test_every_part_is_read_back(day: dt.date) -> None:
    found = packed(day, place=3)
    assert (year(found), part(found, ids.DAY)) == (day.year, day.timetuple().tm_yday)
    assert (part(found, ids.BOARD), part(found, ids.KIND), part(found, ids.OUTCOMES)) == (7, Kind.DECISIONS, 5)
    assert part(found, ids.ROUTINE) == 1
    assert 0 < found < 2**63


def test_turned_round_a_meeting_is_in_its_own_order() -> None:
    day = dt.date(2021, 5, 20)
    assert packed(day, place=0) > packed(day, place=1) > packed(day, place=2)
    assert packed(day, sitting=1, place=4000) > packed(day, sitting=2, place=0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": dt.date(1799, 12, 31)},
        {"date": dt.date(2311, 1, 1)},
        {"board": 1 << 14},
        {"sitting": 9},
    ],
)
def test_a_meeting_that_does_not_fit_has_no_ids(wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {"date": dt.date(2021, 5, 20), "board": 1, "sitting": 8}
    assert of_meeting(**right) is not None
    assert of_meeting(**(right | wrong)) is None


def test_a_meeting_has_no_endless_number_of_texts() -> None:
    assert pack(0, (1 << 12) - 2, Kind.ITEMS) is not None
    assert pack(0, (1 << 12) - 1, Kind.ITEMS) is None


def test_people_come_before_every_meeting_in_the_order_of_their_names() -> None:
    packed_people = [
        pack_person(number, kind, name)
        for number, kind, name in (
            (9, Kind.MEMBERS, "abara"),
            (1, Kind.AUTHORITIES, "abbot"),
            (7, Kind.MEMBERS, "zu"),
            (8, Kind.MEMBERS, "zu"),
            (2**22 - 1, Kind.MEMBERS, "žž"),
            (3, Kind.MEMBERS, ""),
        )
    ]
    held = [each for each in packed_people if each is not None]
    assert len(held) == 6
    assert held[:4] == sorted(held[:4], reverse=True)
    assert 0 < min(held) < max(held) < floor_of(dt.date.min) <= floor_of(dt.date(1800, 1, 1))
    assert [part(each, ids.KIND) for each in held[:2]] == [Kind.MEMBERS, Kind.AUTHORITIES]
    assert {part(each, at) for each in held for at in (ids.YEAR, ids.BOARD, ids.DAY, ids.OUTCOMES)} == {0}


def test_a_person_of_too_high_a_number_has_no_id() -> None:
    assert pack_person(2**22, Kind.MEMBERS, "abara") is None
