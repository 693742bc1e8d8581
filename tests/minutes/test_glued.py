"""Notes in one file, one behind the other, are each read by themselves: nothing of one is filed with another."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.extraction import extract
from meetings.minutes import parse
from tests.minutes.written import export, parish

pytestmark = pytest.mark.once

FIRST = parish("1. Welcome\n\nAll were welcome.\n\n2. Tolls\n\nRESOLVED: to raise the tolls.")
SECOND = parish("1. Bells\n\nThey ring.\n\n2. Lamps\n\nRESOLVED: to light the lamps.").replace(
    "Monday 8 November 2021", "Monday 13 December 2021"
)


def told(text: str) -> list[tuple[str, dt.date | None, list[str], list[str]]]:
    """Board, date, titles and decisions of each record."""
    return [
        (
            each.header.board,
            each.header.date,
            [item.title for item in each.items],
            [decision.text for item in each.items for decision in item.decisions],
        )
        for each in parse(extract(text.encode()))
    ]


PARISH = "Peverstone Parish Council"
NOVEMBER = (PARISH, dt.date(2021, 11, 8), ["Welcome", "Tolls"], ["RESOLVED: to raise the tolls."])
DECEMBER = (PARISH, dt.date(2021, 12, 13), ["Bells", "Lamps"], ["RESOLVED: to light the lamps."])


def test_formal_minutes_of_two_meetings_are_two_records() -> None:
    assert told(f"{FIRST}\n\n{SECOND}") == [NOVEMBER, DECEMBER]


def test_formal_minutes_of_two_councils_are_two_records() -> None:
    other = SECOND.replace("PEVERSTONE", "THORLE")
    assert [(board, date) for board, date, *_ in told(f"{FIRST}\n\n{other}")] == [
        (PARISH, dt.date(2021, 11, 8)),
        ("Thorle Parish Council", dt.date(2021, 12, 13)),
    ]


def test_a_title_that_comes_back_on_each_page_opens_no_record() -> None:
    header = "MINUTES OF THE MEETING OF PEVERSTONE PARISH COUNCIL\n\n"
    dated = f"{header}Held on Monday 8 November 2021\n\n"
    for again in (header, dated):
        text = FIRST.replace("2. Tolls", f"{again}2. Tolls")
        assert [(date, titles) for _, date, titles, _ in told(text)] == [(dt.date(2021, 11, 8), ["Welcome", "Tolls"])]


def test_an_item_about_the_last_minutes_opens_no_record() -> None:
    item = "2. Minutes\n\nMinutes of the meeting held on 11 October 2021 were agreed.\n\n3. Tolls"
    text = FIRST.replace("2. Tolls", item)
    assert [titles for _, _, titles, _ in told(text)] == [["Welcome", "Minutes", "Tolls"]]


@pytest.mark.parametrize("number", ["2. ", ""])
def test_an_item_that_is_called_as_the_title_opens_no_record(number: str) -> None:
    text = "Minutes of the meeting held on Monday 8 November 2021\n\nPeverstone Parish Council\n\n1. Welcome\n\n"
    text += (
        f"All came.\n\n{number}Minutes of the meeting held on 11 October 2021\n\nAgreed.\n\n3. Tolls\n\nThey rise.\n"
    )
    assert [date for _, date, *_ in told(text)] == [dt.date(2021, 11, 8)]


def test_the_older_of_two_meetings_may_stand_second() -> None:
    assert told(f"{SECOND}\n\n{FIRST}") == [DECEMBER, NOVEMBER]


def test_notes_of_two_boards_and_the_same_note_twice_are_records_of_their_own() -> None:
    one = export(("1", "Tolls", "They rise."), ("2", "Bells", "They ring."))
    other = export(("1", "Lamps", "They burn."), board="Quays Board", date="Tuesday 15 June 2021")
    assert [(board, titles) for board, _, titles, _ in told(f"{one}\n\n{other}\n\n{one}")] == [
        ("Harbours Board", ["Tolls", "Bells"]),
        ("Quays Board", ["Lamps"]),
        ("Harbours Board", ["Tolls", "Bells"]),
    ]


def test_the_title_page_of_another_board_does_not_name_the_note_behind_it() -> None:
    text = f"Quays Board\n\nAgenda\n\nTuesday 15 June 2021\n\n{export(('1', 'Tolls', 'They rise.'))}"
    assert [(board, date) for board, date, *_ in told(text)] == [("Harbours Board", dt.date(2021, 5, 20))]
