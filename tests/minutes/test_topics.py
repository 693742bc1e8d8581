"""A title is known through the years by its words, whatever their case and signs; a routine one by nothing."""

from __future__ import annotations

import pytest

from meetings.minutes.topics import LONGEST, topic_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Winter timetable", "winter-timetable"),
        ("WINTER  TIMETABLE:", "winter-timetable"),
        ("Quays & ferries", "quays-and-ferries"),
        ("Quays and ferries", "quays-and-ferries"),
        ("The Board’s café", "the-boards-cafe"),
        ("Budget 2021/22", "budget-2021-22"),
        ("Closed churchyards", "closed-churchyards"),
        ("Notes on lamps", "notes-on-lamps"),
    ],
)
def test_titles_of_the_same_words_have_one_topic(title: str, topic: str) -> None:
    assert topic_of(title) == topic


@pytest.mark.parametrize(
    "title",
    [
        "",
        "---",
        "Welcome, apologies for absence and declarations of interest",
        "Apologies",
        "Minutes of the last meeting",
        "To confirm the minutes of the meeting held on 4 September 2018",
        "Confidential note of the previous meeting",
        "Declarations of interest",
        "Any other business",
        "Urgent business",
        "Matters arising",
        "Chairman's announcements",
        "Dates and times of future meetings",
        "Date of next meeting",
        "Exclusion of the press and public",
        "Close of meeting",
    ],
)
def test_a_title_that_every_meeting_has_is_no_topic(title: str) -> None:
    assert topic_of(title) == ""


def test_letters_that_an_address_has_not_leave_a_sign() -> None:
    topics = [topic_of(title) for title in ("港 plan", "Ветер plan", "plan")]
    assert [topic.split("-")[0] for topic in topics] == ["plan"] * 3
    assert len(set(topics)) == 3


def test_two_long_titles_that_begin_alike_are_two_topics() -> None:
    one, two = topic_of(f"Lamp {'a' * 300} east"), topic_of(f"Lamp {'a' * 300} west")
    assert one != two
    assert [len(one), len(two)] == [LONGEST, LONGEST]
