"""Where title and body run together in one cell, the title ends where minutes begin to speak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.titles import split_title

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Welcome, Apologies and Declarations of Interest", "The Chair welcomed members and noted apologies."),
        ("Welcome and apologies", "Apologies were received from Cllr Bee and from Cllr Dee."),
        ("Declarations of Interest", "There were no declarations of interest at this meeting."),
        ("Minutes of the last meeting", "The minutes were agreed as a true record of the meeting."),
        ("Dues", "Ann Bee, Head of Ports, introduced the report to the members."),
        ("Quays and moorings", "The Chair introduced the report to the members."),
        ("Quays and moorings", "Cllr Bee introduced the report to the members."),
        ("Quays and moorings", "Members noted that the quays had been mended."),
        ("Quays and moorings", "It was a long report about every quay there is."),
    ],
)
def test_title_and_body_of_one_cell(title: str, body: str) -> None:
    assert split_title(f"{title} {body}") == (title, body)


@pytest.mark.parametrize(
    "title",
    [
        "Dues",
        "Welcome, Apologies and Declarations of Interest",
        "Minutes of the last meeting 5 March",
        "Welcome Back",
        "The Chair",
        "Report of the Head of Ports on quays",
        "",
    ],
)
def test_a_cell_that_holds_a_title_only(title: str) -> None:
    assert split_title(title) == (title, "")


@given(st.text(max_size=120))
def test_no_word_is_lost_between_title_and_body(text: str) -> None:
    title, body = split_title(text)

    assert f"{title} {body}".split() == text.split()
