"""Headers that every answer carries, and how it is sent."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from meetings import publication
from meetings.middleware import Compressed, isolation, private_when_signed_in
from tests import factories as make

EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def test_a_page_that_is_not_there_carries_every_header(client: Client, db: None) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    policy = sorted(response.headers["Content-Security-Policy"].split("; "))
    assert policy == sorted(EXPECTED["Content-Security-Policy"].split("; "))
    rest = {name: response.headers[name] for name in EXPECTED if name != "Content-Security-Policy"}
    assert rest == {name: value for name, value in EXPECTED.items() if name != "Content-Security-Policy"}


def test_a_view_may_open_one_answer_to_other_sites() -> None:
    def open_data(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})

    assert isolation(open_data)(HttpRequest()).headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(("debug", "status", "told"), [(False, 500, True), (True, 500, False), (True, 200, True)])
def test_only_a_developer_sees_a_page_without_a_policy(
    settings: Settings, debug: bool, status: int, told: bool
) -> None:
    settings.DEBUG = debug
    answer = isolation(lambda _request: HttpResponse(status=status))(HttpRequest())

    assert ("Content-Security-Policy" in answer.headers) is told


def cached(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Cache-Control": "public, max-age=60"})


def test_a_browser_with_a_session_stores_nothing() -> None:
    request = HttpRequest()
    request.COOKIES["sessionid"] = "anything"

    assert private_when_signed_in(cached)(request).headers["Cache-Control"] == "no-store, private"


def test_a_reader_without_a_session_may_keep_the_page() -> None:
    assert private_when_signed_in(cached)(HttpRequest()).headers["Cache-Control"] == "public, max-age=60"


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("The ferries ran. " * 100)


def test_a_reader_is_sent_a_compressed_page_and_a_browser_with_a_session_a_plain_one() -> None:
    reader, clerk = HttpRequest(), HttpRequest()
    reader.META["HTTP_ACCEPT_ENCODING"] = clerk.META["HTTP_ACCEPT_ENCODING"] = "gzip"
    clerk.COOKIES["sessionid"] = "anything"
    sent, plain = Compressed(page)(reader), Compressed(page)(clerk)

    assert (sent.headers["Content-Encoding"], gzip.decompress(sent.content)) == ("gzip", plain.content)
    assert "Content-Encoding" not in plain.headers


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, db: None) -> None:
    held = make.meeting()
    address = held.get_absolute_url()
    first = client.get(address, headers={"Accept-Encoding": "gzip"})
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    make.item(held, "Ferry fares")
    changed = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    publication.withdraw(held, by=None, because="Published too early.")
    gone = client.get(address, headers={"If-None-Match": changed.headers["ETag"]})

    assert (again.status_code, again.content, again.headers["Cache-Control"]) == (304, b"", "public, max-age=60")
    assert [each.status_code for each in (first, changed, gone)] == [200, 200, 410]
