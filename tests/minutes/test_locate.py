"""Which records a source holds: a note, a pack with the note before, a page, formal minutes, or none."""

from __future__ import annotations

import pytest

from meetings.minutes import parse
from meetings.minutes.vocabulary import Record
from tests.minutes.accounting import codes
from tests.minutes.written import export, found, listed, markdown, page, parish, read

pytestmark = pytest.mark.once

NOTE = markdown("1 Dues\n\nWords.\n\n2 Quays\n\nMore words.")
AGENDA = (
    "# Harbours Board\n\n## Agenda\n\nTuesday, 6 March 2018\n2.00 pm\n\nThe Long Room\n\n"
    "<b>Item</b>\t<b>Page</b>\n<b>1. Note of the Previous Meeting</b>\t1 - 4\n<b>2. Ferries</b>\t5 - 6\n\n"
)


def records(source: str) -> list[tuple[str, str, str, str]]:
    """(family, record, board, date) of each record."""
    return [
        (minutes.family, minutes.record.value, minutes.header.board, str(minutes.header.date))
        for minutes in parse(found(source))
    ]


@pytest.mark.parametrize(
    ("source", "family"),
    [
        pytest.param(export(("1", "Dues", "Words.")), "F1", id="an export"),
        pytest.param(NOTE, "F2", id="a note in Markdown"),
        pytest.param(
            "Agenda item\nDues\nMeeting of Harbours Board, Thursday, 12th July, 2018 (Item 3.)\n\nMinutes:\nWords.\n",
            "F4",
            id="the page of an item",
        ),
        pytest.param(page("1.\nDues\nMinutes:\nWords.\n2.\nQuays\nMinutes:\nWords."), "F5", id="the page of a meeting"),
        pytest.param(parish("1. DUES\nWords.\n\n2. QUAYS\nWords."), "F6", id="formal minutes"),
        pytest.param(
            "Minutes of the Ferry Partnership, 5 March 2020\n\nItem\tDiscussion\tAction\n1\tDues\t\n\tWords.\tAB\n",
            "F7",
            id="a table with actions",
        ),
        pytest.param(
            "Ferry Users Group\n14 May 2019\n\nMembers: Ann Bee, Cy Dee\n\n1. Dues\nWords.\n\n2. Quays\nWords.\n",
            "F8",
            id="a bare list",
        ),
    ],
)
def test_each_family_is_known(source: str, family: str) -> None:
    assert [(minutes.family, minutes.record) for minutes in parse(found(source))] == [(family, Record.MINUTES)]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("Dear Sir,\n\nThe ferry bell rings at night.\n\nYours, Ann Bee\n", id="a letter"),
        pytest.param("x", id="one character"),
        pytest.param("id,name\n1,Ann\n2,Cy\n", id="a list of values"),
        pytest.param("The Board met on 5 March 2020 and agreed everything.\n", id="a sentence"),
    ],
)
def test_a_text_of_no_family_is_kept_whole_with_one_finding(source: str) -> None:
    minutes = read(source)
    (left,) = minutes.left_over

    assert (minutes.family, minutes.empty, codes(minutes.findings)) == ("", True, ["no-family"])
    assert (left.span.start, left.span.end, left.reason) == (0, len(source), "unread")


def test_a_pack_tells_of_the_planned_meeting_and_of_the_one_before() -> None:
    agenda, note = parse(found(AGENDA + NOTE))

    assert records(AGENDA + NOTE) == [
        ("F3", "agenda", "Harbours Board", "2018-03-06"),
        ("F3", "minutes", "Harbours Board", "2018-01-30"),
    ]
    assert listed(agenda) == [("1", "Note of the Previous Meeting"), ("2", "Ferries")]
    assert listed(note) == listed(read(NOTE))
    assert [codes(each.findings) for each in (agenda, note)] == [["several-meetings"], ["several-meetings"]]


def test_an_entry_of_the_agenda_that_speaks_of_a_note_starts_none() -> None:
    agenda = (
        AGENDA.replace("<b>Item</b>\t<b>Page</b>\n", "").replace("<b>", "").replace("</b>", "").replace("\t", "    ")
    )

    assert [record for _, record, _, _ in records(agenda + NOTE)] == ["agenda", "minutes"]


def test_two_notes_in_one_file_are_two_meetings() -> None:
    second = NOTE.replace("Tuesday 30 January 2018", "Tuesday 6 March 2018")

    assert [date for _, _, _, date in records(NOTE + second)] == ["2018-01-30", "2018-03-06"]


def test_an_agenda_alone_is_an_agenda() -> None:
    assert records(AGENDA) == [("F3", "agenda", "Harbours Board", "2018-03-06")]


def test_a_page_of_a_meeting_to_come_is_an_agenda() -> None:
    source = page("No. Item\n1.\nDues\nTo consider the dues.\n2.\nQuays\nTo consider the quays.", head="Agenda")

    assert records(source) == [("F5", "agenda", "Harbours Committee", "2018-10-02")]
    assert listed(read(source)) == [("1", "Dues"), ("2", "Quays")]
