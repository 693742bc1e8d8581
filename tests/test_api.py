"""Lists as JSON and CSV: whole, in order, with the page's own errors, and nothing for a spreadsheet to run."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from meetings import search
from meetings.api import cell, written
from meetings.filters import asked
from meetings.filters.listing import KINDS
from meetings.flat import FIELDS
from tests import factories as make

pytestmark = pytest.mark.second

SITE = "http://testserver"
NASTY = [
    "=1+1",
    "+44 20",
    "-1",
    "@SUM(A1)",
    "−1",
    " =1",
    "\u00a0=1",
    "\u3000=1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\r\n\t =1",
    "\0=1",
    "\x0b=1",
    "\x1f=1",
    "\u200b=1",
    "\u200e=1",
    "\u2060=1",
    "\ufeff=1",
    "\u00ad=1",
    "\ufe0f=1",
    "\ufffe=1",
    "\u2028=1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\u200b ＝1",
    "﹦1",
    '"=1',
    "'=1",
    "''=1",
    ";=1",
    ",=1",
    "|=1",
    "\t",
    "\r",
    "\0",
    "\tquiet",
    "\rquiet",
    "\nquiet",
    "\0quiet",
    "'\tquiet",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org?x="&A1,"Look")',
]
"""What some spreadsheet runs, or may once it has dropped what it does not show."""

QUIET = ["", "Noted.", "'", "'Noted.'", '"Noted."', "£4,000", "(a) =1", "1-1", "• Noted", "a\n=1", "é=1", " ", "’tis"]
"""What no spreadsheet runs."""


def fill() -> None:
    """Twenty-five decisions of two boards, one a year, with everybody and everything beside them."""
    boards = make.board("Ferries Board"), make.board("Quays Board")
    nell, averham = make.member("Nell Harbour"), make.authority("Averham Council")
    for year in range(2000, 2025):
        held = make.meeting(boards[year % 2], f"{year}-03-01")
        make.attendance(held, nell, authority=averham)
        item = make.item(held, f"Ferry fares of {year}")
        make.decision(item, f'Noted "{year}",\nand the ferry.', ("noted", "agreed"))
        make.action(item)
    search.rebuild()


def got(address: str, status: int = 200) -> Any:
    """What JSON says at an address."""
    response = Client().get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json")
    return json.loads(response.content)


def table(address: str) -> list[list[str]]:
    """The lines of a CSV file at an address."""
    response: Any = Client().get(address)
    assert response.status_code == 200
    return rows_in(b"".join(response.streaming_content))


def rows_in(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def text_of(written_cell: str) -> str:
    """A cell → its text, as the document says."""
    rest = written_cell[1:]
    return rest if written_cell[:1] == "'" and cell(rest) != rest else written_cell


def runs(text: str) -> bool:
    """Whether a cell begins a formula once a program has dropped what it does not show."""
    seen = text.lstrip("".join(map(chr, range(33))) + "\u00a0\u00ad\u200b\u200e\u2028\u2060\u3000\ufe0f\ufeff\ufffe")
    return seen[:1] in {*"=+-@−＝＋－＠﹦"} or text[:1] in {*"\t\r\n\0"}


# JSON


@pytest.mark.django_db
def test_json_holds_a_page_with_its_sentence_its_total_and_the_ways_on() -> None:
    fill()
    first = got("/decisions.json?year=2003&year=2001&board=quays-board")

    assert (first["said"], first["total"], first["next"], first["previous"]) == (
        "2 decisions, by the Quays Board, in 2003 or 2001, newest first.",
        2,
        None,
        None,
    )
    assert list(first) == ["said", "total", "next", "previous", "results"]
    assert first["results"][0] == {
        "id": f"{SITE}/meetings/quays-board/2003-03-01/item-1/decision-1/",
        "type": "decision",
        "board": "Quays Board",
        "board_url": f"{SITE}/boards/quays-board/",
        "date": "2003-03-01",
        "meeting_url": f"{SITE}/meetings/quays-board/2003-03-01/",
        "item_number": "1",
        "item_title": "Ferry fares of 2003",
        "item_url": f"{SITE}/meetings/quays-board/2003-03-01/#item-1",
        "position": 1,
        "heading": "Decision",
        "lead_in": "",
        "text": 'Noted "2003",\nand the ferry.',
        "inferred": False,
        "outcomes": ["noted", "agreed"],
        "declined": False,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["meetings", "decisions", "actions", "search"])
def test_json_leads_from_page_to_page_and_back(kind: str) -> None:
    fill()
    first = got(f"/{kind}.json?q=ferry+fares&sort=oldest")
    second = got(first["next"])

    assert (first["previous"], second["total"]) == (None, first["total"])
    assert len(first["results"]) == 20
    assert got(second["previous"]) == first
    assert first["next"].startswith(f"{SITE}/{kind}.json?")
    assert not {row["id"] for row in first["results"]} & {row["id"] for row in second["results"]}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_list_says_in_json_and_csv_what_its_page_says(kind: str) -> None:
    fill()
    query = "q=ferry" if kind == "search" else ""
    page, told, lines = asked(kind, QueryDict(query)), got(f"/{kind}.json?{query}"), table(f"/{kind}.csv?{query}")

    assert (told["said"], told["total"]) == (str(page.said), page.total)
    assert lines[0] == list(FIELDS[kind]) == list(told["results"][0])
    assert len(lines) - 1 == page.total >= 1
    assert [line[0] for line in lines[1:21]] == [row["id"] for row in told["results"]]


@pytest.mark.django_db
def test_json_keeps_every_text_as_it_is() -> None:
    make.decision(make.item(make.meeting(), "=1+1"), "\t@SUM(A1) \x0b\ufffe \U0001f6a2 <b>")
    told = got("/decisions.json")["results"][0]

    assert (told["item_title"], told["text"]) == ("=1+1", "\t@SUM(A1) \x0b\ufffe \U0001f6a2 <b>")


# CSV


@pytest.mark.django_db
def test_csv_holds_all_rows_whatever_page_is_asked_for() -> None:
    fill()
    whole = table("/decisions.csv")

    assert len(whole) == 26
    assert whole == table("/decisions.csv?page=2&per_page=20") == table("/decisions.csv?per_page=100")
    assert [line[4] for line in whole[1:]] == [f"{year}-03-01" for year in range(2024, 1999, -1)]
    assert whole[1][11:] == ["", 'Noted "2024",\nand the ferry.', "false", "noted; agreed", "false"]


@pytest.mark.django_db
def test_csv_is_a_file_with_a_name_that_speaks() -> None:
    fill()
    headers = [
        Client().get(address).headers["Content-Disposition"]
        for address in (
            "/members.csv",
            "/decisions.csv?board=ferries-board&year=2022&q=%22ferry%22%0d%0aX",
            "/search.csv",
        )
    ]

    assert headers == [
        'attachment; filename="members.csv"',
        'attachment; filename="decisions-with-ferry-and-x-by-the-ferries-board-in-2022.csv"',
        'attachment; filename="search.csv"',
    ]


@pytest.mark.django_db
def test_the_name_of_a_file_is_not_longer_than_a_disk_takes() -> None:
    header = Client().get(f"/decisions.csv?q={'+'.join(f'ferry{n}' for n in range(99))}").headers["Content-Disposition"]

    assert len(header) < 120


def test_csv_is_written_as_its_standard_says() -> None:
    rows = [["a", "b"], ['say "no", twice', "two\r\nlines"], [None, True], [["x", "y"], 7]]
    data = b"".join(written(rows))

    assert data == b'\xef\xbb\xbfa,b\r\n"say ""no"", twice","two\r\nlines"\r\n,true\r\nx; y,7\r\n'


def test_csv_is_sent_some_lines_at_once() -> None:
    rows = iter([["a"]] * 1000)
    sent = written(rows)
    next(sent)

    assert len(list(rows)) >= 900


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula(text: str) -> None:
    (shown,) = rows_in(b"".join(written([[text, "next"]])))

    assert shown == [f"'{text}", "next"]
    assert text_of(shown[0]) == text


@pytest.mark.parametrize("text", QUIET)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2))
@example(["'=", "='", "''=1"])
def test_any_text_can_be_had_back_and_begins_no_formula(texts: list[str]) -> None:
    (shown,) = rows_in(b"".join(written([texts])))

    assert [text_of(each) for each in shown] == texts
    assert [each for each in shown if runs(each)] == []


def test_half_a_sign_breaks_no_file() -> None:
    assert b"".join(written([["a\ud800b", "c"]])) == b"\xef\xbb\xbfa?b,c\r\n"


# Both


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rest", ["page=-1", "page=0", f"page=1{'0' * 30}", "page=x", "per_page=7", "sort=x"])
def test_what_is_wrong_is_said_in_the_format_asked_for(kind: str, rest: str) -> None:
    errors = asked(kind, QueryDict(rest)).errors
    text = Client().get(f"/{kind}.csv?{rest}")

    assert got(f"/{kind}.json?{rest}", 400) == {
        "errors": [{"parameter": name, "message": f"{label}: {message}"} for name, label, message in errors]
    }
    assert (text.status_code, text.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert text.content.decode() == "".join(f"{label}: {message}\n" for _, label, message in errors)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["2", "999999"])
def test_a_page_past_the_last_is_not_there(page: str) -> None:
    assert got(f"/decisions.json?page={page}", 404) == {
        "errors": [{"parameter": "page", "message": "Page: This list has no such page."}]
    }


@pytest.mark.django_db
def test_more_parameters_than_can_be_read_are_a_sentence() -> None:
    said = "This address has more parameters than can be read."
    many = "&".join(["q=a"] * 1001)

    assert got(f"/decisions.json?{many}", 400) == {"errors": [{"parameter": "", "message": said}]}
    assert Client().get(f"/decisions.csv?{many}").content.decode() == f"{said}\n"


@pytest.mark.django_db
def test_a_twin_has_one_address_without_blank_parameters_and_passes_over_unknown_ones() -> None:
    response = Client().get("/decisions.csv?q=&board=&year=2021&year=+&unheard=of")

    assert (response.status_code, response.headers["Location"]) == (302, "/decisions.csv?year=2021&unheard=of")
    assert got("/decisions.json?unheard=of")["total"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("address", [f"/{kind}.{form}" for kind in KINDS for form in ("json", "csv", "atom")])
def test_a_twin_is_kept_for_a_minute_only_read_and_answers_head(address: str) -> None:
    fill()
    client = Client()
    got_it, head, posted = client.get(address), client.head(address), client.post(address)

    assert (got_it.headers["Cache-Control"], dict(got_it.cookies)) == ("public, max-age=60", {})
    assert (head.status_code, head.getvalue()) == (200, b"")
    assert {name: head.headers[name] for name in ("Content-Type", "Cache-Control")} == {
        name: got_it.headers[name] for name in ("Content-Type", "Cache-Control")
    }
    assert (posted.status_code, posted.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
def test_a_page_leads_to_its_twins_with_its_filters_and_from_the_beginning() -> None:
    fill()
    html = Client().get("/decisions/?q=ferry&sort=oldest&page=2").content.decode()
    query = "?q=ferry&amp;sort=oldest"

    for form in ("csv", "json", "atom"):
        assert f'<li><a href="/decisions.{form}{query}"' in html
    feed = '<link rel="alternate" type="application/atom+xml" title="Decisions with “ferry”"'
    assert f'{feed} href="/decisions.atom{query}">' in html


@pytest.mark.django_db
def test_a_page_that_shows_no_list_leads_to_no_twin() -> None:
    pages = [Client().get(address).content.decode() for address in ("/search/", "/decisions/?year=x")]

    assert [".atom" in page for page in pages] == [False, False]
