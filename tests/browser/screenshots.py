"""Pictures of every page in every state, for the eye. Behind `make screenshots`; they land in screenshots/."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_axe import ADDRESSES, STATIC
from tests.here import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FOLDER = ROOT / "screenshots"
WIDTHS, SCHEMES = (390, 768, 1280), ("light", "dark")
DESK = {"admin-index": "/admin/", "admin-upload": "/admin/meetings/source/upload/"}


def take(page: Page, address: str, name: str) -> None:
    """One picture of the whole page for each width and scheme: `<name>-<width>-<scheme>.png`."""
    page.goto(address)
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)


def test_every_page_has_its_pictures(site: str, page: Page, desk: BrowserContext) -> None:
    for name, address in ADDRESSES.items():
        take(page, f"{site}{address}", name)
    for file in STATIC:
        take(page, file.as_uri(), file.stem)
    for name, address in DESK.items():
        take(desk.new_page(), f"{site}{address}", name)
