"""Every row of a list comes out once, in the order of its pages, from a few queries a chunk."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from meetings import search
from meetings.filters import Listing, asked, everything
from meetings.filters.everything import query_of, rows_of, rows_shown
from meetings.filters.listing import KINDS
from meetings.models import Meeting, State
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]

QUERIES = [
    *[(kind, "q=ferry" if kind == "search" else "") for kind in KINDS],
    ("meetings", "sort=oldest"),
    ("decisions", "sort=oldest&q=ferry"),
    ("decisions", "board=ferries-board&verb=noted"),
    ("actions", "sort=oldest&routine=1"),
    ("search", "q=ferry&sort=oldest"),
    ("search", "q=ferry&sort=newest"),
    ("members", "q=nell"),
]


def fill(years: range = range(2001, 2025)) -> None:
    """A meeting a year of two boards in turn, each with somebody new."""
    boards = make.board("Ferries Board"), make.board("Quays Board")
    for year in years:
        held = make.meeting(boards[year % 2], f"{year}-03-01")
        item = make.item(held, "Ferry fares")
        make.decision(item, "Noted the ferry.")
        make.decision(item, "Agreed the quay.", ("agreed",))
        make.action(item, "To paint the ferry.", boilerplate=year % 3 == 0)
        make.attendance(held, make.member(f"Nell Ferry{year}"), authority=make.authority(f"Ferry Council {year}"))
    search.rebuild()


def listing(kind: str, query: str = "") -> Listing:
    found = asked(kind, QueryDict(query))
    assert found.valid
    return found


def page_by_page(kind: str, query: str) -> list[Any]:
    """The rows of all pages, from the first to the last."""
    rows, at = [], f"?{query}"
    while at:
        found = listing(kind, at.removeprefix("?"))
        rows += rows_shown(found)
        at = found.older
    return rows


@pytest.mark.parametrize(("kind", "query"), QUERIES)
def test_all_rows_are_those_of_all_pages_in_their_order(kind: str, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    monkeypatch.setattr(everything, "CHUNK", 7)  # or it would take thousands of rows
    rows = list(rows_of(listing(kind, query)))

    assert rows == page_by_page(kind, query)
    assert len(rows) == listing(kind, query).total > 7


@pytest.mark.parametrize(("kind", "query"), QUERIES[: len(KINDS)])
def test_each_further_chunk_asks_the_same_few_questions(kind: str, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    asked = []
    for size in (20, 10, 5):
        monkeypatch.setattr(everything, "CHUNK", size)  # as above
        with CaptureQueriesContext(connection) as queries:
            chunks = -(-len(list(rows_of(listing(kind, query)))) // size)
        asked.append((chunks, len(queries)))
    (first, few), (_, _), (last, many) = asked

    assert last > first
    assert (many - few) / (last - first) <= 12


def test_nothing_is_asked_of_the_database_before_a_row_is_wanted() -> None:
    fill(range(2001, 2003))
    found = listing("decisions")
    with CaptureQueriesContext(connection) as queries:
        rows_of(found)

    assert len(queries) == 0


def test_a_row_that_is_withdrawn_while_somebody_reads_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(range(2001, 2004))
    monkeypatch.setattr(everything, "CHUNK", 1)  # as above
    rows = rows_of(listing("meetings"))
    first = next(rows)
    Meeting.objects.filter(date="2002-03-01").update(state=State.DRAFT)

    assert [first.date.year, *(row.date.year for row in rows)] == [2003, 2001]


def test_the_query_of_a_list_keeps_its_filters_and_forgets_the_page() -> None:
    given = "year=2021&year=2020&q=ferry+fares&per_page=50&sort=oldest&unheard=of"

    assert query_of(Listing("decisions", QueryDict(f"{given}&page=3&board="))) == f"?{given}"
    assert query_of(Listing("decisions", QueryDict("page=3"))) == ""
