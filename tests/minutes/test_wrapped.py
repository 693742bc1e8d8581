"""Lists of people that a line broke in the middle of a name."""

from __future__ import annotations

import pytest

from tests.minutes.written import found, parish, present, read

pytestmark = pytest.mark.once
BODY = "1. DUES\nWords.\n\n2. QUAYS\nWords."


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ("PRESENT: Councillors A Bee, C Dee and Dr S\n   Whitwell", ["A Bee", "C Dee", "S Whitwell"]),
        ("Present: Cllrs Ann Bee, Cy\nDee, Ed Fox", ["Ann Bee", "Cy Dee", "Ed Fox"]),
        ("Present: Mr A Bee, Mrs\nC Dee", ["A Bee", "C Dee"]),
        ("Present: Ann Bee, County\nCllr Ed Fox", ["Ann Bee", "Ed Fox"]),
        ("Present: Ann Bee, Cy Dee\nEd Fox, Gus Hay", ["Ann Bee", "Cy Dee", "Ed Fox", "Gus Hay"]),
    ],
)
def test_a_name_that_a_line_broke_is_whole_again(people: str, names: list[str]) -> None:
    minutes = read(parish(BODY, people=people))
    assert [name for _, name, _ in present(minutes)] == names
    assert minutes.preamble == ()


def test_the_half_of_a_name_in_the_second_line_is_in_the_record() -> None:
    source = parish(BODY, people="Present: Cllrs Ann Bee, Cy\nDee")
    held = " ".join(span.cut(found(source).text) for span in read(source).own)
    assert "Dee" in held
