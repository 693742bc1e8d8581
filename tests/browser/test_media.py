"""A meeting on paper is a note one could put on a table; in forced colours states and places stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.archive import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

STYLE = "([what, name]) => getComputedStyle(document.querySelector(what)).getPropertyValue(name)"
SCREEN_ONLY = (".top nav", ".top .find", ".where", ".rail", ".jump", ".links", ".skip", "footer nav")


def style(page: Page, what: str, name: str) -> Any:
    """A computed property of the first such element."""
    return page.evaluate(STYLE, [what, name])


def test_on_paper_there_is_the_record_and_where_it_came_from(site: str, page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{site}{PAGES['meeting']}")

    assert [what for what in SCREEN_ONLY if page.locator(what).first.is_visible()] == []
    assert page.locator("footer .address").text_content() == f"Board Archive, {site}{PAGES['meeting']}"
    assert page.locator("footer .address").is_visible()
    assert page.locator(".name").is_visible()
    assert (style(page, "body", "color"), style(page, "body", "background-color")) == (
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    )
    assert (style(page, ".card", "break-inside"), style(page, "h3", "break-after")) == ("avoid", "avoid")
    assert style(page, ".text p", "font-size") == "14.6667px"  # 11 points


def test_on_paper_a_decision_has_its_citation_and_no_button(site: str, page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site}{PAGES['decision']}")

    assert page.locator("#citation").is_visible()
    assert not page.locator("button").first.is_visible()


def test_in_forced_colours_decision_action_and_withheld_have_each_their_own_line(site: str, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}{PAGES['meeting-withheld']}")
    lines = {
        what: (style(page, what, "border-inline-start-style"), style(page, what, "border-inline-start-width"))
        for what in (".card.decision", ".card.action", ".held")
    }

    assert len(set(lines.values())) == 3
    assert style(page, ".top nav a[aria-current]", "border-block-end-color") != style(
        page, ".top nav a:not([aria-current])", "border-block-end-color"
    )
