"""A year, a month or a day is read as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import voice
from meetings.search.days import Days, days

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "first", "last", "words", "iso"),
    [
        ("2021", (2021, 1, 1), (2021, 12, 31), "2021", "2021"),
        ("2021-12", (2021, 12, 1), (2021, 12, 31), "December 2021", "2021-12"),
        ("2/2024", (2024, 2, 1), (2024, 2, 29), "February 2024", "2024-02"),
        (" May 2021, ", (2021, 5, 1), (2021, 5, 31), "May 2021", "2021-05"),
        ("Sept. 2021", (2021, 9, 1), (2021, 9, 30), "September 2021", "2021-09"),
        ("2021-5-2", (2021, 5, 2), (2021, 5, 2), "2 May 2021", "2021-05-02"),
        ("20/5/2021", (2021, 5, 20), (2021, 5, 20), "20 May 2021", "2021-05-20"),
        ("20.05.2021", (2021, 5, 20), (2021, 5, 20), "20 May 2021", "2021-05-20"),
        ("1st JANUARY 2021", (2021, 1, 1), (2021, 1, 1), "1 January 2021", "2021-01-01"),
        ("Mai 2021", (2021, 5, 1), (2021, 5, 31), "May 2021", "2021-05"),
        ("6 Gorffennaf 2023", (2023, 7, 6), (2023, 7, 6), "6 July 2023", "2023-07-06"),
        ("9999", (9999, 1, 1), (9999, 12, 31), "9999", "9999"),
    ],
)
def test_a_date_as_one_writes_it(
    typed: str, first: tuple[int, int, int], last: tuple[int, int, int], words: str, iso: str
) -> None:
    found = days(typed)
    assert found == Days(dt.date(*first), dt.date(*last))
    assert (voice.days(found.first, found.last), found.iso) == (words, iso)


@pytest.mark.parametrize("typed", ["", "21", "0000", "31/2/2021", "2021-13", "5/20/2021", "Mayor 2021", "٢٠٢١"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert days(typed) is None


@given(st.dates())
def test_a_day_is_read_back_from_its_address_and_from_its_words(day: dt.date) -> None:
    held = Days(day, day)
    assert days(held.iso) == held
    assert days(f"{day.day}/{day.month}/{day.year:04}") == held
