"""What the archive covers: every board and year, and what is not on file."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import public
from meetings.public import Coverage, Spell
from meetings.public.coverage import BOARDS
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_empty_archive_covers_nothing() -> None:
    assert public.coverage() == Coverage(boards=[], columns=[])


def test_each_board_has_its_meetings_by_year_and_what_is_not_on_file() -> None:
    ferries, quays = make.board("Ferries Board"), make.board("Quays Board", organisation="Averham")
    for day in ("2014-03-01", "2017-02-01", "2017-05-01"):
        make.meeting(ferries, day)
    make.meeting(ferries, "2017-09-01", record="agenda")
    make.meeting(quays, "2018-01-09", record="agenda")

    found = public.coverage()

    assert [(each.board, each.spells) for each in found.boards] == [
        (ferries, [Spell(2014, 2014, 1), Spell(2015, 2016), Spell(2017, 2017, 3, 1), Spell(2018, 2018)]),
        (quays, [Spell(2014, 2017, columns=3), Spell(2018, 2018, 1, 1)]),
    ]
    assert found.columns == [Spell(2014, 2014), Spell(2015, 2016), Spell(2017, 2017), Spell(2018, 2018)]
    assert (found.board_count, found.meeting_count) == (2, 5)
    assert (found.first, found.last) == (dt.date(2014, 3, 1), dt.date(2018, 1, 9))


def test_gaps_lie_between_the_first_meeting_of_a_board_and_its_last() -> None:
    ferries = make.board("Ferries Board")
    make.meeting(make.board("Quays Board"), "2010-01-01")
    for day in ("2014-03-01", "2016-03-01", "2019-03-01"):
        make.meeting(ferries, day)
    (covered, _) = public.coverage().boards

    assert [str(gap) for gap in covered.gaps] == ["2015", "2017 to 2018"]


def test_drafts_withdrawn_meetings_and_their_boards_change_nothing() -> None:
    ferries = make.board("Ferries Board")
    make.meeting(ferries, "2016-03-01")
    before = public.coverage()
    make.draft(ferries, "2012-01-01")
    make.withdrawn(ferries, "2013-01-01")
    make.draft(make.board("Draft Board"), "2016-01-01")

    assert public.coverage() == before


def test_the_page_says_agenda_and_none_on_file_in_its_cells_and_leads_to_the_meetings(client: Client) -> None:
    ferries = make.board("Ferries Board")
    make.meeting(ferries, "2014-03-01")
    make.meeting(ferries, "2016-03-01", record="agenda")
    for day, record in (("2017-03-01", "minutes"), ("2017-04-01", "agenda")):
        make.meeting(ferries, day, record=record)
    page = client.get("/about/coverage/").content.decode()
    cells = [each.partition("</td>")[0] for each in page.split("<td ")[1:]]
    link = '<a href="/meetings/?board=ferries-board&amp;year={}">{}</a>'

    assert cells == [
        f'role="cell" data-l="2014">{link.format(2014, "1 meeting")}',
        'role="cell" data-l="2015"><span class="quiet">none on file</span>',
        f'role="cell" data-l="2016">{link.format(2016, "1 agenda")}',
        f'role="cell" data-l="2017">{link.format(2017, "2 meetings")} <span class="quiet">1 with an agenda only</span>',
    ]
    assert "; none on file for 2015</span>" in page
    assert '<a href="/about/coverage/">See what is missing</a>' in client.get("/").content.decode()


def test_many_boards_stand_on_several_pages_each_with_the_whole_time_of_the_archive(client: Client) -> None:
    boards = [make.board(f"Ferries Board {n:02}") for n in range(BOARDS + 1)]
    for board in boards[:BOARDS]:
        make.meeting(board, "2016-03-01")
    make.meeting(boards[BOARDS], "2018-03-01")
    second = public.coverage(2)

    assert [each.board for each in second.boards] == [boards[BOARDS]]
    assert second.columns == [Spell(2016, 2016), Spell(2017, 2017), Spell(2018, 2018)]
    assert second.boards[0].spells == [Spell(2016, 2017, columns=2), Spell(2018, 2018, 1)]
    assert (second.start, second.end) == (BOARDS + 1, BOARDS + 1)
    pages = [client.get(f"/about/coverage/?page={page}") for page in ("1", "2", "3", "0", "last")]
    assert [page.status_code for page in pages] == [200, 200, 404, 404, 404]
    assert [b'rel="next" href="?page=2"' in page.content for page in pages[:2]] == [True, False]
    assert [b'rel="prev" href="?page=1"' in page.content for page in pages[:2]] == [False, True]


def test_it_asks_the_database_as_often_for_many_boards_as_for_one() -> None:
    asked = []
    for _ in range(2):
        for _ in range(3):
            make.meeting()
        with CaptureQueriesContext(connection) as queries:
            public.coverage()
        asked.append(len(queries))

    assert asked == [5, 5]
