"""What says nothing of its own is told from what does."""

from __future__ import annotations

import pytest

from meetings.search.routine import is_routine

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the report be noted", True),
        ("members noted the update and thanked officers for the presentation", True),
        ("officers to take forward in line with members comments", True),
        ("that the minutes of the last meeting be approved as a correct record", True),
        ("", True),
        ("noted the flood report", False),
        ("agreed to buy the field", False),
    ],
)
def test_a_text_is_routine_when_no_word_tells_of_a_matter(text: str, expected: bool) -> None:
    assert is_routine(text.split()) is expected
