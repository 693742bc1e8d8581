"""Pictures of every page in every state, for the eye. Behind `make screenshots`; they land in screenshots/."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.browser.places import DESK, PUBLIC
from tests.here import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FOLDER = ROOT / "screenshots"
WIDTHS, SCHEMES = (390, 768, 1280), ("light", "dark")


def take(page: Page, name: str) -> None:
    """One picture of the whole page for each width and scheme: `<name>-<width>-<scheme>.png`."""
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)


def test_every_page_has_its_pictures(site: str, page: Page, desk: BrowserContext) -> None:
    for name, show in PUBLIC.items():
        show(page, site)
        take(page, name)
    window = desk.new_page()
    for name, show in DESK.items():
        show(window, site)
        take(window, f"desk-{name}")
