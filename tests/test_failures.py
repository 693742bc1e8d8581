"""What cannot be shown says why and what to do, with the right status."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def main(page: bytes) -> str:
    """What the main part of a page says, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.decode().partition("<main")[2])).split())


def test_a_page_that_is_not_there_names_public_pages_with_addresses_like_it(client: Client) -> None:
    make.meeting(make.board("Ferries Board"), "2021-05-20")
    response = client.get("/meetings/ferries-board/2021-05-21/")

    assert response.status_code == 404
    link = '<a href="/meetings/ferries-board/2021-05-20/">Ferries Board, 20 May 2021</a>'
    assert f'<h2>Addresses like it</h2>\n<ul class="list"><li>{link}</li>\n</ul>' in response.content.decode()


def test_what_nothing_is_like_names_no_page(client: Client) -> None:
    response = client.get("/wp-login.php")

    assert (response.status_code, "Addresses like it" in response.content.decode()) == (404, False)


def test_a_name_with_markup_stays_text_where_it_is_named(client: Client) -> None:
    make.meeting(make.board("<b>Ferries</b> Board", slug="ferries-board"))

    assert b"&lt;b&gt;Ferries&lt;/b&gt; Board" in client.get("/boards/feries-board/").content


def test_a_form_that_is_too_large_is_refused_with_the_size_that_is_not() -> None:
    response = Client().post("/admin/login/", "a" * 3_000_000, "application/x-www-form-urlencoded")

    assert response.status_code == 413
    assert "A file may have up to 25.0 MB" in main(response.content).replace("\xa0", " ")


def test_an_address_with_too_much_in_it_is_a_bad_request(client: Client) -> None:
    response = client.get(f"/decisions/?{'&'.join(['q'] * 1001)}")

    assert (response.status_code, "We could not read this request" in main(response.content)) == (400, True)


@pytest.mark.parametrize("address", ["/about/accessibility/", "/about/privacy/"])
def test_whom_to_write_to_is_said_when_there_is_somebody(client: Client, settings: Any, address: str) -> None:
    assert b"mailto:" not in client.get(address).content
    settings.CONTACT_EMAIL = "archive@example.org"

    assert b'<a href="mailto:archive@example.org">archive@example.org</a>' in client.get(address).content


def test_the_licence_of_the_data_is_stated_only_when_there_is_one(client: Client, settings: Any) -> None:
    assert b"No licence is stated here." in client.get("/about/data/").content
    settings.DATA_LICENCE = "Open Licence"
    assert b"under this licence: Open Licence." in client.get("/about/data/").content
    settings.DATA_LICENCE_URL = "https://example.org/licence"

    link = b'<a href="https://example.org/licence" rel="license">Open Licence</a>'
    assert link in client.get("/about/data/").content
