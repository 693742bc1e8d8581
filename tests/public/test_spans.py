"""Ranges of characters are added and taken away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.public.spans import minus, ranges, touches, union

pytestmark = pytest.mark.once

some_ranges = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda each: (each[0], sum(each))))


def characters(some: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in some for at in range(start, end)}


def test_spans_become_ranges_and_blank_or_broken_ones_go() -> None:
    spans = [[1, 4], (2, 9, 3), [], None, [5, 5], [7, 6], [-2, 1], ["1", 2], [None, None]]
    assert ranges(spans) == [(1, 4), (2, 9), (0, 1)]


def test_a_union_joins_what_touches_or_overlaps() -> None:
    assert union([(8, 9), (1, 3)], [(3, 5), (2, 4)]) == [(1, 5), (8, 9)]


@given(some_ranges, some_ranges)
def test_what_is_left_has_every_character_but_those_of_the_holes(
    some: list[tuple[int, int]], holes: list[tuple[int, int]]
) -> None:
    left = minus(some, holes)
    assert characters(left) == characters(some) - characters(holes)
    assert left == union(left)


@pytest.mark.parametrize(
    ("one", "expected"), [((0, 2), False), ((0, 3), True), ((4, 8), False), ((5, 9), True), ((9, 12), False)]
)
def test_two_ranges_touch_when_they_share_a_character(one: tuple[int, int], expected: bool) -> None:
    assert touches(one, [(2, 4), (8, 9)]) is expected
