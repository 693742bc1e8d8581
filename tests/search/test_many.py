"""More results than are counted: what is said of them is true, and every page is there all the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import search
from meetings.filters import Listing, asked
from meetings.models import Board, SearchEntry
from meetings.search import ids
from meetings.search.backends import backend
from meetings.search.backends.base import MOST_COUNTED, MOST_RANKED, Match, Order, Phrase, Sql
from meetings.search.ids import Kind
from meetings.search.query import parse
from meetings.search.results import Results
from tests import factories as make

pytestmark = pytest.mark.django_db

MANY = 16_000
"""Enough that the sample of PostgreSQL holds more than its part of what is counted."""

FIRST = dt.date(1950, 1, 1)

TAKEN_FOR_MORE, TAKEN_FOR_FEWER = 309, 80
"""Numbers of a board by which the sample of PostgreSQL holds far more and far fewer entries than its part."""


@pytest.fixture
def many(request: pytest.FixtureRequest) -> int:
    """A published meeting with 30 decisions, and the entries of MANY older ones of another board → how many in all.

    A board's number is part of an entry's id, and that decides what is in the sample: numbered as the database likes,
    one time in forty is more than a tenth off. So these two have theirs from here, and the sample is always the same.
    """
    number_of_older = getattr(request, "param", 10_001)
    held = make.meeting(make.board("Ferries Board", pk=10_000), "2021-05-20")
    for number in range(30):
        make.decision(make.item(held, f"Quay {number}"), "Agreed the ferry.", ("agreed",))
    search.rebuild()
    older = make.board("Quays Board", pk=number_of_older)
    make.meeting(older, "2020-05-20")
    code = SearchEntry.objects.filter(kind=Kind.DECISIONS).values_list("docid", flat=True)[0] >> ids.OUTCOMES & 255
    SearchEntry.objects.bulk_create(_older(held.pk, older.pk, code))
    return 30 + MANY


def _older(meeting: int, board: int, code: int) -> Iterator[SearchEntry]:
    for number in range(MANY):
        shared = ids.of_meeting(FIRST + dt.timedelta(days=number), board, 1)
        docid = shared and ids.pack(shared, 0, Kind.DECISIONS, outcomes=code)
        yield SearchEntry(
            docid=docid, kind=Kind.DECISIONS, record_id=10**6 + number, meeting_id=meeting, title="quay", body="ferri"
        )


@pytest.fixture
def between(many: int) -> None:
    """The older ones again, with 900 entries before and 900 behind them that have not the word."""
    one = SearchEntry.objects.earliest("docid")
    board = Board.objects.get(slug="quays-board").pk
    for year in (1920, 1995):
        days = [dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(900)]
        shared = [ids.of_meeting(day, board, 1) for day in days]
        SearchEntry.objects.bulk_create(
            SearchEntry(
                docid=each and ids.pack(each, 0, Kind.DECISIONS),
                kind=Kind.DECISIONS,
                record_id=2 * 10**6 + year * 1000 + number,
                meeting_id=one.meeting_id,
                title="quay",
                body="boat",
            )
            for number, each in enumerate(shared)
        )


def listing(kind: str, query: str) -> Listing:
    found = asked(kind, QueryDict(query))
    assert found.valid
    return found


def counts(found: Listing, name: str) -> dict[str, int]:
    return {each.value: each.count for facet in found.facets if facet.name == name for each in facet.choices}


def test_what_is_not_counted_to_the_end_is_said_to_be_so(many: int) -> None:
    for kind in ("search", "decisions"):
        found = listing(kind, "q=ferry&sort=newest")
        boards, said = counts(found, "board"), found.said.count
        if connection.vendor == "sqlite":
            assert said == "More than 10,000"
            assert "The figures beside the filters are counted in the newest 10,000 results." in found.notes
            assert (sum(boards.values()), boards["ferries-board"]) == (MOST_COUNTED, 30)
        else:
            assert abs(int(said.removeprefix("About ").replace(",", "")) - many) < many / 10
            assert "The figures beside the filters are estimates." in found.notes
            assert abs(sum(boards.values()) - many) < many / 10
        assert len(found.page) == 20
        assert "member" not in {facet.name for facet in found.facets if facet.choices}
        narrowed = listing(kind, "q=ferry&board=ferries-board&sort=newest")
        assert (narrowed.total, narrowed.said.count.split()[0]) == (30, "30")
        assert [len(narrowed.page), bool(narrowed.older), bool(narrowed.newer)] == [20, True, False]


def test_a_sample_that_is_large_is_told_in_part(
    many: int,
    monkeypatch: pytest.MonkeyPatch,  # a sample that is as large in truth would take minutes to make
) -> None:
    monkeypatch.setattr("meetings.search.backends.postgresql.MOST_TOLD", 300)
    counted = backend().count(Match(every=((Phrase(("ferri",)),),)), [])
    if connection.vendor == "sqlite":
        assert counted.newest == MOST_COUNTED
    else:
        assert (counted.each, 150 < len(counted.ids) <= 300) == (64, True)
        assert abs(counted.many - many) < many / 5


def test_best_match_is_found_among_the_newest_alone_and_says_so(many: int) -> None:
    assert f"best match first among the newest {MOST_RANKED:,}" in listing("search", "q=ferry").said.rest


def test_every_page_is_there_however_many_there_are(many: int) -> None:
    for sort in ("newest", "oldest"):
        line, days = listing("search", f"q=ferry&sort={sort}&per_page=100"), []
        for _ in range(3):
            days += [ids.day_of(entry.docid) for entry in line.page.object_list]
            line = listing("search", line.older.removeprefix("?"))
        assert len(days) == 300
        assert days == sorted(days, reverse=sort == "newest")


@pytest.mark.parametrize(
    "more", [pytest.param(0, marks=pytest.mark.once), pytest.param(3, marks=pytest.mark.once), 200]
)
def test_the_way_back_leads_over_the_same_pages_with_few_questions(
    many: int,
    more: int,
    monkeypatch: pytest.MonkeyPatch,  # thousands of entries on one day would take minutes
) -> None:
    monkeypatch.setattr("meetings.filters.found._MORE", more)  # as if more or fewer than that were found on a day
    for sort in ("newest", "oldest"):
        pages = [listing("search", f"q=ferry&sort={sort}")]
        for _ in range(3):
            pages.append(listing("search", pages[-1].older.removeprefix("?")))
        back = pages[-1]
        for there in reversed(pages[:-1]):
            address = f"/search/{back.newer}"
            back = listing("search", back.newer.removeprefix("?"))
            assert [found.docid for found in back.page.object_list] == [found.docid for found in there.page.object_list]
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(address).status_code == 200
        assert len(asked) <= (6 if more == 200 else 9)


def test_a_page_by_its_number_is_the_page_that_one_comes_to(many: int) -> None:
    for sort in ("newest", "oldest"):
        come_to = listing("search", f"q=ferry&sort={sort}")
        for number in (2, 3, 4):
            come_to = listing("search", come_to.older.removeprefix("?"))
            there = listing("search", f"q=ferry&sort={sort}&page={number}")
            assert there.page.object_list == come_to.page.object_list


@pytest.mark.parametrize("many", [TAKEN_FOR_MORE, TAKEN_FOR_FEWER], indirect=True)
def test_the_last_page_by_its_number_is_there_whatever_was_counted_about_and_none_behind_it(many: int) -> None:
    last = (many - 1) // 100 + 1
    for sort in ("newest", "oldest"):
        shown = listing("search", f"q=ferry&sort={sort}&per_page=100&page={last}")
        assert [len(shown.page), bool(shown.older)] == [many - 100 * (last - 1), False]
        for kind in ("search", "decisions"):
            for behind in (last + 1, last + 5, 999_999):
                address = f"/{kind}/?q=ferry&sort={sort}&per_page=100&page={behind}"
                assert Client().get(address).status_code == 404


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_what_is_found_years_from_an_end_is_fetched_and_every_page_is_the_same(
    between: None,
    sort: str,
    monkeypatch: pytest.MonkeyPatch,  # so many that it is quicker would take minutes to make
) -> None:
    query = f"q=ferry&board=quays-board&sort={sort}&per_page=100"
    monkeypatch.setattr("meetings.filters.found.SOONER", 0.01)
    last = listing("search", query).total // 100 - 8  # of what is counted about, some pages short of the end
    fetched = _ways(query, last)
    monkeypatch.setattr("meetings.filters.found.SOONER", 10**9)
    walked = _ways(query, last)

    assert [days for _, days in fetched] == [days for _, days in walked]
    if connection.vendor == "sqlite":
        assert not any(statements for statements, _ in fetched)
    else:
        first_and_last = [statements > 0 for way in (fetched, walked) for statements, _ in (way[0], way[-1])]
        assert first_and_last == [True, True, False, False]


def _ways(query: str, last: int) -> list[tuple[int, list[int]]]:
    """The first page and the next, the way back, and the pages from a late one to the end: how often all was fetched
    for it, and its entries."""
    told, onward = [], listing("search", query)
    for way in ("older", "newer", None):
        told.append(_page(onward))
        onward = listing("search", getattr(onward, way).removeprefix("?")) if way else onward
    late = listing("search", f"{query}&page={last}")
    while late.older:
        told.append(_page(late))
        late = listing("search", late.older.removeprefix("?"))
    return [*told, _page(late)]


def _page(shown: Listing) -> tuple[int, list[int]]:
    line = listing("search", shown.data.urlencode())  # which has not been asked for its page
    line.filters.counts.total  # noqa: B018 - what is counted is fetched too
    with CaptureQueriesContext(connection) as asked:
        found = [entry.docid for entry in line.page.object_list]
    return sum("found AS MATERIALIZED" in each["sql"] for each in asked.captured_queries), found


@pytest.mark.once
@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_pages_on_both_sides_of_what_is_counted_are_those_of_the_index(many: int, sort: str) -> None:
    order = Order.NEWEST if sort == "newest" else Order.OLDEST
    wanted = Results(parse("ferry")).in_order(0, many, order, few=False)
    there = listing("search", f"q=ferry&sort={sort}&per_page=100&page=98")
    for number in (98, 99, 100, 101, 102):
        assert there.page.object_list == wanted[100 * (number - 1) : 100 * number]
        there = listing("search", there.older.removeprefix("?"))
    for number in (102, 101, 100, 99):
        there = listing("search", there.newer.removeprefix("?"))
        assert there.page.object_list == wanted[100 * (number - 1) : 100 * number]


@pytest.mark.parametrize("order", [Order.NEWEST, Order.NEWEST_BACK])
def test_of_many_so_many_are_looked_at_as_are_shown_though_the_planner_takes_them_for_few(
    many: int, order: Order
) -> None:
    search.look_again()
    match = Match(every=((Phrase(("ferri", "agre")),),))  # words that stand together in few, as the planner sees it
    found = backend().in_order(match, [Sql("{id} >= %s", (1 << ids.YEAR,))], order, few=False)
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {found.text} LIMIT 21", found.parameters)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
        if connection.vendor == "postgresql":
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)
    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE" in plan
        assert "TEMP B-TREE" not in plan
    else:
        assert "meetings_searchentry_pkey" in plan
        assert "Sort" not in plan
