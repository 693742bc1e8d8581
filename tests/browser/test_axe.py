"""Every page is open to everyone: axe finds nothing, nothing is wider than the screen, the keyboard is enough."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import resolve

from tests.archive import FAILURES, PAGES
from tests.browser.places import DESK, PUBLIC

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours: nothing else of a page is another in the dark. LONG=1 asks all rules there too."""

WIDTHS, SCHEMES = (320, 1280), ("light", "dark")
DIAGONAL = ((320, "light"), (1280, "dark"))
ADDRESSES = {**PAGES, **{name: address for name, (address, _) in FAILURES.items()}}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all tests: opening a window costs more than looking at what is in it."""
    with browser.new_context() as context:
        yield context.new_page()


def objections(page: Page, only: dict[str, Any]) -> list[str]:
    """What axe finds wrong with the page as it stands, by these rules: the rule, and where."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]


def states(name: str) -> tuple[tuple[int, str], ...]:
    """The widths and schemes in which a page is looked at: all of them, or two for a further state of one template."""
    first = {_kind(address): each for each, address in reversed(PAGES.items())}
    further = name in PAGES and first[_kind(PAGES[name])] != name
    return DIAGONAL if further and not os.environ.get("LONG") else tuple(product(WIDTHS, SCHEMES))


def _kind(address: str) -> str | None:
    """The name of the view that makes a page."""
    return resolve(urlsplit(address).path).url_name


def in_every_state(page: Page, tags: list[str], states: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Any]:
    """(width, scheme) → what is wrong with the page at that width, in that scheme."""
    rules = {"light": {"type": "tag", "values": tags}, "dark": {"type": "rule", "values": COLOURS}}
    if os.environ.get("LONG"):
        rules["dark"] = rules["light"]
    wrong = {}
    for width, scheme in states:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if found := objections(page, rules[scheme]):
            wrong[width, scheme] = found
    return wrong


def wider_than_the_screen(page: Page) -> dict[int, int]:
    """Width of the screen → how many pixels of the page are beside it."""
    wider = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if beyond := page.evaluate("document.documentElement.scrollWidth") - width:
            wider[width] = beyond
    return wider


def widths(page: Page) -> list[int]:
    """How wide the page is on the narrowest screen: as it is, and with its text spaced out as a reader may ask."""
    page.set_viewport_size({"width": 320, "height": 800})
    found = [page.evaluate("document.documentElement.scrollWidth")]
    page.evaluate("rule => document.styleSheets[0]?.insertRule(rule)", SPACED)
    return [*found, page.evaluate("document.documentElement.scrollWidth")]


REACHED = """() => {
    const all = [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
    return all.filter(it => it.checkVisibility()).length
}"""
"""How many things the keyboard reaches."""

FOCUS = """() => {
    const it = document.activeElement, box = it.getBoundingClientRect()
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return [getComputedStyle(it).outlineStyle, it.contains(top) || top.contains(it)]
}"""
"""Whether what has the focus is outlined, and nothing lies over it."""

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
"""The spacing of text that WCAG 1.4.12 lets a reader ask for."""


@pytest.mark.parametrize("name", PUBLIC)
def test_axe_finds_nothing_on_a_public_page_and_nothing_is_wider_than_the_screen(
    site: str, page: Page, name: str
) -> None:
    PUBLIC[name](page, site)

    tags = WCAG if name == "sign-in" else [*WCAG, "best-practice"]  # Django's own page is without a heading
    assert in_every_state(page, tags, states(name)) == {}
    assert widths(page) == [320, 320]


@pytest.mark.parametrize("name", DESK)
def test_axe_finds_nothing_at_the_clerks_desk(site: str, desk: BrowserContext, name: str) -> None:
    page = desk.pages[0] if desk.pages else desk.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    DESK[name](page, site)

    # Django's own tables have a head without words, against best practice. Its dark colours are asked with LONG=1.
    schemes = SCHEMES if os.environ.get("LONG") else SCHEMES[:1]
    assert in_every_state(page, WCAG, product(WIDTHS, schemes)) == {}
    assert wider_than_the_screen(page) == {}


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_main_text(site: str, page: Page) -> None:
    page.goto(f"{site}{PAGES['meeting']}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_whatever_the_keyboard_reaches_is_seen_to_have_the_focus(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}{PAGES['filtered']}")
    seen = []
    for _ in range(page.evaluate(REACHED)):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))

    assert [each for each in seen if each != ["solid", True]] == []


MOVED = """window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { moved += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });"""
"""Sums how far the parts of a page shift while it is loaded."""


def test_a_page_asks_nobody_but_the_archive_its_policy_blocks_nothing_and_nothing_shifts(site: str, page: Page) -> None:
    asked, said, moved = [], [], {}
    page.add_init_script(MOVED)
    page.context.clear_cookies()  # of the page for signing in
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for address in ADDRESSES.values():
        page.goto(f"{site}{address}")
        if shift := page.evaluate("moved"):
            moved[address] = shift

    assert moved == {}
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert [line for line in said if "Content Security Policy" in line] == []
    assert page.context.cookies() == []
