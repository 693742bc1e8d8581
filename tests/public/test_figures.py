"""The archive in figures: each is the number of rows of the list that it leads to."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import public, publication
from meetings.models import Action
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 8, 31)


def test_an_empty_archive_has_no_figures() -> None:
    found = public.figures(TODAY)

    assert (found.years, found.open_count, found.most_decisions) == ([], 0, 1)


def test_meetings_decisions_and_verbs_are_counted_by_year_and_an_empty_year_stands_there() -> None:
    ferries, quays = make.board("Ferries Board"), make.board("Quays Board")
    for board, day in ((ferries, "2019-03-01"), (ferries, "2021-05-20"), (quays, "2021-06-01")):
        item = make.item(make.meeting(board, day))
        make.decision(item, "Noted the chart.", ("noted", "agreed"))
        make.decision(item, "Noted the tide.", ("noted",))
    years = public.figures(TODAY).years

    assert [(year.year, year.meetings, year.decisions, dict(year.verbs)) for year in years] == [
        (2021, 2, 4, {"noted": 4, "agreed": 2}),
        (2020, 0, 0, {}),
        (2019, 1, 2, {"noted": 2, "agreed": 1}),
    ]


def test_open_actions_are_counted_by_the_age_of_their_meeting_to_the_day() -> None:
    board = make.board("Ferries Board")
    for day in ("2022-08-31", "2022-06-01", "2022-05-31", "2021-09-01", "2021-08-31", "2017-08-31", "1999-01-01"):
        make.action(make.item(make.meeting(board, day)), "Chart the channel.", ("Clerk",))
    make.action(make.item(make.meeting(board, "2022-07-01")), "Officers to take it forward.", boilerplate=True)
    make.action(make.item(make.meeting(board, "2022-07-02")), "Buy a buoy.", status=Action.Status.DONE)
    ages = public.figures(TODAY).ages

    assert [(age.months, age.until, age.first, age.last, age.count) for age in ages] == [
        (0, 3, dt.date(2022, 6, 1), dt.date(2022, 8, 31), 2),
        (3, 6, dt.date(2022, 3, 1), dt.date(2022, 5, 31), 1),
        (6, 12, dt.date(2021, 9, 1), dt.date(2022, 2, 28), 1),
        (12, 24, dt.date(2020, 9, 1), dt.date(2021, 8, 31), 1),
        (24, 60, dt.date(2017, 9, 1), dt.date(2020, 8, 31), 0),
        (60, None, None, dt.date(2017, 8, 31), 2),
    ]
    assert public.figures(TODAY).open_count == 7


def test_an_action_of_a_meeting_that_is_still_to_come_is_young() -> None:
    make.action(make.item(make.meeting(make.board("Ferries Board"), "2022-12-24")), "Chart the channel.", ("Clerk",))

    assert [age.count for age in public.figures(TODAY).ages] == [1, 0, 0, 0, 0, 0]


def test_what_is_not_public_changes_no_figure() -> None:
    board = make.board("Ferries Board")
    held = make.meeting(board, "2021-05-20")
    make.decision(make.item(held), "Noted the chart.", ("noted",))
    before = public.figures(TODAY)
    for hidden in (make.draft(board, "2020-01-01"), make.withdrawn(board, "2018-01-01")):
        make.decision(make.item(hidden), "Noted.", ("noted",))
    closed = make.item(held, "Private")
    make.decision(closed, "Agreed.", ("agreed",))
    make.action(closed, "Sell the quay.", ("Clerk",))
    publication.restrict(closed, by=None, because="Private.")

    assert public.figures(TODAY) == before


def test_the_page_asks_as_much_of_many_meetings_as_of_one(client: Client) -> None:
    board, asked = make.board("Ferries Board"), []
    for days in (range(1, 2), range(2, 20)):
        for day in days:
            item = make.item(make.meeting(board, dt.date(2021, 5, day)))
            make.decision(item, "Noted the chart.", ("noted",))
            make.action(item, "Chart the channel.", ("Clerk",))
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/about/figures/").status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]
