"""Lists are narrowed by text, by board, by year, by who was there, and the choices are counted."""

from __future__ import annotations

from typing import Any

import pytest

from meetings import public
from meetings.public.facets import Cell
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> dict[str, Any]:
    """Two boards, three meetings, Nell at two of them, and Tam at a draft only."""
    ferries, quays = make.board("Ferries Board"), make.board("Quays Board")
    nell, averham = make.member("Nell Harbour"), make.authority("Averham Council")
    one, two = make.meeting(ferries, "2019-03-01"), make.meeting(ferries, "2021-05-20")
    three, draft = make.meeting(quays, "2021-06-01"), make.draft(quays, "2022-06-01")
    make.attendance(one, nell, authority=averham)
    make.attendance(two, nell, "apologies", authority=averham)
    make.attendance(draft, make.member("Tam Arkle"), authority=averham)
    return {"ferries": ferries, "quays": quays, "nell": nell, "averham": averham, "meetings": [one, two, three]}


def test_meetings_are_narrowed_by_board_year_and_who_was_present(archive: dict[str, Any]) -> None:
    one, two, three = archive["meetings"]
    assert list(public.of_boards(public.meetings(), [archive["ferries"]])) == [two, one]
    assert list(public.in_years(public.meetings(), [2021, 2022])) == [three, two]
    assert list(public.with_members(public.meetings(), [archive["nell"]])) == [one]
    assert list(public.with_authorities(public.meetings(), [archive["averham"]])) == [one]
    assert list(public.oldest_first(public.meetings())) == [one, two, three]


def test_members_are_narrowed_by_board_and_authority(archive: dict[str, Any]) -> None:
    assert list(public.sat_on(public.members(), [archive["ferries"]])) == [archive["nell"]]
    assert list(public.sat_on(public.members(), [archive["quays"]])) == []
    assert list(public.came_from(public.members(), [archive["averham"]])) == [archive["nell"]]


def test_names_find_public_people_only(archive: dict[str, Any]) -> None:
    assert public.named("members", ["Harbour"]) == [archive["nell"]]
    assert public.named("members", ["tam-arkle"]) == []
    assert public.named("boards", ["ferries-board"]) == [archive["ferries"]]


def test_decisions_are_narrowed_by_any_of_several_verbs() -> None:
    item = make.item(make.meeting())
    both, noted = make.decision(item, verbs=("agreed", "noted")), make.decision(item, verbs=("noted",))
    deferred = make.decision(item, verbs=("deferred",))
    assert list(public.with_verbs(public.decisions(), ["noted", "agreed"])) == [both, noted]
    assert public.verbs(public.decisions()) == [("noted", 2), ("agreed", 1), ("deferred", 1)]
    assert list(public.with_verbs(public.decisions(), ["deferred"])) == [deferred]


def test_actions_are_found_by_the_status_that_may_be_shown() -> None:
    held = make.meeting()
    item, secret = make.item(held), make.item(held, restricted=True)
    clerk = make.action(item)
    open_ = make.action(item, status="reported", reply=secret)
    assert list(public.with_statuses(public.actions(), ["reported"])) == []
    assert list(public.with_statuses(public.actions(), ["open"])) == [clerk, open_]
    assert public.statuses(public.actions()) == [("open", False, 2)]


def test_rows_are_counted_by_board_and_year(archive: dict[str, Any]) -> None:
    cells = public.boards_and_years(public.meetings())
    assert sorted(cells, key=lambda cell: (cell.slug, cell.year)) == [
        Cell("ferries-board", "Ferries Board", 2019, 1),
        Cell("ferries-board", "Ferries Board", 2021, 1),
        Cell("quays-board", "Quays Board", 2021, 1),
    ]
    assert public.boards_of_members(public.members()) == [("ferries-board", "Ferries Board", 1)]


@pytest.mark.django_db
def test_boards_of_members_stand_by_name_however_they_were_grouped() -> None:
    who = make.member("Nell Averham")
    for name, slug in (("Quays Board", "a-board"), ("Docks Board", "z-board"), ("Docks Board", "b-board")):
        held = make.meeting(make.board(name, slug=slug, key=slug))
        make.attendance(held, who)
    in_order = [("b-board", "Docks Board", 1), ("z-board", "Docks Board", 1), ("a-board", "Quays Board", 1)]
    assert public.boards_of_members() == in_order
