"""Each public address answers with the right status, says the right words, and lets anyone keep the page a while."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from meetings.models import Meeting, Source
from meetings.views import Lit, lit
from tests import factories as make
from tests.here import ROOT

pytestmark = pytest.mark.django_db

FERRIES = "/meetings/ferries-board/2021-05-20"
ADDRESSES = {
    "/": "Find what a board decided",
    "/meetings/": "Meetings",
    "/decisions/": "Decisions",
    "/actions/": "Actions",
    "/members/": "Members",
    "/authorities/": "Authorities",
    "/boards/": "Boards",
    f"{FERRIES}/": "Ferries Board, 20 May 2021",
    f"{FERRIES}/item-1/decision-1/": "Ferry timetable",
    f"{FERRIES}/item-1/action-1/": "Ferry timetable",
    f"{FERRIES}/source-1/": "Note of the meeting of 20 May 2021",
    "/boards/ferries-board/": "Ferries Board",
    "/members/nell-harbour/": "Nell Harbour",
    "/authorities/averham-council/": "Averham Council",
    "/about/": "About this archive",
    "/about/coverage/": "What the archive covers",
    "/about/data/": "Take the data away",
    "/about/accessibility/": "Accessibility",
    "/about/privacy/": "Privacy",
    "/help/searching/": "Help with searching",
    "/help/words/": "Words explained",
    "/help/keyboard/": "Keyboard",
}
"""Address → the heading of its page."""


@pytest.fixture(autouse=True)
def ferries() -> Meeting:
    """A meeting of the Ferries Board with one of everything."""
    held = make.meeting(make.board("Ferries Board"))
    make.attendance(held, make.member("Nell Harbour"), authority=make.authority("Averham Council"))
    item = make.item(held)
    make.decision(item)
    make.action(item)
    make.told(held, make.source("Note of the meeting.", filename="note.txt"))
    return held


def words(response: Any) -> str:
    """What the main part of a page says, in one line."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def heading(response: Any) -> str:
    found = re.findall(r"<h1>(.*?)</h1>", response.content.decode())
    assert len(found) == 1
    return unescape(found[0])


# What is there


def test_every_page_has_its_heading(client: Client) -> None:
    answers = {address: client.get(address) for address in ADDRESSES}

    assert {address: heading(answer) for address, answer in answers.items()} == ADDRESSES
    assert {answer.status_code for answer in answers.values()} == {200}


def test_anyone_may_keep_a_page_for_a_minute_and_gets_no_cookie(client: Client) -> None:
    for address in ADDRESSES:
        response = client.get(address)
        kept = (response.headers["Cache-Control"], response.headers.get("Vary"), dict(response.cookies))
        assert kept == ("public, max-age=60", "Accept-Encoding", {}), address


def test_what_is_sent_to_a_browser_with_a_session_is_kept_by_nobody(client: Client) -> None:
    client.cookies["sessionid"] = "anything"

    assert client.get(f"{FERRIES}/").headers["Cache-Control"] == "no-store, private"


def test_head_says_what_get_would_without_the_page(client: Client) -> None:
    for address in ADDRESSES:
        got, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (got.status_code, b""), address
        assert head.headers["Cache-Control"] == got.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_public_address_is_only_read(method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answers = {address: client.generic(method, address) for address in [*ADDRESSES, "/healthz", "/robots.txt"]}

    assert {(answer.status_code, answer.headers.get("Allow")) for answer in answers.values()} == {(405, "GET, HEAD")}


def test_the_citation_holds_the_address_of_the_record_and_not_how_it_was_asked_for(client: Client) -> None:
    response = client.get(f"{FERRIES}/item-1/decision-1/?from=elsewhere")

    assert (
        "Ferries Board, “Ferry timetable”, minutes of 20 May 2021, item 1, decision 1, Board Archive, "
        f"http://testserver{FERRIES}/item-1/decision-1/" in words(response)
    )
    assert "elsewhere" not in words(response)


def test_a_passage_is_lit_with_the_way_to_its_neighbours() -> None:
    passages = [("item-1", "Item 1"), ("decision-1-1", "Decision on item 1"), ("action-1-1", "Action on item 1")]

    assert lit(passages, "decision-1-1") == Lit(
        at="decision-1-1", label="Decision on item 1", place=2, of=3, previous=passages[0], next=passages[2]
    )
    assert lit(passages, "item-1") == Lit(at="item-1", label="Item 1", place=1, of=3, next=passages[1])
    assert lit(passages, "decision-9-9") == Lit(at="")
    assert [Lit(at=at).back for at in ("decision-7-1", "declaration-77-21-2")] == ["decision-7-1", "item-77-21"]


# Lists


def test_a_list_has_one_address_without_blank_parameters(client: Client) -> None:
    response = client.get("/decisions/?q=&board=ferries-board&year=&year=2021")
    assert (response.status_code, response.headers["Location"]) == (302, "/decisions/?board=ferries-board&year=2021")
    response = client.get("/decisions/?q=+&board=")
    assert (response.status_code, response.headers["Location"]) == (302, "/decisions/")


def test_a_wrong_filter_shows_what_is_wrong_and_no_row(client: Client) -> None:
    response = client.get("/decisions/?year=twenty&q=report")

    assert response.status_code == 400
    assert "There is a problem" in words(response)
    assert "“twenty” is not a year such as 2021." in words(response)
    assert "Nothing is shown until the filter is put right." in words(response)
    assert "Noted the report" not in words(response)
    assert "<title>Error: Decisions - Board Archive</title>" in response.content.decode()


def test_a_page_past_the_last_is_not_there(client: Client) -> None:
    assert [client.get(f"/decisions/?page={n}").status_code for n in (1, 2)] == [200, 404]


# What is not there


def test_a_draft_a_restricted_record_and_what_never_was_are_one_page(client: Client, ferries: Meeting) -> None:
    hidden = ["/meetings/ferries-board/2021-06-20/", f"{FERRIES}/item-2/decision-1/", "/boards/hidden-works/"]
    never_was = [client.get(address).content for address in hidden]
    make.draft(ferries.board, "2021-06-20")
    closed = make.item(ferries, restricted=True)
    make.decision(closed)
    make.draft(make.board("Hidden Works"))

    assert [client.get(address).content for address in hidden] == never_was
    response = client.get(hidden[0])
    assert (response.status_code, heading(response)) == (404, "Page not found")


@pytest.mark.parametrize("named", [True, False])
def test_a_withdrawn_meeting_says_when_and_why_and_which_only_if_the_clerk_agreed(client: Client, named: bool) -> None:
    held = make.withdrawn(make.board("Quays Board"), withdrawn_because="Filed twice.", named_when_withdrawn=named)
    response = client.get(held.get_absolute_url())
    said = words(response)

    assert (response.status_code, heading(response)) == (410, "This record was withdrawn")
    assert "Reason given: Filed twice." in said
    assert ("Quays Board, 20 May 2021" in said) is named
    assert '<meta name="robots" content="noindex">' in response.content.decode()


# Files


def offered(name: str = "note.txt", body: bytes = b"Note of the meeting.") -> str:
    """The address of an original that a clerk offers."""
    Source.objects.update(original_public=True, filename=name)
    kept = Source.objects.get().path
    kept.parent.mkdir(parents=True)
    kept.write_bytes(body)
    return f"{FERRIES}/source-1/original/"


def test_an_original_is_not_there_until_a_clerk_offers_it(client: Client) -> None:
    address = offered()
    Source.objects.update(original_public=False)

    assert client.get(address).status_code == 404
    assert "Not offered" in words(client.get(f"{FERRIES}/source-1/"))


def test_an_original_is_handed_over_as_a_file_that_no_browser_opens(client: Client) -> None:
    response = client.get(offered())

    assert b"".join(response.streaming_content) == b"Note of the meeting."
    assert {name: response.headers[name] for name in ("Content-Type", "Content-Disposition")} == {
        "Content-Type": "text/plain",
        "Content-Disposition": 'attachment; filename="note.txt"',
    }
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Download the original" in words(client.get(f"{FERRIES}/source-1/"))


def test_the_name_of_an_original_cannot_break_out_of_its_header(client: Client) -> None:
    response = client.get(offered('a"; filename="b.html\r\nX: y.txt'))
    b"".join(response.streaming_content)

    assert "\n" not in response.headers["Content-Disposition"]
    assert "X" not in response.headers


# For machines


def test_healthz_answers_without_asking_the_database(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/healthz")

    assert (response.status_code, response.content, len(asked)) == (200, b"ok\n", 0)


def test_crawlers_are_kept_out_of_the_desk_only(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response.content == b"User-agent: *\nDisallow: /admin/\n"
    assert response.headers["Content-Type"] == "text/plain"


# When something is wrong


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("400", "We could not read this request"),
        ("403", "You cannot see this page"),
        ("403_csrf", "You cannot see this page"),
        ("404", "Page not found"),
        ("413", "What was sent is too large"),
        ("500", "There is a problem with this archive"),
        ("503", "The archive is not available just now"),
    ],
)
def test_an_error_page_needs_nothing_but_itself(name: str, said: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = render_to_string(f"{name}.html")

    assert re.findall(r"<h1>(.*?)</h1>", page) == [said]
    assert '<meta name="robots" content="noindex">' in page
    assert len(asked) == 0


@pytest.mark.parametrize("name", ["500", "503"])
def test_a_page_for_a_broken_archive_is_a_plain_file(name: str) -> None:
    assert not re.search(r"{[{%]", (ROOT / "templates" / f"{name}.html").read_text())


def broken(_request: HttpRequest) -> HttpResponse:
    """A page with a fault in it."""
    raise ZeroDivisionError


urlpatterns = [path("broken/", broken), path("", include("meetings.urls"))]


@pytest.mark.urls(__name__)
def test_a_fault_shows_a_plain_page_and_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    response = Client(raise_request_exception=False).get("/broken/")

    assert response.status_code == 500
    assert response.content.decode() == (ROOT / "templates" / "500.html").read_text()


def test_a_form_without_its_token_meets_the_page_that_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "jo"})

    assert (response.status_code, heading(response)) == (403, "You cannot see this page")
