"""What readers come for is found as somebody new would look for it: in three clicks or one search from home."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.reader import Reader, at_home

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def reader(site: str, browser: Browser) -> Iterator[Reader]:
    """Somebody at the front page of the sample archive."""
    with at_home(browser, site) as reader:
        yield reader


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
