"""What readers come for is found in an archive of the real notes: in three clicks or one search from home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser.reader import Reader, at_home

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.real_notes]


@pytest.fixture(scope="module")
def real_site(filled_with_real_notes: None) -> Iterator[str]:
    """The address of an archive of the real notes."""
    server = LiveServer("localhost")
    yield server.url
    server.thread.terminate()


@pytest.fixture
def visitor(real_site: str, browser: Browser) -> Iterator[Reader]:
    """Somebody at the front page of an archive of the real notes."""
    with at_home(browser, real_site) as visitor:
        yield visitor


def test_what_was_decided_about_peer_challenge_in_2018(visitor: Reader) -> None:
    visitor.search('"peer challenge" in:decisions after:2018 before:2019')
    rows = visitor.page.locator("ol.rows > li")

    assert visitor.effort == (1, 0)
    assert rows.count() >= 1
    assert {row.locator("time").inner_text() for row in rows.all()} == {"30 January 2018"}
    assert all("peer challenge" in row.inner_text().lower() for row in rows.all())
    assert rows.first.get_by_role("link", name="See it in the note").count() == 1


def test_what_a_member_attended_and_for_which_councils(visitor: Reader) -> None:
    visitor.follow("Members")
    visitor.follow("Judi Billing")
    said = visitor.main

    assert visitor.effort == (0, 2)
    assert "Present at" in said
    assert {"North Hertfordshire District Council", "Hertfordshire County Council"} <= {
        link.inner_text() for link in visitor.page.locator("main a").all()
    }
