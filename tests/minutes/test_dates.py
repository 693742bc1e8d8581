"""The dates that minutes are written with, and the weekday held against the date."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.dates import WEEKDAYS, Found, find_dates, find_time

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Thursday 20 May 2021", "2021-05-20"),
        ("Tuesday, 2nd October, 2018", "2018-10-02"),
        ("Tuesday 2nd October 2018 2.00 pm", "2018-10-02"),
        ("2 October 2018 11.00am", "2018-10-02"),
        ("MONDAY 13TH MAY 2019", "2019-05-13"),
        ("Tues 3rd Sept. 2019", "2019-09-03"),
        ("Mon. 9 July '18", "2018-07-09"),
        ("Monday 9 th July 2018", "2018-07-09"),
        ("the 3rd day of May 2021", "2021-05-03"),
        ("3rd of May, 2021", "2021-05-03"),
        ("May 3rd, 2021", "2021-05-03"),
        ("3.5.21", "2021-05-03"),
        ("03/05/2021", "2021-05-03"),
        ("8.11.85", "1985-11-08"),
        ("2018-10-02", "2018-10-02"),
        ("10.30 to 12.30 on 2 October 2018", "2018-10-02"),
    ],
)
def test_a_date_in_many_forms(printed: str, day: str) -> None:
    (found,) = find_dates(printed)

    assert (found.date, found.weekday_wrong) == (dt.date.fromisoformat(day), False)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Friday 20 May 2021", Found(date=dt.date(2021, 5, 20), start=0, end=18, weekday_wrong=True)),
        ("Wednesday 3 October", Found(date=None, start=0, end=19, year_missing=True)),
        ("31 February 2020", Found(date=None, start=0, end=16, impossible=True)),
        ("29 February 2019", Found(date=None, start=0, end=16, impossible=True)),
    ],
)
def test_what_is_wrong_with_a_date(printed: str, found: Found) -> None:
    assert find_dates(printed) == (found,)


@pytest.mark.parametrize(
    "words",
    ["Minute 77/21", "10.30 am", "paragraph 3.5", "in May 2021", "May I ask 20 members", "1/2", "020 7946 0999", ""],
)
def test_what_only_looks_like_a_date_is_none(words: str) -> None:
    assert find_dates(words) == ()


def test_every_date_of_a_sentence_comes_in_order() -> None:
    printed = "The minutes of 12 March 2018 were agreed on 9.4.18; the Board meets next on Friday 11 May 2018."

    assert [printed[each.start : each.end] for each in find_dates(printed)] == [
        "12 March 2018",
        "9.4.18",
        "Friday 11 May 2018",
    ]


@given(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)), st.sampled_from(["%d %B %Y", "%d/%m/%Y", "%d.%m.%y"]))
def test_a_date_set_with_its_own_weekday_is_read_back(day: dt.date, form: str) -> None:
    printed = f"{WEEKDAYS[day.weekday()].title()} {day.strftime(form)}"

    assert find_dates(printed) == (Found(date=day, start=0, end=len(printed)),)


@given(st.text(max_size=80))
def test_any_text_may_be_asked_for_dates(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in find_dates(text))


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Thursday 20 May 2021 at 11.00 am", "11.00 am"),
        ("11.00am - 1.00pm", "11.00am"),
        ("AT 2.00 P.M.", "2.00 P.M."),
        ("at 7pm", "7pm"),
        ("19:00 hrs", "19:00 hrs"),
        ("at noon", "noon"),
        ("paragraph 7.30", ""),
        ("Thursday 20 May 2021", ""),
    ],
)
def test_the_first_time_of_day_as_printed(words: str, time: str) -> None:
    assert find_time(words) == time
