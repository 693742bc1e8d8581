"""The / shortcut goes to the search box, stays out of fields, and can be turned off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FOCUSED = "document.activeElement.id"


def pressed(page: Page, address: str) -> str:
    """What has the focus after / was pressed on a page."""
    page.goto(address)
    page.keyboard.press("/")
    focused: str = page.evaluate(FOCUSED)
    return focused


@pytest.mark.parametrize(
    ("path", "box"),
    [("/", "q"), ("/search/", "q"), ("/meetings/", "find"), ("/boards/environment-and-flooding-board/", "q")],
)
def test_a_slash_goes_to_the_search_box_of_the_page(site: str, page: Page, path: str, box: str) -> None:
    assert pressed(page, site + path) == box
    assert page.locator(f"#{box}").input_value() == ""


def test_a_slash_typed_into_a_field_is_a_slash(site: str, page: Page) -> None:
    page.goto(f"{site}/decisions/")
    page.locator("#f-q").focus()
    page.keyboard.type("and/or")

    assert page.evaluate(FOCUSED) == "f-q"
    assert page.locator("#f-q").input_value() == "and/or"


def test_a_slash_held_with_another_key_is_the_browsers(site: str, page: Page) -> None:
    page.goto(f"{site}/meetings/")
    page.keyboard.press("Control+/")

    assert page.evaluate(FOCUSED) == ""


def test_the_shortcut_is_turned_off_and_on_and_the_browser_keeps_it(site: str, page: Page) -> None:
    page.goto(f"{site}/help/keyboard/")
    switch = page.get_by_label("Let / go to the search box")
    assert switch.is_checked()
    switch.uncheck()
    assert page.get_by_role("status").inner_text() == "The shortcut is off."

    assert pressed(page, f"{site}/meetings/") == ""
    page.goto(f"{site}/help/keyboard/")
    assert not switch.is_checked()
    switch.check()
    assert page.get_by_role("status").inner_text() == "The shortcut is on."
    assert pressed(page, f"{site}/meetings/") == "find"


def test_without_script_the_page_says_so_and_offers_no_switch(site: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/help/keyboard/")
        assert page.get_by_text("need JavaScript").is_visible()
        assert not page.locator("#slash").is_visible()


def test_with_script_the_page_does_not_speak_of_its_lack(site: str, page: Page) -> None:
    page.goto(f"{site}/help/keyboard/")

    assert not page.get_by_text("need JavaScript").is_visible()
