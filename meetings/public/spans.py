"""Arithmetic of character ranges: which of them are left when others are taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Range = tuple[int, int]
"""Half-open; never empty."""


def ranges(spans: Iterable[Any]) -> list[Range]:
    """Spans as readings keep them (`[start, end]` or `[start, end, page]`) → Ranges; blank or broken ones go."""
    found = [span[:2] for span in spans if isinstance(span, list | tuple) and len(span) >= 2]
    return [
        (max(0, start), end) for start, end in found if isinstance(start, int) and isinstance(end, int) and start < end
    ]


def union(*many: Iterable[Range]) -> list[Range]:
    """Ranges in order that cover the same characters and neither touch nor overlap."""
    joined: list[Range] = []
    for start, end in sorted(each for some in many for each in some):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def minus(some: Iterable[Range], holes: Iterable[Range]) -> list[Range]:
    """What is left of `some` without the characters of `holes`, in order."""
    return list(_left(union(some), union(holes)))


def touches(one: Range, others: list[Range]) -> bool:
    """Whether `one` shares a character with any of `others`, which must be a union."""
    low, high = 0, len(others)
    while low < high:
        middle = (low + high) // 2
        if others[middle][1] <= one[0]:
            low = middle + 1
        else:
            high = middle
    return low < len(others) and others[low][0] < one[1]


def _left(some: list[Range], holes: list[Range]) -> Iterator[Range]:
    at = 0
    for start, end in some:
        while at < len(holes) and holes[at][1] <= start:
            at += 1
        here, place = at, start
        while here < len(holes) and holes[here][0] < end:
            if place < holes[here][0]:
                yield place, holes[here][0]
            place = max(place, holes[here][1])
            here += 1
        if place < end:
            yield place, end
