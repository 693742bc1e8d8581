"""An item is followed through the years by its title, over public items of the same board alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from meetings import public
from meetings.models import Board
from tests import factories as make

pytestmark = pytest.mark.django_db

TOPIC = "ferries-board--winter-timetable"


@pytest.fixture
def ferries() -> Board:
    return make.board("Ferries Board")


def test_a_topic_is_the_public_items_of_one_title_newest_first(ferries: Board) -> None:
    first = make.item(make.meeting(ferries, "2019-03-01"), "Winter Timetable")
    make.decision(first, "Deferred it.", ("deferred",))
    make.item(make.meeting(ferries, "2020-03-01"), "Summer timetable")
    last = make.item(make.meeting(ferries, "2021-03-01"), "Winter timetable.")
    decided = [make.decision(last), make.decision(last, "Agreed it.", ("agreed",))]
    make.item(make.meeting(ferries, "2022-03-01"), "Winter timetable", restricted=True)
    make.item(make.draft(ferries, "2023-03-01"), "Winter timetable")
    make.item(make.withdrawn(ferries, "2024-03-01"), "Winter timetable")
    make.item(make.meeting(make.board("Quays Board")), "Winter timetable")

    found = public.topic(TOPIC)
    assert (found.board, found.title, found.items, found.total) == (ferries, "Winter timetable.", [last, first], 2)
    assert (found.first, found.last) == (dt.date(2019, 3, 1), dt.date(2021, 3, 1))
    assert found.items[0].decisions == decided


@pytest.mark.parametrize(
    "address", [TOPIC, "ferries-board--lamps", "ferries-board", "--", "", "a\0--b", "ferries-board--Winter Timetable"]
)
def test_a_topic_without_a_public_item_is_not_there(ferries: Board, address: str) -> None:
    held = make.meeting(ferries)
    make.item(held, "Winter timetable", restricted=True)
    make.item(held, "Any other business")
    with pytest.raises(public.NotThere):
        public.topic(address)


def test_of_very_many_the_newest_are_shown(ferries: Board) -> None:
    for n in range(53):
        make.item(make.meeting(ferries, dt.date(2019, 1, 1) + dt.timedelta(days=n)), "Winter timetable")
    found = public.topic(TOPIC)
    assert (len(found.items), found.total) == (50, 53)
    page = Client().get(f"/topics/{TOPIC}/").content.decode()
    assert "Showing the newest 50." in page
    assert "/search/?board=ferries-board&amp;q=%22Winter%20timetable%22" in page


def test_what_came_before_and_after_is_the_nearest_of_the_same_title(ferries: Board) -> None:
    days = ["2018-01-01", "2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01"]
    items = [make.item(make.meeting(ferries, day), "Winter timetable") for day in days]
    told = [make.decision(item) for item in items]
    make.decision(make.item(items[2].meeting, "Winter timetable"))
    items[3].restricted = True
    items[3].save()

    around = public.around(public.decision("ferries-board", "2020-01-01", "1", 1).item)
    assert (around.before, around.after, around.total) == (items[1], items[4], 4)
    assert (around.before.decisions, around.after.decisions) == ([told[1]], [told[4]])


def test_an_item_alone_and_a_routine_one_have_nothing_around_them(ferries: Board) -> None:
    for day in ("2020-01-01", "2021-01-01"):
        make.decision(make.item(make.meeting(ferries, day), "Any other business"))
    make.decision(make.item(make.meeting(ferries, "2022-01-01"), "Winter timetable"))
    for day in ("2021-01-01", "2022-01-01"):
        around = public.around(public.decision("ferries-board", day, "1", 1).item)
        assert (around.before, around.after) == (None, None)


def test_an_item_says_at_how_many_meetings_its_title_is(ferries: Board) -> None:
    held = make.meeting(ferries)
    for title in ("Winter timetable", "Lamps", "Any other business", "Lamps"):
        make.item(held, title)
    for day, title in (
        ("2019-01-01", "Winter timetable"),
        ("2020-01-01", "Lamps"),
        ("2020-01-02", "Any other business"),
    ):
        make.item(make.meeting(ferries, day), title, restricted=title == "Lamps")
    items = public.meeting("ferries-board", "2021-05-20").items
    assert [item.topic_meetings for item in items] == [2, 0, 0, 0]


def test_the_pages_lead_to_the_topic_and_say_how_it_is_known(ferries: Board) -> None:
    before = make.item(make.meeting(ferries, "2020-01-01"), "Winter timetable")
    make.decision(before, "Deferred it.", ("deferred",))
    now = make.item(make.meeting(ferries), "Winter timetable")
    make.decision(now)
    make.action(now, reply=before, status="reported", reply_quote="It is late.")
    link = f'<a href="/topics/{TOPIC}/">'
    pages = ["", "item-1/decision-1/", "item-1/action-1/"]
    told = [Client().get(f"/meetings/ferries-board/2021-05-20/{page}").content.decode() for page in pages]
    assert [page.count(link) for page in told] == [1, 1, 1]
    assert [page.count('<span class="quiet">same title</span>') for page in told] == [0, 1, 1]
    assert ["accepted by a clerk" in page for page in told] == [False, False, True]
    topic = Client().get(f"/topics/{TOPIC}/")
    assert (topic.status_code, topic.content.decode().count("<span>1 decision</span><span>same title</span>")) == (
        200,
        2,
    )
