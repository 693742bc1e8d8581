"""What a query found is lit in the text, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search import light_of, parse

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def lit(typed: str, text: str) -> list[str]:
    return [run for run, shines in light_of(parse(typed)).pieces(text) if shines]


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("ferry", "The ferries ran; a FERRY sank. Ferrymen.", ["ferries", "FERRY"]),
        ('"sea wall"', "The sea-wall, a sea of walls, the sea walls", ["sea-wall", "sea walls"]),
        ("sea-wall", "The sea wall", ["sea wall"]),
        ("cafe", "Café’s and cafe\u0301", ["Café’s", "cafe\u0301"]),
        ("12500", "It cost £12,500.", ["12,500"]),
        ("lamp*", "Lamplight and lamps and lam", ["Lamplight", "lamps"]),
        ('"peer chall*" quay', "A peer challenge", []),
        ("peer-chall*", "A peer challenge", ["peer challenge"]),
        ("boats and quays", "Boats & quays", ["Boats", "quays"]),
        ('"boats and quays"', "Boats & quays", ["Boats & quays"]),
        ("ferry -boat", "Ferry and boat", ["Ferry"]),
        ("ferry OR boat", "Ferry and boat", ["Ferry", "boat"]),
        ('"a b" "b c"', "a b c", ["a b c"]),
        ("owner:ferry after:2020", "ferry", []),
        ("%", "%", []),
    ],
)
def test_the_words_that_were_asked_for_are_lit(typed: str, text: str, expected: list[str]) -> None:
    assert lit(typed, text) == expected


@given(st.text(alphabet="ab -'&é"), st.text(alphabet="ab -'&é<>"))
def test_the_runs_are_the_text(typed: str, text: str) -> None:
    pieces = light_of(parse(typed)).pieces(text)
    assert "".join(run for run, _ in pieces) == text
    assert all(run for run, _ in pieces)


@given(st.text(alphabet="ab* \"'é"), st.text(alphabet="ab -'&é<>"))
def test_the_first_run_is_where_the_first_piece_shines(typed: str, text: str) -> None:
    light = light_of(parse(typed))
    assert light.first(text) == min((start for start, _ in light.places(text)), default=0)
