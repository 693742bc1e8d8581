"""A board's page: its years, its gaps, its members as last recorded."""

from __future__ import annotations

import pytest

from meetings import public
from meetings.public.bodies import BoardYear
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_board_counts_each_year_from_its_first_meeting_to_its_last() -> None:
    ferries = make.board("Ferries Board")
    one, two = make.meeting(ferries, "2018-03-01"), make.meeting(ferries, "2020-03-01", record="agenda")
    make.decision(make.item(one), verbs=("noted", "agreed"))
    make.decision(make.item(one), verbs=("noted",))
    make.decision(make.item(one, restricted=True), verbs=("approved",))
    make.decision(make.item(make.draft(ferries, "2023-01-01")))
    found = public.board("ferries-board")
    assert found.years == [
        BoardYear(year=2020, meetings=1),
        BoardYear(year=2019),
        BoardYear(year=2018, meetings=1, decisions=2, verbs={"noted": 2, "agreed": 1}),
    ]
    assert found.gaps == [2019]
    assert (found.meeting_count, found.minutes_count, found.agenda_count) == (2, 1, 1)
    assert list(found.meetings) == [two, one]


def test_members_are_those_of_the_last_public_attendance_list() -> None:
    ferries = make.board("Ferries Board")
    old, new = make.meeting(ferries, "2018-03-01"), make.meeting(ferries, "2019-03-01")
    make.meeting(ferries, "2020-03-01")
    make.attendance(old, make.member("Nell Harbour"), "chair")
    make.attendance(new, make.member("Tam Arkle"), "chair")
    make.attendance(make.draft(ferries, "2021-03-01"), make.member("Ossian Vane"), "chair")
    found = public.board("ferries-board")
    assert found.members_at == new
    assert [[seat.name for seat in group.people] for group in found.members] == [["Tam Arkle"]]


def test_a_board_without_attendance_lists_has_no_members() -> None:
    make.meeting(make.board("Ferries Board"))
    found = public.board("ferries-board")
    assert (found.members_at, found.members) == (None, [])


def test_a_board_that_met_in_drafts_only_is_not_there() -> None:
    make.draft(make.board("Ferries Board"))
    with pytest.raises(public.NotThere):
        public.board("ferries-board")
