"""What stands in no record is left over, with the reason, and what is damaged is told."""

from __future__ import annotations

import pytest

from meetings.minutes import Minutes
from tests.minutes.accounting import codes
from tests.minutes.written import export, found, markdown, parish, read, said

pytestmark = pytest.mark.once

NOTE = markdown("1 Dues\n\nWords.")


def left(source: str, minutes: Minutes) -> list[tuple[str, str]]:
    """(reason, first line) of everything left over."""
    text = found(source).text
    return [(each.reason, each.span.cut(text).splitlines()[0]) for each in minutes.left_over]


def test_furniture_is_left_over_and_no_question_for_a_clerk() -> None:
    minutes = read(NOTE)

    assert left(NOTE, minutes) == [("furniture", "Attendance"), ("furniture", "Appendix A - Attendance")]
    assert minutes.findings == ()


def test_comments_of_a_reviewer_stand_in_no_item() -> None:
    source = f"{NOTE}\n\ufffd Comment 1: is this right?\n"
    minutes = read(source)

    assert left(source, minutes)[-1] == ("comment", "\ufffd Comment 1: is this right?")
    assert codes(minutes.findings) == ["reviewer-comments"]


def test_noise_behind_the_note_is_left_over_and_told() -> None:
    source = f"{NOTE}\nasdf jkl asdf\n"
    minutes = read(source)

    assert left(source, minutes)[-1] == ("unread", "asdf jkl asdf")
    assert codes(minutes.findings) == ["left-over"]


def test_the_words_that_close_a_meeting_are_a_part_of_the_record_and_of_no_item() -> None:
    source = parish(
        "1. DUES\nWords.\n\n2. QUAYS\nWords.\n\nThe meeting closed at 9.05pm.\n\nSigned ........... Chairman"
    )
    minutes = read(source)

    assert [said(item) for item in minutes.items] == [["Words."], ["Words."]]
    assert "left-over" not in codes(minutes.findings)


def test_a_text_that_stops_in_mid_sentence_is_told() -> None:
    source = parish("1. DUES\nWords.\n\n2. QUAYS\nThe Council had a long talk about the quays and then went on to the")

    assert codes(read(source).findings) == ["truncated"]


@pytest.mark.parametrize("words", ["The Board:?? spoke.", "The Bo\ufffdrd spoke.", "The ong>of it."], ids=ascii)
def test_lost_characters_are_told_and_the_words_kept(words: str) -> None:
    minutes = read(export(("1", "Dues", words)))

    assert (said(minutes.items[0]), codes(minutes.findings)) == ([words], ["damaged-text"])
