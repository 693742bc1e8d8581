"""Somebody new who looks for something, and how much they had to do for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

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


@contextmanager
def at_home(browser: Browser, site: str) -> Iterator[Reader]:
    """A reader at the front page of an archive."""
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/")
        yield Reader(page)
