"""Lists as Atom feeds: whole, well-formed whatever a text holds, and followed from page to page."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings import search
from meetings.feeds import _whole
from meetings.filters import Listing
from meetings.filters.listing import KINDS
from tests import factories as make

pytestmark = pytest.mark.second

SITE = "http://testserver"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(address: str) -> ET.Element:
    """The feed at an address, read."""
    response = Client().get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(response.content)  # noqa: S314 - our own


def texts(of: ET.Element) -> dict[str, str | None]:
    """Name → text for the simple elements of a feed or an entry."""
    return {child.tag.removeprefix(ATOM): child.text for child in of if not len(child) and child.text}


def links(of: ET.Element) -> dict[str, str]:
    """Relation → address."""
    return {link.attrib["rel"]: link.attrib["href"] for link in of.findall(f"{ATOM}link")}


def ids(of: ET.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}id") for entry in of.findall(f"{ATOM}entry")]


def fill(years: range = range(2019, 2022)) -> None:
    """A meeting a year, with one of everything."""
    board, nell, averham = make.board("Ferries Board"), make.member("Nell Ferry"), make.authority("Ferry Council")
    for year in years:
        held = make.meeting(board, f"{year}-03-01")
        make.attendance(held, nell, authority=averham)
        item = make.item(held, f"Fares & tolls <{year}>")
        make.decision(item, "Noted <the> ferry & quay.", ("noted", "agreed"), lead_in="The Board:")
        make.action(item, "To paint the ferry.")
    search.rebuild()


@pytest.mark.django_db
def test_a_feed_says_what_it_is_where_it_is_and_what_stands_beside_it() -> None:
    fill()
    found = feed("/decisions.atom?q=ferry&year=2021")

    assert texts(found) == {
        "title": "Decisions with “ferry”, in 2021 - Board Archive",
        "subtitle": "1 decision with “ferry”, in 2021, newest first.",
        "id": f"{SITE}/decisions.atom?q=ferry&year=2021",
        "updated": "2021-03-01T00:00:00Z",
    }
    assert links(found) == {
        "alternate": f"{SITE}/decisions/?q=ferry&year=2021",
        "self": f"{SITE}/decisions.atom?q=ferry&year=2021",
        "first": f"{SITE}/decisions.atom?q=ferry&year=2021",
    }
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "Board Archive"
    assert found.attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"}


@pytest.mark.django_db
def test_an_entry_holds_its_record_in_plain_words_and_its_meetings_date() -> None:
    fill()
    entry = feed("/decisions.atom?year=2021").findall(f"{ATOM}entry")[0]
    address = f"{SITE}/meetings/ferries-board/2021-03-01/item-1/decision-1/"

    assert texts(entry) == {
        "title": "Fares & tolls <2021>",
        "id": address,
        "updated": "2021-03-01T00:00:00Z",
        "summary": "The Board: Noted &lt;the&gt; ferry &amp; quay.",
    }
    assert links(entry) == {"alternate": address}
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ferries Board"
    assert [each.attrib["term"] for each in entry.findall(f"{ATOM}category")] == ["decision", "noted", "agreed"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "title", "text", "updated"),
    [
        ("meetings", "Ferries Board, 1 March 2021", "Fares &amp; tolls &lt;2021&gt;", "2021-03-01T00:00:00Z"),
        ("actions", "Fares & tolls <2021>", "To paint the ferry.", "2021-03-01T00:00:00Z"),
        ("members", "Nell Ferry", "Ferry Council", "2021-03-01T00:00:00Z"),
        ("authorities", "Ferry Council", None, "2021-03-01T00:00:00Z"),
        ("search", "Fares & tolls <2021>", "The Board: Noted &lt;the&gt; ferry &amp; quay.", "2021-03-01T00:00:00Z"),
    ],
)
def test_every_list_has_entries_of_its_own(kind: str, title: str, text: str | None, updated: str) -> None:
    fill()
    entry = feed(f"/{kind}.atom{'?q=ferry&sort=newest' if kind == 'search' else ''}").findall(f"{ATOM}entry")[0]
    told = texts(entry)

    assert (told["title"], told.get("summary"), told["updated"]) == (title, text, updated)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_has_the_rows_of_its_page_each_once(kind: str) -> None:
    fill()
    query = "q=ferry" if kind == "search" else "sort=oldest"
    rows = Client().get(f"/{kind}.json?{query}").json()["results"]

    assert ids(feed(f"/{kind}.atom?{query}")) == list(dict.fromkeys(row["id"] for row in rows)) != []


@pytest.mark.django_db
def test_what_has_no_date_on_file_has_the_same_one_always() -> None:
    make.membership(make.meeting(), make.member("Nell Harbour"))
    member, nobody = feed("/members.atom"), feed("/authorities.atom")

    assert [texts(each)["updated"] for each in (member, member.findall(f"{ATOM}entry")[0], nobody)] == [
        "1970-01-01T00:00:00Z"
    ] * 3


@pytest.mark.django_db
def test_a_feed_leads_from_page_to_page_and_every_page_is_of_one_feed() -> None:
    fill(range(1990, 2015))
    first = feed("/decisions.atom?verb=noted")
    second = feed(links(first)["next"].removeprefix(SITE))

    assert sorted(links(first)) == ["alternate", "first", "next", "self"]
    assert sorted(links(second)) == ["alternate", "first", "previous", "self"]
    assert (texts(first)["id"], links(second)["first"]) == (texts(second)["id"], links(first)["self"])
    assert ids(feed(links(second)["previous"].removeprefix(SITE))) == ids(first)
    assert (len(ids(first)), len(ids(second)), len({*ids(first), *ids(second)})) == (20, 5, 25)


@pytest.mark.django_db
def test_a_long_discussion_that_is_found_in_several_parts_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.search.entries.LONGEST", 3)  # or it would take 12,000 words
    make.item(make.meeting(), "Fares", passages=[make.passage("ferry one two ferry three four ferry five six")])
    search.rebuild()

    assert Client().get("/search.json?q=ferry").json()["total"] == 3
    assert len(ids(feed("/search.atom?q=ferry"))) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sign", ["\x01", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff", "\U0001fffe", "]]>"]
)
def test_a_malformed_text_anywhere_breaks_no_feed(sign: str) -> None:
    board = make.board(f"Ferries{sign}Board", slug="ferries")
    held = make.meeting(board)
    make.attendance(held, make.member(f"Nell{sign} Ferry", slug="nell"), authority=make.authority(f"A{sign}", slug="a"))
    item = make.item(held, f"Ferry{sign} fares", number=sign, ref="1")
    make.decision(item, f"Noted{sign} ferry.", (f"noted{sign}",), lead_in=sign)
    make.action(item, f"To{sign} paint the ferry.", (sign,))
    search.rebuild()
    words = {"q": f"ferry{sign}"}
    pages = [Client().get(f"/{kind}.atom", words if kind == "search" else {}) for kind in KINDS]

    assert [len(ids(ET.fromstring(page.content))) >= 1 for page in pages] == [True] * len(pages)  # noqa: S314 - our own


@given(st.text())
def test_any_text_is_left_as_what_xml_can_hold(text: str) -> None:
    held = ET.fromstring(f"<a>{_whole(text).replace('&', '&amp;').replace('<', '&lt;')}</a>")  # noqa: S314 - our own

    assert (held.text or "") == _whole(text).replace("\r\n", "\n").replace("\r", "\n")


def test_only_what_xml_cannot_hold_is_left_out() -> None:
    assert _whole("a\0\x0b\x0c\ud800\udfff\ufffe\uffffb\t\n\r\x85\ue000\ufffd\U0001f6a2") == (
        "ab\t\n\r\x85\ue000\ufffd\U0001f6a2"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["page=-1", f"page=1{'0' * 30}", "year=0", "year=x&board=nobody"])
def test_what_is_wrong_is_said_in_plain_text(rest: str) -> None:
    response: Any = Client().get(f"/decisions.atom?{rest}")
    errors = Listing("decisions", QueryDict(rest)).errors

    assert (response.status_code, response.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert response.content.decode() == "".join(f"{label}: {message}\n" for _, label, message in errors) != ""


@pytest.mark.django_db
def test_a_page_past_the_last_is_not_there() -> None:
    response = Client().get("/decisions.atom?page=2")

    assert (response.status_code, response.content) == (404, b"Page: This list has no such page.\n")
