"""A list shows what its address asks for, says so in one sentence, and refuses what it cannot read."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict

from meetings import public, search
from meetings.filters import Facet, Listing, asked
from meetings.models import Board
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]

KINDS = ["meetings", "decisions", "actions", "members", "authorities"]


def listing(kind: str, query: str = "") -> Listing:
    return asked(kind, QueryDict(query))


def choices(found: Listing) -> dict[str, list[tuple[str, int, bool]]]:
    return {
        facet.name: [(choice.value, choice.count, choice.chosen) for choice in facet.choices] for facet in found.facets
    }


@pytest.fixture
def ferries() -> Board:
    """Ferries noted twice in 2019 and agreed once in 2021, quays noted once in 2021; one action each."""
    ferries, quays = make.board("Ferries Board"), make.board("Quays Board")
    nell, averham = make.member("Nell Harbour"), make.authority("Averham Council")
    for board, day, verbs in (
        (ferries, "2019-03-01", [("noted",), ("noted",)]),
        (ferries, "2021-05-20", [("agreed",)]),
        (quays, "2021-06-01", [("noted",)]),
    ):
        held = make.meeting(board, day)
        item = make.item(held, f"Boats in {day[:4]}")
        for each in verbs:
            make.decision(item, verbs=each)
        make.action(item, boilerplate=board == quays)
        make.attendance(held, nell, authority=averham)
    search.rebuild()
    return ferries


@pytest.mark.parametrize(
    ("kind", "query", "sentence", "title"),
    [
        ("meetings", "", "3 meetings, newest first.", "Meetings"),
        ("meetings", "year=2021&board=quays-board", "1 meeting of the Quays Board, in 2021, newest first.", ""),
        ("meetings", "year=2021&year=2019&sort=oldest", "3 meetings, in 2021 or 2019, oldest first.", ""),
        ("meetings", "member=Nell+Harbour", "3 meetings, with Nell Harbour present, newest first.", ""),
        (
            "decisions",
            "q=report&verb=noted&board=ferries-board&year=2019",
            "2 decisions with “report” that were noted, by the Ferries Board, in 2019, newest first.",
            "Decisions with “report” that were noted, by the Ferries Board, in 2019",
        ),
        ("decisions", "authority=averham", "4 decisions, with someone from Averham Council present, newest first.", ""),
        ("decisions", "verb=noted&verb=agreed", "4 decisions that were noted or agreed, newest first.", ""),
        ("decisions", "year=2020", "0 decisions, in 2020, newest first.", "Decisions, in 2020"),
        (
            "meetings",
            "date_from=2019&date_to=May+2021",
            "2 meetings, from 2019, up to May 2021, newest first.",
            "Meetings, from 2019, up to May 2021",
        ),
        ("decisions", "date_from=20/5/2021", "2 decisions, from 20 May 2021, newest first.", ""),
        ("actions", "date_to=2019", "1 action, up to 2019, newest first.", ""),
        ("decisions", "q=report&date_to=2020-01", "2 decisions with “report”, up to January 2020, newest first.", ""),
        (
            "search",
            "q=report&kind=decisions&date_from=2019-03-02&date_to=5/2021",
            "1 result for “report”, decisions only, from 2 March 2019, up to May 2021, best match first.",
            "",
        ),
        ("actions", "", "2 actions, newest first.", "Actions"),
        (
            "actions",
            "routine=1&status=open&owner=officers",
            "3 actions that are open for “officers”, newest first.",
            "",
        ),
        ("members", "board=ferries-board", "1 member of the Ferries Board, by surname.", ""),
        ("members", "q=harb&authority=averham-council", "1 member named “harb” from Averham Council, by surname.", ""),
        ("authorities", "q=averham", "1 authority named “averham”, by name.", ""),
    ],
)
def test_a_list_says_in_words_what_it_shows(ferries: Board, kind: str, query: str, sentence: str, title: str) -> None:
    found = listing(kind, query)
    assert found.valid, found.errors
    assert str(found.said) == sentence
    assert len(found.page.object_list) == found.total
    assert not title or found.said.title == title


def test_the_choices_of_a_group_leave_out_the_groups_own_choice(ferries: Board) -> None:
    assert choices(listing("decisions", "board=ferries-board&year=2019")) == {
        "board": [("ferries-board", 2, True)],
        "year": [("2021", 1, False), ("2019", 2, True)],
        "verb": [("noted", 2, False)],
    }
    assert choices(listing("decisions", "verb=agreed"))["verb"] == [("noted", 3, False), ("agreed", 1, True)]


def test_a_choice_that_finds_nothing_stays_so_that_it_can_be_taken_away(ferries: Board) -> None:
    found = listing("decisions", "verb=agreed&year=2019")
    assert choices(found)["year"] == [("2021", 1, False), ("2019", 0, True)]
    assert [(link.label, link.query) for link in found.without] == [("Outcome", "?year=2019"), ("Year", "?verb=agreed")]


def test_an_empty_list_says_whether_a_meeting_is_on_file_and_what_a_wider_list_holds(ferries: Board) -> None:
    nothing = listing("decisions", "board=ferries-board&year=2020&verb=noted")
    assert nothing.gap == "meetings of the Ferries Board in 2020"
    assert [(wider.label, wider.count) for wider in nothing.without] == [("Board", 0), ("Outcome", 0), ("Year", 2)]
    assert listing("decisions", "board=ferries-board&year=2019&verb=agreed").gap == ""
    assert listing("decisions", "q=cemetery").gap == ""
    before = listing("decisions", "board=ferries-board&date_to=2001")
    assert before.gap == "meetings of the Ferries Board up to 2001"
    assert [(wider.label, wider.query) for wider in before.without] == [
        ("Board", "?date_to=2001"),
        ("To", "?board=ferries-board"),
    ]
    assert listing("members", "q=cemetery").gap == ""


def test_statuses_and_hidden_routine_wording_are_counted_apart(ferries: Board) -> None:
    found = listing("actions", "year=2021")
    assert (found.total, found.hidden, choices(found)["status"]) == (1, 1, [("open", 1, False)])
    assert found.with_routine == "?year=2021&routine=1"
    assert listing("actions", "routine=1").hidden == 0


def test_only_the_first_choices_are_shown_at_once() -> None:
    for year in range(2001, 2013):
        make.meeting(make.board(f"Board {year}"), f"{year}-01-01")
    year: Facet = listing("meetings", "year=2001").facets[1]
    assert [each.value for each in year.first] == ["2012", "2011", "2010", "2009", "2008", "2007", "2006", "2001"]
    assert [each.value for each in year.more] == ["2005", "2004", "2003", "2002"]


def test_each_filter_goes_with_one_link(ferries: Board) -> None:
    found = listing("decisions", 'q="the report"&board=ferries-board&verb=noted&verb=agreed&sort=oldest&page=1')
    report, ferry = ("q", '"the report"'), ("board", "ferries-board")
    noted, agreed, oldest = ("verb", "noted"), ("verb", "agreed"), ("sort", "oldest")
    assert [(chip.label, parse_qsl(chip.query[1:])) for chip in found.chips] == [
        ("“the report”", [ferry, noted, agreed, oldest]),
        ("Ferries Board", [report, noted, agreed, oldest]),
        ("noted", [report, ferry, agreed, oldest]),
        ("agreed", [report, ferry, noted, oldest]),
    ]


@pytest.mark.parametrize(
    ("kind", "query", "parameter", "sentence"),
    [
        ("meetings", "year=twenty", "year", "“twenty” is not a year such as 2021."),
        ("meetings", "year=0", "year", "“0” is not a year such as 2021."),
        ("meetings", "year=10000", "year", "“10000” is not a year such as 2021."),
        ("meetings", "year=٢٠٢١", "year", "“٢٠٢١” is not a year such as 2021."),
        ("meetings", "year=1%00", "year", "This choice cannot be read."),
        (
            "meetings",
            "date_from=31/2/2021",
            "date_from",
            "“31/2/2021” is not a date such as 2021, May 2021 or 20/5/2021.",
        ),
        ("search", "q=quay&date_to=soon", "date_to", "“soon” is not a date such as 2021, May 2021 or 20/5/2021."),
        ("actions", "date_from=2021&date_to=5/2020", "date_to", "“To” is before “From”, which is 2021."),
        ("meetings", "board=atlantis", "board", "Nothing on file is called “atlantis”."),
        ("meetings", "board=%00", "board", "This choice cannot be read."),
        (
            "meetings",
            "board=board",
            "board",
            "“board” may be any of these: Ferries Board; Quays Board. Give the whole name.",
        ),
        ("meetings", "member=nell&member=tam", "member", "Give one name only."),
        ("decisions", "verb=Noted!", "verb", "“Noted!” is not one of the choices."),
        ("actions", "status=lost", "status", "“lost” is not one of the choices."),
        ("actions", "routine=yes", "routine", "“yes” is not one of the choices."),
        ("meetings", "page=0", "page", "A page is a whole number from 1."),
        ("meetings", "page=-1", "page", "A page is a whole number from 1."),
        ("meetings", "page=1e3", "page", "A page is a whole number from 1."),
        ("meetings", "page=٣", "page", "A page is a whole number from 1."),
        ("meetings", f"page=1{'0' * 30}", "page", "A page is a whole number from 1."),
        ("meetings", "per_page=1000000000", "per_page", "A page has 20, 50 or 100 rows."),
        ("meetings", "sort=random", "sort", "A list is in the order newest or oldest."),
    ],
)
def test_what_cannot_be_read_is_an_error_and_shows_nothing(
    ferries: Board, kind: str, query: str, parameter: str, sentence: str
) -> None:
    found = listing(kind, query)
    assert [(name, message) for name, _, message in found.errors] == [(parameter, sentence)]
    assert not found.valid
    assert list(found.filters.qs) == []


def test_a_year_without_a_meeting_is_no_error() -> None:
    assert listing("meetings", "year=9999").valid


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_and_blank_parameters_change_nothing(ferries: Board, kind: str) -> None:
    found = listing(kind, "utm=x&board=&q=&year=+")
    assert found.valid
    assert str(found.said) == str(listing(kind).said)
    assert found.canonical == "utm=x"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_past_the_last_is_not_there(ferries: Board, kind: str) -> None:
    with pytest.raises(public.NotThere):
        _ = listing(kind, "page=2").page


def test_pages_lead_to_one_another(ferries: Board) -> None:
    for day in range(1, 26):
        make.meeting(ferries, f"2018-01-{day:02}")
    first = listing("meetings", "year=2018")
    assert (first.newer, first.older) == ("", "?year=2018&after=2018-01-06.1")
    second = listing("meetings", first.older.removeprefix("?"))
    assert (second.newer, second.older) == ("?year=2018&until=2018-01-06.1", "")
    assert [held.date.day for held in second.page] == [5, 4, 3, 2, 1]
    assert (second.page.start, second.page.end) == (21, 25)
    assert list(listing("meetings", "year=2018&page=2").page) == list(second.page)
    assert list(listing("meetings", second.newer.removeprefix("?")).page) == list(first.page)
    assert [(link.label, link.query, link.current) for link in second.sizes] == [
        ("20", "?year=2018&per_page=20", True),
        ("50", "?year=2018&per_page=50", False),
        ("100", "?year=2018&per_page=100", False),
    ]
    assert [(link.label, link.current) for link in second.sorts] == [("Newest first", True), ("Oldest first", False)]
    assert listing("members").sorts == []


def test_a_thousand_repeated_values_are_refused(ferries: Board) -> None:
    found = listing("meetings", "&".join(f"year={1000 + n}" for n in range(1000)))
    assert found.errors == [("year", "Year", "Choose at most 50 at once.")]


def facts(found: Listing) -> Any:
    return str(found.said), choices(found), found.errors


def test_a_draft_changes_nothing_in_any_list(ferries: Board) -> None:
    before = {kind: facts(listing(kind)) for kind in KINDS}
    held = make.draft(ferries, "2022-01-01")
    make.decision(make.item(held))
    make.action(make.item(held))
    make.attendance(held, make.member("Tam Arkle"), authority=make.authority("Dunmoor"))
    assert {kind: facts(listing(kind)) for kind in KINDS} == before


def test_the_words_that_are_looked_for_are_lit_and_no_mark_up_comes_through(client: Any) -> None:
    item = make.item(make.meeting(), "Ferry <b>fares</b>")
    make.decision(item, "Noted <i>the ferries</i> & boats.")
    search.refresh(item.meeting)
    page = client.get("/decisions/?q=ferry").content.decode()
    assert "<mark>Ferry</mark> &lt;b&gt;fares&lt;/b&gt;" in page
    assert "Noted &lt;i&gt;the <mark>ferries</mark>&lt;/i&gt; &amp; boats." in page
    assert "<mark>" not in client.get("/decisions/").content.decode()
