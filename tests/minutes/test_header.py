"""Which meeting a note is of: board, date, time and venue, beside their labels or below them."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.minutes.header import board_name
from tests.minutes.accounting import codes
from tests.minutes.written import export, found, listed, page, parish, read

pytestmark = pytest.mark.once

BODY = "\n\nItem\tDecisions and actions\tAction\n1\tWelcome\t\n\nWords.\n\n2 Quays\n\nWords.\n\n"
TITLE = "Note of last Quays Board meeting\n\n"


def header(source: str) -> tuple[str, str, str, str]:
    """Board, day, time and venue."""
    told = read(source).header
    return told.board, str(told.date), told.time, told.venue


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param("Title:\tQuays Board\nDate:\tTuesday 2 October 2018\nVenue:\tThe Long Room", id="tabs"),
        pytest.param("Title: Quays Board\nDate: 2.10.18\nVenue: The Long Room", id="beside"),
        pytest.param("**Title:** Quays Board\n**Date:** 2 October 2018\n**Venue:** The Long Room", id="bold"),
        pytest.param("**Title**: Quays Board\n**Date**: 2 October 2018\n**Venue**: The Long Room", id="bold word"),
        pytest.param("Date: 2nd October, 2018\nVenue: The Long Room\nTitle: Quays Board", id="another order"),
        pytest.param("Title: Quays Board Date: 2 October 2018 Venue: The Long Room", id="one paragraph"),
        pytest.param("Title:\n\n\tQuays Board\n\nDate:\n\n\t2 October 2018\n\nVenue:\n\tThe Long Room", id="below"),
        pytest.param("Title\tQuays Board\nDate\t2 October 2018\nVenue\tThe Long Room", id="no colon"),
        pytest.param("Tuesday 2 October 2018\n\nThe Long Room", id="no labels"),
    ],
)
def test_labels_in_many_settings(labels: str) -> None:
    assert header(f"{TITLE}{labels}{BODY}") == ("Quays Board", "2018-10-02", "", "The Long Room")


def test_every_field_says_where_it_stands() -> None:
    source = f"{TITLE}Title:\tHarbours Board\nDate:\tTuesday 2 October 2018, 2.00 pm\nVenue:\tThe Long Room{BODY}"
    told = read(source).header
    text = found(source).text

    assert [span.cut(text) for span in (told.board_span, told.date_span, told.venue_span) if span] == [
        "Harbours Board",
        "Tuesday 2 October 2018",
        "The Long Room",
    ]
    assert told.time == "2.00 pm"


def test_older_notes_label_date_and_time_together() -> None:
    labels = "Title:\tHarbours Board\nDate and time:\tMonday 12 November 2012, 11.00am\nVenue:\tThe Long Room"

    assert header(f"Note of decisions taken and actions required\n\n{labels}{BODY}") == (
        "Harbours Board",
        "2012-11-12",
        "11.00am",
        "The Long Room",
    )


@pytest.mark.parametrize(
    ("date", "read_as", "code"),
    [
        ("Friday 2 October 2018", dt.date(2018, 10, 2), "weekday-mismatch"),
        ("Tuesday 2 October", None, "no-year"),
        ("31 September 2018", None, "no-date"),
        ("to be agreed", None, "no-date"),
    ],
)
def test_a_doubtful_date_is_told(date: str, read_as: dt.date | None, code: str) -> None:
    minutes = read(export(("1", "Dues", "Words."), date=date))

    assert (minutes.header.date, codes(minutes.findings)) == (read_as, [code])


@pytest.mark.parametrize(
    ("printed", "board"),
    [
        ("Note of last Harbours & Quays Board meeting", "Harbours & Quays Board"),
        ("Harbours Board", "Harbours Board"),
        ("HARBOURS AND QUAYS BOARD", "Harbours and Quays Board"),
        ("Meeting of the Harbours Board", "Harbours Board"),
        ("The Annual Meeting of the Harbours Board", "Harbours Board"),
        ("Harbours Committee (pre-April 2019)", "Harbours Committee"),
        ("the Cabinet", "Cabinet"),
    ],
)
def test_one_name_for_a_body(printed: str, board: str) -> None:
    assert board_name(printed) == board


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            "MINUTES OF THE MEETING OF SALLOW PARISH COUNCIL HELD ON MONDAY 8TH NOVEMBER 2021 AT 7.30PM IN THE HALL",
            ("Sallow Parish Council", "2021-11-08", "7.30PM", "Hall"),
        ),
        (
            "Minutes of a meeting of the Full Council of Peverstone Town Council held on 8th November 2021 via Zoom",
            ("Full Council of Peverstone Town Council", "2021-11-08", "", "Zoom"),
        ),
        (
            "Peverstone Parish Council\n\nMinutes of the meeting held on 8.11.21 in the Hall at 7.30 pm",
            ("Peverstone Parish Council", "2021-11-08", "7.30 pm", "Hall"),
        ),
        (
            "Minutes of the Planning Committee\n\nDate: 8 November 2021    Time: 7.00 pm\nVenue: Council Chamber",
            ("Planning Committee", "2021-11-08", "7.00 pm", "Council Chamber"),
        ),
    ],
)
def test_the_opening_of_formal_minutes(opening: str, expected: tuple[str, str, str, str]) -> None:
    body = "\n\nPresent: Cllr Ann Bee, Cllr Cy Dee\n\n1. DUES\nWords.\n\n2. QUAYS\nWords.\n"

    assert header(f"{opening}{body}") == expected


def test_the_date_of_the_next_or_the_last_meeting_is_not_the_date() -> None:
    last = "1. MINUTES\nThe minutes of the meeting held on 4 October 2021 were agreed."

    assert header(parish(f"{last}\n\n2. NEXT\nNext meeting 6 December 2021."))[1] == "2021-11-08"


@pytest.mark.parametrize(
    "body",
    ["Harbours Committee", "Moved from 9th October 2018, Harbours Committee", "Harbours Committee (pre-April 2019)"],
)
def test_the_head_of_a_page(body: str) -> None:
    source = page("1.\nDues\nMinutes:\nWords.\n2.\nMinutes\nMinutes:\nWords.").replace("Harbours Committee", body)

    assert header(source) == ("Harbours Committee", "2018-10-02", "2.00 pm", "Town Hall")
    assert listed(read(source)) == [("1", "Dues"), ("2", "Minutes")]


def test_a_page_of_one_item_names_its_meeting_and_its_number() -> None:
    meeting = "Meeting of Harbours Board, Thursday, 12th July, 2018 11.00 am (Item 3.)"
    minutes = read(f"Agenda item\nDues\n{meeting}\n\nMinutes:\nWords.\n\nDecision:\nMembers noted the report.\n")

    assert (minutes.family, minutes.header.board, minutes.header.date) == ("F4", "Harbours Board", dt.date(2018, 7, 12))
    assert listed(minutes) == [("3", "Dues")]


@pytest.mark.parametrize("word", ["Agenda and draft minutes", "DRAFT minutes"])
def test_a_draft_says_so(word: str) -> None:
    minutes = read(page("1.\nDues\nMinutes:\nWords.\n2.\nQuays\nMinutes:\nWords.", head=word))

    assert (minutes.header.draft, "draft-record" in codes(minutes.findings)) == (True, True)


def test_adopting_the_draft_minutes_of_another_day_makes_no_draft() -> None:
    minutes = read(export(("1", "Minutes", "The draft minutes of the last meeting were adopted.")))

    assert not minutes.header.draft


BELOW = "Present: Cllr A Bee\n\n1. DUES\nWords.\n\n2. QUAYS\nWords."


@pytest.mark.parametrize(
    ("head", "board", "date"),
    [
        ("Agenda and minutes\n\nNEW LOCATION, Scrutiny Panel - Monday, 8th November, 2021 6.00 pm",
         "Scrutiny Panel", "2021-11-08"),
        ("Agenda and minutes\n\nExtraordinary Meeting, Scrutiny Panel - Monday, 8th November, 2021 6.00 pm",
         "Scrutiny Panel", "2021-11-08"),
        ("MINUTES\n\nMeeting: Planning Committee\nDate: Monday 8 November 2021\nPlace: Town Hall",
         "Planning Committee", "2021-11-08"),
        ("Minutes approved at the meeting of 6 December 2021\n\nQUAY PARISH COUNCIL\n\nMinutes of 8 November 2021",
         "Quay Parish Council", "2021-11-08"),
    ],
)  # fmt: skip
def test_bodies_and_days_among_other_words(head: str, board: str, date: str) -> None:
    header = read(f"{head}\n\n{BELOW}").header
    assert (header.board, str(header.date)) == (board, date)


@pytest.mark.parametrize("words", ["Next meeting – Tuesday 11 June 2024", "Site visit – Monday 3 June 2024"])
def test_the_day_of_another_meeting_is_no_title(words: str) -> None:
    header = read(f"Ferry Users Group\n14 May 2024\n\n1. Timetable\nAgreed.\n\n2. Fares\nAgreed.\n\n{words}").header
    assert (header.board, str(header.date)) == ("Ferry Users Group", "2024-05-14")


def test_the_word_draft_in_a_sentence_is_no_status() -> None:
    source = "Agenda item\n\nDues\n\nMeeting of Harbours Board, Tuesday, 2nd October, 2018 (Item 4.)\n\nMinutes:\n\n"
    assert not read(f"{source}Officers to draft a response.\n").header.draft
    assert read(f"DRAFT\n\n{source}Words.\n").header.draft
