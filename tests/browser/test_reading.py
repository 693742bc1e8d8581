"""What readers come for is found as somebody new would look for it: in three clicks or one search from home."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE = {"width": 390, "height": 800}


@dataclass(slots=True)
class Reader:
    """Somebody on the front page, on a phone, without a script; how often they have clicked and searched."""

    page: Page
    clicks: int = 0
    searches: int = 0

    def click(self, link: Locator) -> None:
        """Follow a link, or press a button."""
        self.clicks += 1
        link.first.click()

    def follow(self, name: str) -> None:
        """Follow the first link of exactly this name."""
        self.click(self.page.get_by_role("link", name=name, exact=True))

    def search(self, typed: str) -> None:
        """Type into the search box and press Search."""
        self.searches += 1
        self.page.locator("input[name=q]").first.fill(typed)
        self.page.get_by_role("button", name="Search").first.click()

    @property
    def main(self) -> str:
        """The words of the page, blanks made one."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def effort(self) -> tuple[int, int]:
        """Searches and clicks so far."""
        return self.searches, self.clicks


@pytest.fixture
def reader(site: str, browser: Browser) -> Iterator[Reader]:
    """Somebody at the front page of the sample archive."""
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/")
        yield Reader(page)


@pytest.fixture(scope="module")
def real_site(filled_with_real_notes: None) -> Iterator[str]:
    """The address of an archive of the real notes."""
    server = LiveServer("localhost")
    yield server.url
    server.thread.terminate()


@pytest.fixture
def visitor(real_site: str, browser: Browser) -> Iterator[Reader]:
    """Somebody at the front page of an archive of the real notes."""
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{real_site}/")
        yield Reader(page)


@pytest.mark.real_notes
def test_what_was_decided_about_peer_challenge_in_2018(visitor: Reader) -> None:
    visitor.search('"peer challenge" in:decisions after:2018 before:2019')
    rows = visitor.page.locator("ol.rows > li")

    assert visitor.effort == (1, 0)
    assert rows.count() >= 1
    assert {row.locator("time").inner_text() for row in rows.all()} == {"30 January 2018"}
    assert all("peer challenge" in row.inner_text().lower() for row in rows.all())
    assert rows.first.get_by_role("link", name="See it in the note").count() == 1


@pytest.mark.real_notes
def test_what_a_member_attended_and_for_which_councils(visitor: Reader) -> None:
    visitor.follow("Members")
    visitor.follow("Judi Billing")
    said = visitor.main

    assert visitor.effort == (0, 2)
    assert "Present at" in said
    assert {"North Hertfordshire District Council", "Hertfordshire County Council"} <= {
        link.inner_text() for link in visitor.page.locator("main a").all()
    }


def test_the_decisions_of_a_year_are_downloaded(reader: Reader, tmp_path: Path) -> None:
    reader.search("in:decisions after:2021 before:2022")
    with reader.page.expect_download() as waiting:
        reader.follow("CSV")
    waiting.value.save_as(tmp_path / "decisions.csv")
    with open(tmp_path / "decisions.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert reader.effort == (1, 1)
    assert len(rows) == 8
    assert {row["date"][:4] for row in rows} == {"2021"}


def test_a_decision_is_cited(reader: Reader) -> None:
    reader.follow("Swimming in the river")
    cited = reader.page.locator("#citation").inner_text()

    assert reader.effort == (0, 1)
    assert "Sallow Valley Youth Forum, “Swimming in the river”, minutes of 21 February 2024, item 2" in cited
    assert cited.endswith("/meetings/sallow-valley-youth-forum/2024-02-21/item-2/decision-1/")


def test_an_action_is_followed_to_what_came_of_it(reader: Reader) -> None:
    reader.search("prices for a sailing in:actions")
    reader.click(reader.page.locator("ol.rows h3 a"))
    reader.click(reader.page.locator("a[href*='/item-3/action-1/']"))
    answered = reader.main
    reader.follow("Answered by item 3, 24 November 2016")

    assert reader.effort == (1, 3)
    assert "Reported" in answered
    assert "Three prices had been obtained" in answered
    assert "Leonie Marsh (Head of Skills) reported back on the action" in reader.main
