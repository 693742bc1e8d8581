"""A member's and an authority's page: where they sat, as what, how often, and as printed."""

from __future__ import annotations

import pytest

from meetings import public
from meetings.models import Board, Meeting
from meetings.public.people import Record, Year
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries() -> Board:
    return make.board("Ferries Board")


def meetings(of: Board, *days: str) -> list[Meeting]:
    return [make.meeting(of, day) for day in days]


def test_roles_and_councils_run_from_their_first_to_their_last_meeting(ferries: Board) -> None:
    nell, averham, dunmoor = make.member("Nell Harbour"), make.authority("Averham"), make.authority("Dunmoor")
    one, two, three, four = meetings(ferries, "2018-01-01", "2019-01-01", "2020-01-01", "2021-01-01")
    for held, role, council in ((one, "member", averham), (two, "member", averham), (three, "chair", averham)):
        make.attendance(held, nell, role, authority=council)
    make.attendance(four, nell, "member", authority=dunmoor)
    found = public.member("nell-harbour")
    assert [(seat.role, seat.authority, seat.first, seat.last, seat.meetings) for seat in found.seats] == [
        ("member", dunmoor, four, four, 1),
        ("chair", averham, three, three, 1),
        ("member", averham, one, two, 2),
    ]
    assert found.latest.meeting == four


def test_attendance_is_counted_against_meetings_held_while_the_person_was_a_member(ferries: Board) -> None:
    nell = make.member("Nell Harbour")
    before, one, away, gone, listless, last, after = meetings(
        ferries, "2017-01-01", "2018-01-01", "2018-06-01", "2019-01-01", "2019-06-01", "2020-01-01", "2021-01-01"
    )
    for held in (before, one, away, gone, last, after):
        make.attendance(held, "Somebody Else")
    make.attendance(one, nell)
    make.attendance(away, nell, "apologies")
    make.attendance(last, nell)
    make.attendance(make.draft(ferries, "2022-01-01"), nell)
    found = public.member("nell-harbour")
    years = (Year(year=2020, present=1, absent=0), Year(year=2019, present=0, absent=1))
    assert found.attendance == [
        Record(board=ferries, present=2, of=4, years=(*years, Year(year=2018, present=1, absent=1)))
    ]
    assert listless not in found.meetings


def test_decisions_are_those_of_meetings_attended(ferries: Board) -> None:
    nell = make.member("Nell Harbour")
    there, away = meetings(ferries, "2018-01-01", "2019-01-01")
    make.attendance(there, nell)
    make.attendance(away, nell, "apologies")
    mine = make.decision(make.item(there))
    make.decision(make.item(there, restricted=True))
    make.decision(make.item(away))
    found = public.member("nell-harbour")
    assert list(found.decisions) == [mine]
    assert list(found.meetings) == [away, there]


def test_declarations_at_restricted_items_are_left_out(ferries: Board) -> None:
    nell = make.member("Nell Harbour")
    held = make.meeting(ferries)
    make.attendance(held, nell)
    said = make.declaration(make.item(held), member=nell)
    make.declaration(make.item(held, restricted=True), member=nell)
    assert public.member("nell-harbour").declarations == [said]


def test_names_are_those_of_public_notes_the_most_used_first(ferries: Board) -> None:
    nell = make.member("Nell Harbour")
    for day, name in (("2018-01-01", "Cllr N Harbour"), ("2019-01-01", "Cllr N Harbour"), ("2020-01-01", "Nell")):
        make.attendance(make.meeting(ferries, day), nell, printed=name)
    make.attendance(make.draft(ferries, "2021-01-01"), nell, printed="A secret name")
    assert public.member("nell-harbour").printed_names == [("Cllr N Harbour", 2), ("Nell", 1)]


def test_a_member_or_an_authority_known_from_drafts_only_is_not_there(ferries: Board) -> None:
    make.attendance(make.draft(ferries), make.member("Nell Harbour"), authority=make.authority("Averham"))
    for door, slug in ((public.member, "nell-harbour"), (public.authority, "averham"), (public.member, "nell\0")):
        with pytest.raises(public.NotThere):
            door(slug)


def test_an_authority_lists_its_people_and_meetings(ferries: Board) -> None:
    averham, nell = make.authority("Averham Council"), make.member("Nell Harbour")
    one, two = meetings(ferries, "2018-01-01", "2019-01-01")
    make.attendance(one, nell, authority=averham)
    make.attendance(two, nell, authority=averham)
    make.attendance(two, "Ossian Vane", authority=averham)
    make.attendance(make.draft(ferries, "2020-01-01"), nell, authority=averham)
    found = public.authority("averham-council")
    assert [(seat.member, seat.board, seat.first, seat.last, seat.meetings) for seat in found.seats] == [
        (nell, ferries, one, two, 2)
    ]
    assert list(found.meetings) == [two, one]
    assert found.printed_names == [("Averham Council", 3)]
