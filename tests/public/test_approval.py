"""A meeting's minutes are approved where a later public decision of the board says so of their very date."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings import public
from meetings.models import Board
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]


@pytest.fixture(autouse=True)
def ferries() -> Board:
    """A board, and the meeting of 20 May 2021 that is asked about."""
    board = make.board("Ferries Board")
    make.item(make.meeting(board))
    return board


def approved(of: Board, text: str, title: str = "Minutes", date: str = "2021-07-01", **fields: Any) -> Any:
    """A later meeting's decision about minutes."""
    verbs = fields.pop("verbs", ("agreed",))
    return make.decision(make.item(make.meeting(of, date), title, **fields), text, verbs)


def told() -> tuple[Any, bool]:
    found = public.meeting("ferries-board", "2021-05-20").approval
    return found.by, found.doubtful


@pytest.mark.parametrize(
    ("text", "title", "verbs"),
    [
        (
            "The note of the meeting held on 20 May 2021 was agreed as a correct record.",
            "Note of the last meeting",
            ("agreed",),
        ),
        ("Members noted the note of 20th May 2021 and agreed that it was fair.", "Note", ("noted", "agreed")),
        ("That the minutes of 22 April 2021 and of 20 May 2021 be confirmed.", "Minutes", ("confirmed",)),
        ("Agreed as a correct record.", "Minutes of the meeting held on 20/05/2021", ("agreed",)),
        ("That the minutes of 20 May 2021 be signed.", "Minutes", ("resolved",)),
    ],
)
def test_a_decision_that_names_the_date_approves(ferries: Board, text: str, title: str, verbs: tuple[str, ...]) -> None:
    by = approved(ferries, text, title, verbs=verbs)
    assert told() == (by, False)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The minutes of the last meeting were agreed.", "Minutes"),
        ("The minutes of 20 May were agreed.", "Minutes"),
        ("The confidential minutes of 20 May 2021 were agreed.", "Minutes"),
        ("Agreed as a correct record.", "Minutes of the previous meeting"),
        ("The minutes of 20 May 2021 were not agreed.", "Minutes"),
    ],
)
def test_a_decision_that_does_not_say_which_minutes_leaves_it_open(ferries: Board, text: str, title: str) -> None:
    approved(ferries, text, title)
    assert told() == (None, True)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The minutes of 22 April 2021 were agreed.", "Minutes"),
        ("Agreed the ferry fares of 20 May 2021.", "Fares"),
        ("The minutes were short. The fares of 20 May 2021 were agreed.", "Minutes of 22 April 2021"),
    ],
)
def test_a_decision_about_something_else_approves_nothing(ferries: Board, text: str, title: str) -> None:
    approved(ferries, text, title)
    assert told() == (None, False)


def test_what_is_withheld_unpublished_declined_or_of_another_board_approves_nothing(ferries: Board) -> None:
    text = "The minutes of 20 May 2021 were agreed."
    approved(ferries, text, restricted=True)
    make.decision(make.item(make.meeting(ferries, "2021-07-02")), text, ("agreed",), negative=True)
    make.decision(make.item(make.meeting(ferries, "2021-07-03")), text, ("noted",))
    make.decision(make.item(make.draft(ferries, "2021-07-04")), text, ("agreed",))
    approved(make.board("Quays Board"), text)
    assert told() == (None, False)


def test_two_sittings_in_one_day_are_not_told_apart(ferries: Board) -> None:
    make.meeting(ferries, sequence=2)
    approved(ferries, "The minutes of 20 May 2021 were agreed.")
    assert told() == (None, True)


def test_the_page_says_it_with_a_link_or_that_there_is_none_on_file(ferries: Board) -> None:
    page = "/meetings/ferries-board/2021-05-20/"
    assert "Published. Not yet approved by a later meeting on file</dd>" in Client().get(page).content.decode()
    by = approved(ferries, "The minutes of 20 May 2021 were agreed.")
    link = f'Published. <a href="{by.get_absolute_url()}">Approved at the meeting of 1 July 2021</a></dd>'
    assert link in Client().get(page).content.decode()


def test_a_meeting_of_several_sources_names_each_and_which_it_follows(ferries: Board) -> None:
    held = public.meeting("ferries-board", "2021-05-20")
    for _ in range(2):
        make.told(held, make.source())
    page = Client().get("/meetings/ferries-board/2021-05-20/").content.decode()
    assert page.count("The note as filed, source 1 of 2</a>;") == 1
    assert page.count("The note as filed, source 2 of 2</a> (this record follows it)") == 1
