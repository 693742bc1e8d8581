"""The button beside a citation shows itself, copies it and says so; without a script there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.archive import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_the_button_copies_the_citation_and_says_so(site: str, browser: Browser) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(site + PAGES["decision"])
        page.get_by_role("button", name="Copy citation").click()
        page.locator("#copied").get_by_text("Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#citation").text_content()
        assert copied.endswith(f"Board Archive, {site}{PAGES['decision']}")


def test_without_a_script_the_citation_is_there_and_no_button(site: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site + PAGES["decision"])
        assert page.get_by_role("button", name="Copy citation").count() == 0
        assert (page.locator("#citation").text_content() or "").endswith(PAGES["decision"])
