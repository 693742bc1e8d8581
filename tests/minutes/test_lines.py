"""Blocks become lines to walk over, and words are found at their place in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction.blocks import Span
from meetings.minutes.lines import Finder, Line, lines_of, locate
from meetings.minutes.structure import Passage
from meetings.minutes.vocabulary import PassageKind
from tests.minutes.written import found

pytestmark = pytest.mark.once


def test_every_leaf_is_a_line_with_its_place_in_the_table() -> None:
    lines = lines_of(found("## Dues\n\n1. **Noted** it\n\nChair\tCllr Bee\n"))

    assert lines == (
        Line(index=0, text="Dues", span=Span(0, 7), kind=PassageKind.HEADING, heading=2),
        Line(index=1, text="Noted it", span=Span(9, 24), kind=PassageKind.ENTRY, marker="1."),
        Line(index=2, text="Chair", span=Span(26, 31), row=0, column=0, columns=2),
        Line(index=3, text="Cllr Bee", span=Span(32, 40), row=0, column=1, columns=2),
    )
    assert [line.marked for line in lines] == ["Dues", "1. Noted it", "Chair", "Cllr Bee"]
    assert [line.strong for line in lines] == [True, False, False, False]
    assert lines[1].passage() == Passage(text="Noted it", span=Span(9, 24), kind=PassageKind.ENTRY, marker="1.")


@pytest.mark.parametrize(
    ("raw", "words", "place"),
    [
        ("The Board noted it.", "noted it", "noted it"),
        ("The Board **noted** it.", "noted it", "noted** it"),
        ("The  Board\nnoted it.", "Board noted", "Board\nnoted"),
        ("The Board noted it.", "agreed it", "The Board noted it."),
    ],
)
def test_words_are_found_with_marks_and_breaks_between_them(raw: str, words: str, place: str) -> None:
    text = f"before {raw} behind"
    span = Span(7, 7 + len(raw), 3)

    assert locate(text, span, words).cut(text) == place
    assert locate(text, span, words).page == 3


def test_the_same_name_twice_is_found_at_its_two_places() -> None:
    text = "Cllr Bee, Cllr Dee, Cllr Bee"
    finder = Finder(text, Span(0, len(text)))

    assert [finder.find(name) for name in ("Cllr Bee", "Cllr Dee", "Cllr Bee")] == [
        Span(0, 8),
        Span(10, 18),
        Span(20, 28),
    ]


def test_words_with_blanks_between_go_before_the_same_letters_run_together() -> None:
    text = "a  bb  b  b"

    assert locate(text, Span(0, len(text)), "b b") == Span(7, 11)


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8), st.data())
def test_whatever_words_are_found_stand_in_the_span(words: list[str], data: st.DataObject) -> None:
    text = "  ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    wanted = " ".join(words[first:])
    found_at = locate(text, Span(0, len(text)), wanted)

    assert wanted in " ".join(found_at.cut(text).split())
