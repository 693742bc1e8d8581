"""Which entry of one list is which entry of another: by equal words first, then by near ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")
_NEAR = 60.0
"""Out of 100: two texts this near are one text that was changed."""
_MOST_PAIRS = 250_000
"""Lists that would need more comparisons than this are matched by equal words only."""


def pair(
    mine: Sequence[T],
    other: Sequence[T],
    keys: Sequence[Callable[[T], object]],
    text: Callable[[T], str] | None = None,
) -> dict[int, int]:
    """Place in `mine` → place in `other`, each used once.

    `keys` say when two entries are one, the surest first; a blank key says nothing. What is left is paired by
    the likeness of its `text`, the likest first, when there is a `text`.
    """
    found: dict[int, int] = {}
    for key in keys:
        found.update(_equal(mine, other, key, found))
    if text:
        found.update(_near(mine, other, text, found))
    return found


def _equal(mine: Sequence[T], other: Sequence[T], key: Callable[[T], object], found: dict[int, int]) -> dict[int, int]:
    taken = set(found.values())
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    for at in reversed(range(len(other))):
        if at not in taken:
            waiting[key(other[at])].append(at)
    fresh = {}
    for at, entry in enumerate(mine):
        if at not in found and key(entry) and waiting.get(key(entry)):
            fresh[at] = waiting[key(entry)].pop()
    return fresh


def _near(mine: Sequence[T], other: Sequence[T], text: Callable[[T], str], found: dict[int, int]) -> dict[int, int]:
    left = [at for at in range(len(mine)) if at not in found]
    taken = set(found.values())
    right = [at for at in range(len(other)) if at not in taken]
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        return {}
    choices = [text(other[at]) for at in right]
    likeness = [
        (-score, at, right[place])
        for at in left
        for _, score, place in process.extract(
            text(mine[at]), choices, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None
        )
    ]
    fresh: dict[int, int] = {}
    used: set[int] = set()
    for _, at, place in sorted(likeness):
        if at not in fresh and place not in used:
            fresh[at] = place
            used.add(place)
    return fresh
