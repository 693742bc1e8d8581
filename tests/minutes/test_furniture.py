"""What is on the paper and no part of the record goes; what only resembles it stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meetings.extraction.blocks import Span
from meetings.minutes.furniture import fold, is_furniture, is_only_a_date, strip_title
from meetings.minutes.lines import Line
from tests.minutes.written import listed, markdown, read, said

pytestmark = pytest.mark.once


def line(text: str) -> Line:
    return Line(index=0, text=text, span=Span(0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "<AI1>",
        "</AI12>",
        "<TRAILER_SECTION>",
        "---",
        "……………………………",
        "- 4 -",
        "Page 2 of 5",
        "Agenda Item 2",
        "Supporting documents:",
        "Additional documents:",
        "Share this item",
        "pdf icon PDF 97 KB",
        "Harbour dues PDF 1.2 MB",
        "(Image omitted)",
        "An attendance list is attached as Appendix A to this note",
        "Position/Role",
        "Attendance details",
        "Printed minutes",
    ],
)
def test_a_line_of_furniture(text: str) -> None:
    assert is_furniture(line(text))


@pytest.mark.parametrize("text", ["Attendance details", "Agenda frontsheet", "Printed draft minutes"])
def test_the_links_of_a_page_are_furniture_in_a_list_too(text: str) -> None:
    assert is_furniture(replace(line(text), marker="•"))


@pytest.mark.parametrize(
    "text",
    [
        "Attendance details were noted",
        "Page numbers were discussed",
        "Agenda Item 2 was deferred",
        "A PDF was shown",
        "Item 7 was taken first",
        "Four - 4",
    ],
)
def test_a_line_that_speaks_of_such_things_is_kept(text: str) -> None:
    assert not is_furniture(line(text))


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Harbour dues pdf icon PDF 97 KB", "Harbour dues"),
        ("Harbour dues PDF 1.2 MB", "Harbour dues"),
        ("Harbour dues (Agenda item 2)", "Harbour dues"),
        ("Harbour dues [see page 3 of the agenda]", "Harbour dues"),
        ("Harbour dues To follow", "Harbour dues"),
        ("Harbour dues (Confidential)", "Harbour dues (Confidential)"),
        ("To follow the tide", "To follow the tide"),
    ],
)
def test_titles_lose_their_furniture_and_keep_their_status(printed: str, title: str) -> None:
    assert strip_title(printed) == title


@pytest.mark.parametrize(
    ("text", "only"),
    [("Tuesday 30 January 2018", True), ("30.1.18", True), ("30 January 2018 was cold", False), ("", False)],
)
def test_a_line_of_a_date_alone(text: str, only: bool) -> None:
    assert is_only_a_date(text) is only


def test_names_compare_whatever_their_case_and_ampersands() -> None:
    assert fold("Harbours & Quays Board") == fold("HARBOURS AND QUAYS  BOARD.") == "harbours and quays board"


def test_a_running_header_leaves_the_note_and_the_date_of_the_note_stays() -> None:
    body = "1 Dues\n\nThe dues were raised.\n\nHarbours Board\n\n4 June 2019\n\n- 3 -\n\nThey were raised twice.\n"
    minutes = read(markdown(body))

    assert said(minutes.items[0]) == ["The dues were raised.", "They were raised twice."]
    assert str(minutes.header.date) == "2018-01-30"
    assert {left.reason for left in minutes.left_over} == {"furniture"}


def test_a_number_alone_above_a_sentence_is_a_page_and_no_item() -> None:
    rest = "Members noted the long report on dues.\n\n2 Quays\n\nWords were said."
    minutes = read(markdown(f"1 Dues\n\nTalk came first.\n\n2\n\n{rest}"))
    assert listed(minutes) == [("1", "Dues"), ("2", "Quays")]
