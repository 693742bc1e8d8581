"""A list follows its filters as they are chosen: in place, with its address, for keyboard and screen reader too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

BOARD, SKILLS = "#f-board-skills-and-enterprise-board", "board=skills-and-enterprise-board"
SAID = "main .body .said"


def opened(page: Page, address: str) -> None:
    """Open a page, and leave a sign in it that goes when another is loaded."""
    page.goto(address)
    page.evaluate("window.same = true")


def is_same(page: Page) -> bool:
    """Whether the page has not been loaded anew."""
    return bool(page.evaluate("window.same === true"))


def test_a_choice_narrows_the_list_in_place_and_the_way_back_widens_it(site: str, page: Page) -> None:
    opened(page, f"{site}/decisions/")
    whole = page.locator(SAID).text_content()
    page.locator(BOARD).check()
    page.wait_for_url(f"{site}/decisions/?{SKILLS}")
    page.locator(".chips a").wait_for()
    narrow = page.locator(SAID).text_content()

    assert "by the Skills and Enterprise Board" in str(narrow)
    assert page.locator("main > .hidden[role=status]").text_content() == narrow
    assert page.evaluate("document.activeElement.id") == BOARD[1:]
    assert page.title().startswith("Decisions, by the Skills and Enterprise Board")
    assert page.locator(".tongue a").get_attribute("href") == f"/cy/decisions/?{SKILLS}"

    page.go_back()
    page.locator(".chips a").wait_for(state="detached")
    assert page.locator(SAID).text_content() == whole
    assert is_same(page)


def test_the_page_that_was_filtered_in_place_is_the_page_of_its_address(site: str, page: Page) -> None:
    opened(page, f"{site}/search/?q=flood*")
    page.locator("#f-kind-decisions").check()
    page.wait_for_url(f"{site}/search/?q=flood*&kind=decisions")
    page.locator(".chips .clear").wait_for()
    swapped = page.locator("main .body").inner_html(), page.locator("#filters").inner_html()
    page.goto(page.url)

    assert (page.locator("main .body").inner_html(), page.locator("#filters").inner_html()) == swapped


def test_typing_alone_changes_nothing_and_leaving_the_field_does(site: str, page: Page) -> None:
    opened(page, f"{site}/meetings/")
    page.locator("#f-date_from").focus()
    page.keyboard.type("2021")
    typed = page.url
    page.keyboard.press("Tab")
    page.wait_for_url(f"{site}/meetings/?date_from=2021")
    page.locator(".chips a").wait_for()

    assert typed == f"{site}/meetings/"
    assert page.evaluate("document.activeElement.id") == "f-date_to"
    assert is_same(page)


def test_what_is_wrong_is_a_page_that_says_so(site: str, page: Page) -> None:
    opened(page, f"{site}/meetings/")
    page.locator("#f-date_from").fill("soon")
    page.keyboard.press("Tab")
    page.get_by_role("alert").wait_for()

    assert page.url == f"{site}/meetings/?date_from=soon"
    assert not is_same(page)


def test_a_link_inside_the_page_asks_for_nothing(site: str, page: Page) -> None:
    opened(page, f"{site}/decisions/?{SKILLS}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/decisions/" in request.url else None)
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator(".jump a").first.click()
    page.go_back()

    assert (asked, is_same(page)) == ([], True)
