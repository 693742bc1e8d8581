"""How many characters a line of the record holds, whichever of three faces a reader's machine has."""

from __future__ import annotations

import subprocess
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.archive import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FACES = {"Charter": "Charis SIL", "Cambria": "Caladea", "Liberation Serif": "Liberation Serif"}
"""A face of the sheet's serif, and a free one of the same width that a test machine can have."""

LENGTHS = """([face, what]) => {
    document.documentElement.style.setProperty('--serif', `"${face}"`);
    const lengths = [];
    for (const paragraph of document.querySelectorAll(what)) {
        const lines = new Map(), texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            for (let at = 0; at < text.length; at += 1) {
                const sign = document.createRange();
                sign.setStart(text, at);
                sign.setEnd(text, at + 1);
                const box = sign.getBoundingClientRect();
                if (box.width) { lines.set(box.bottom, (lines.get(box.bottom) || 0) + 1); }
            }
        }
        lengths.push(...[...lines.values()].slice(0, -1));
    }
    return lengths;
}"""
"""The characters of each line of a paragraph but its last."""


@pytest.fixture(params=FACES.values(), ids=FACES)
def face(request: pytest.FixtureRequest) -> str:
    """A face that is here."""
    name = str(request.param)
    here = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    if name not in here:
        pytest.skip(f"the font {name} is not installed")
    return name


@pytest.mark.parametrize(("name", "what"), [("meeting", ".text > p"), ("decisions", ".says")])
def test_a_line_of_the_record_is_as_long_as_one_reads_well(
    site: str, page: Page, face: str, name: str, what: str
) -> None:
    for width, least, most in ((1280, 55, 75), (390, 38, 50)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site}{PAGES[name]}")
        lengths = page.evaluate(LENGTHS, [face, what])

        assert len(lengths) > 5
        assert least <= median(lengths) <= most
