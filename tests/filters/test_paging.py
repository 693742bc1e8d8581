"""However deep in a list, a page is the rows behind the last one, and leads back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict

from meetings import search
from meetings.filters import asked, found
from meetings.filters.paging import Place, place
from meetings.models import Member
from meetings.search.backends.base import Order
from meetings.search.ids import floor_of
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]

DAYS = [f"{year}-{day}" for year in range(2018, 2022) for day in ("03-03", "10-07")]


@pytest.fixture
def filed() -> None:
    """Meetings of two boards on the same eight days, with three decisions each, and two members."""
    boards = [make.board("Ferries Board"), make.board("Harbour Board")]
    for day in DAYS:
        for board in boards:
            held = make.meeting(board, day)
            for person in ("Nell Ferry", "Tam Ferry"):
                make.attendance(held, make.member(person) if day == DAYS[0] and board == boards[0] else _member(person))
            item = make.item(held, "Ferry fares")
            for n in range(3):
                make.decision(item, f"Agreed fare {n}.", ("agreed",))
            search.refresh(held)


def _member(name: str) -> Any:
    return Member.objects.get(name=name)


def opened(kind: str, query: str) -> Any:
    data = QueryDict(query)
    return asked(kind, data)


def keys(listing: Any) -> list[int]:
    return [row.docid if hasattr(row, "docid") else row.pk for row in listing.page]


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize(
    ("kind", "query", "total"),
    [("decisions", "", 48), ("decisions", "year=2021&year=2020&year=2018", 36), ("search", "q=ferry", 66)],
)
def test_pages_are_the_whole_list_onward_and_back(kind: str, query: str, total: int, sort: str) -> None:
    base = f"{query}&sort={sort}"
    whole = keys(opened(kind, f"{base}&per_page=100"))
    assert len(whole) == len(set(whole)) == total
    listing, seen, starts = opened(kind, base), [], []
    while True:
        seen += [keys(listing)]
        starts.append(listing.page.start)
        if not listing.older:
            break
        listing = opened(kind, listing.older.removeprefix("?"))
    assert [key for page in seen for key in page] == whole
    assert starts == list(range(1, total + 1, 20))
    while listing.newer:
        listing = opened(kind, listing.newer.removeprefix("?"))
        seen.append(keys(listing))
    onward, back = seen[: len(starts)], seen[len(starts) :]
    assert back == onward[-2::-1]


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("decisions", ""),
        ("decisions", "sort=oldest"),
        ("decisions", "year=2021&year=2020&year=2018"),
        ("search", "q=ferry&sort=newest"),
    ],
)
def test_a_page_asked_for_by_number_is_the_same(kind: str, query: str) -> None:
    second = opened(kind, opened(kind, query).older.removeprefix("?"))
    numbered = opened(kind, f"{query}&page=2")
    assert (keys(numbered), numbered.page) == (keys(second), second.page)


@pytest.mark.usefixtures("filed")
def test_results_by_relevance_go_on_by_number() -> None:
    listing, seen = opened("search", "q=ferry"), []
    for _ in range(4):
        seen += keys(listing)
        listing = opened("search", listing.older.removeprefix("?")) if listing.older else listing
    assert len(set(seen)) == 66
    assert listing.newer == "?q=ferry&page=3"


@pytest.mark.usefixtures("filed")
def test_a_page_before_the_first_rows_is_the_first_page() -> None:
    first = opened("decisions", "")
    assert keys(opened("decisions", "until=2021-10-07.3")) == keys(first)
    assert opened("decisions", "until=2021-10-07.3").newer == ""


@pytest.mark.parametrize(
    "text", ["", "2021-05-20", "2021-05-20.-1", "2021-02-30.1", "0000-01-01.1", "20.1", "people", "2021-05-20.٣", "x.1"]
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        place(text)


def test_a_place_is_read_as_it_is_written() -> None:
    for text in ("2021-05-20.0", "people.17", "9999-12-31.1", "0001-01-01.1"):
        assert str(place(text)) == text
    assert place("people.2") == Place(None, 2)


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize("at", ["after=9999-12-31.0", "until=0001-01-01.0", "after=people.0", "until=people.5"])
@pytest.mark.parametrize("kind", ["decisions", "meetings", "actions", "search"])
def test_places_at_the_ends_of_time_are_answered(client: Any, kind: str, at: str) -> None:
    assert client.get(f"/{kind}/?{at}&q=ferry&sort=newest").status_code in (200, 404)


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("day", [None, dt.date(2021, 5, 20), dt.date.min, dt.date.max])
def test_what_comes_before_a_day_and_what_does_not_are_all_there_is(order: Order, day: dt.date | None) -> None:
    days = (dt.date.min, dt.date(2021, 5, 19), dt.date(2021, 5, 20), dt.date(2021, 5, 21), dt.date.max)
    ids = [0, 5, *(floor_of(each) + more for each in days for more in (0, 7))]
    with connection.cursor() as cursor:

        def fits(docid: int, condition: Any) -> bool:
            cursor.execute(f"SELECT {condition.text.format(id='%s')}", _filled(docid, condition))
            return bool(cursor.fetchone()[0])

        for docid in ids:
            assert fits(docid, found._ahead(day, order)) != fits(docid, found._not_ahead(day, order)), docid


def _filled(docid: int, condition: Any) -> list[int]:
    """The parameters of a condition, the id among them."""
    given = iter(condition.parameters)
    return [docid if each == "{id}" else next(given) for each in re.findall(r"\{id\}|%s", condition.text)]
