"""What was typed stands in the form again, and what is wrong can be put right where it stands."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from meetings.filters import Box, Listing
from tests import factories as make

pytestmark = pytest.mark.django_db


def asked(query: str, kind: str = "decisions") -> Listing:
    return Listing(kind, QueryDict(query))


def test_a_list_that_is_asked_nothing_has_its_text_fields_empty() -> None:
    assert asked("", "meetings").boxes == [
        Box("date_from", "date_from", "From", "", "Such as 2021, May 2021 or 20/5/2021"),
        Box("date_to", "date_to", "To", "", "Up to the end of it, such as 2021"),
        Box("member", "member", "Member present", "", "A name"),
        Box("authority", "authority", "Authority", "", "A council or other body"),
    ]


def test_what_was_typed_stands_there_again_and_choices_have_no_box() -> None:
    make.meeting(date="2021-05-20")
    found = asked("q=ferry+bell&year=2021&verb=noted")

    assert [(box.name, box.value, box.error) for box in found.boxes] == [
        ("q", "ferry bell", ""),
        ("date_from", "", ""),
        ("date_to", "", ""),
        ("member", "", ""),
        ("authority", "", ""),
    ]


def test_every_value_of_a_choice_that_is_wrong_gets_a_box_and_the_right_choices_are_sent_again() -> None:
    found = asked("q=bell&year=2021&year=twenty&verb=noted&per_page=50&sort=sideways&page=1")
    wrong = "“twenty” is not a year such as 2021."

    assert [box for box in found.boxes if box.name == "year"] == [
        Box("year", "year", "Year", "2021", "", wrong),
        Box("year-2", "year", "Year", "twenty", "", wrong),
    ]
    assert [(box.name, box.value) for box in found.boxes] == [
        ("q", "bell"),
        ("year", "2021"),
        ("year", "twenty"),
        ("date_from", ""),
        ("date_to", ""),
        ("member", ""),
        ("authority", ""),
        ("sort", "sideways"),
    ]
    assert found.kept == [("verb", "noted"), ("per_page", "50")]


def test_a_box_holds_no_nul_and_no_novel() -> None:
    assert [box.value for box in asked("year=20%0021").boxes if box.name == "year"] == ["2021"]
    assert len(asked("member=" + "x" * 4000).boxes[-2].value) == 300


def test_a_box_for_words_holds_as_much_as_a_question_is_read() -> None:
    assert len(asked("q=" + "x" * 5000).boxes[0].value) == 4096


def test_a_box_is_not_given_endlessly_often() -> None:
    assert len([box for box in asked("&".join(["year=x"] * 500)).boxes if box.name == "year"]) == 50
