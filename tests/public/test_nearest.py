"""What an address that leads nowhere may have meant: public pages alone, told by the address alone."""

from __future__ import annotations

import pytest

from meetings import public
from meetings.models import Board
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]


@pytest.fixture(autouse=True)
def ferries() -> Board:
    """A board with four meetings, and a member and a council at the first."""
    made = make.board("Ferries Board")
    held = [make.meeting(made, day) for day in ("2018-03-01", "2019-03-01", "2020-03-01", "2021-05-20")]
    make.attendance(held[0], make.member("Nell Harbour"), authority=make.authority("Averham Council"))
    return made


def addresses(path: str) -> list[str]:
    """The addresses that are named."""
    return [near.address for near in public.nearest(path)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/boards/feries-board/", ["/boards/ferries-board/"]),
        ("/board/ferries-board/", ["/boards/ferries-board/"]),
        ("/boards/Ferries-Board", ["/boards/ferries-board/"]),
        ("/boards/ferries-board/more/", ["/boards/ferries-board/"]),
        ("/members/nel-harbour/", ["/members/nell-harbour/"]),
        ("/authorities/averham-counsil/", ["/authorities/averham-council/"]),
        ("/members/somebody-else/", ["/members/"]),
        ("/decsions/", ["/decisions/"]),
        ("/decisions/", ["/decisions/"]),
        ("/privacy/", ["/about/privacy/"]),
        ("/help/serching/", ["/help/searching/"]),
        ("/help/", ["/help/searching/", "/help/words/", "/help/keyboard/"]),
        ("/wp-login.php", []),
        ("/ferries board/", []),
        ("/\0/", []),
        ("/", []),
    ],
)
def test_a_slip_leads_to_the_page_that_is_spelt_like_it(path: str, expected: list[str]) -> None:
    assert addresses(path) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-03-02", ["2019-03-01", "2020-03-01", "2018-03-01"]),
        ("2021-06-31", ["2021-05-20", "2020-03-01", "2019-03-01"]),
        ("1-3-2019", ["2019-03-01"]),
        ("2020-03", ["2020-03-01", "2019-03-01", "2021-05-20"]),
        ("2018", ["2018-03-01", "2019-03-01", "2020-03-01"]),
        ("2020-03-01-2", ["2020-03-01"]),
        ("2020-03-01/item-9/decision-1", ["2020-03-01"]),
    ],
)
def test_a_day_without_a_meeting_leads_to_the_nearest_that_are_on_file(day: str, expected: list[str]) -> None:
    assert addresses(f"/meetings/ferries-board/{day}/") == [f"/meetings/ferries-board/{each}/" for each in expected]


@pytest.mark.parametrize("day", ["", "soon/", "0-0-0/", "2021-13-45/"])
def test_what_is_no_day_leads_to_the_board(day: str) -> None:
    assert addresses(f"/meetings/ferries-board/{day}") == ["/boards/ferries-board/"]


def test_a_board_that_is_misspelt_leads_to_its_meeting_of_that_day() -> None:
    assert public.nearest("/meetings/fery-board/2020-03-01/") == [
        public.Near("Ferries Board, 1 March 2020", "/meetings/ferries-board/2020-03-01/"),
        public.Near("Ferries Board", "/boards/ferries-board/"),
    ]


def test_a_board_that_nothing_is_like_leads_to_all_meetings() -> None:
    assert addresses("/meetings/never-was/2020-03-01/") == ["/meetings/"]


def test_drafts_and_what_is_withdrawn_or_restricted_change_no_answer(ferries: Board) -> None:
    paths = [
        "/meetings/ferries-board/2020-03-05/",
        "/meetings/ferries-board/2022-01-01/item-1/decision-1/",
        "/meetings/feries-boat/2020-03-05/",
        "/boards/feries-boat/",
        "/boards/ferries-boat/",
        "/members/nel-harbor/",
        "/authorities/averham-counci/",
    ]
    before = [public.nearest(path) for path in paths]
    make.draft(ferries, "2020-03-05")
    make.withdrawn(ferries, "2020-03-06")
    make.draft(ferries, "2022-01-01")
    hidden = make.draft(make.board("Ferries Boat"), "2020-03-05")
    make.attendance(hidden, make.member("Nel Harbor"), authority=make.authority("Averham Counci"))

    assert [public.nearest(path) for path in paths] == before
