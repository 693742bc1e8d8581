"""What is drawn over text, so that nobody sees the words: a box set over them takes none of them out of a PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from meetings.extraction.pdf_sheet import Box, within

Point = tuple[float, float]

_BAND = 20.0
"""Height of the bands of a page in which boxes are looked for."""
_LOWEST = 15_000.0
"""How far down a page can reach: PDF knows none of more than 14,400 points."""
_MOST_IN_A_BAND, _MOST_NESTED, _SMALLEST = 2_000, 200, 2.5
_ON_A_SIDE, _STRAIGHT = 0.5, 0.3
_HIGH, _WIDE = 0.5, 0.34
"""Parts of a word's size, and of its width, that boxes cover at least; less is a line through it."""


class Covers:
    """Opaque boxes in the order in which they are drawn."""

    def __init__(self) -> None:
        self._bands: defaultdict[int, list[tuple[int, Box]]] = defaultdict(list)

    def add(self, drawn: int, box: Box) -> None:
        """A box, and the number of its turn in drawing. A speck hides no word."""
        if not (box[2] - box[0] >= _SMALLEST and box[3] - box[1] >= _SMALLEST):
            return
        for band in range(_band(box[1]), _band(box[3]) + 1):
            if len(self._bands[band]) < _MOST_IN_A_BAND:
                self._bands[band].append((drawn, box))

    def hide(self, word: Box, size: float, drawn: int) -> bool:
        """Whether those that are drawn behind its turn cover a word, or so much of it that it cannot be read."""
        middle, width = (word[1] + word[3]) / 2, (word[2] - word[0]) or 1.0
        hidden = sum(
            max(0.0, min(box[2], word[2]) - max(box[0], word[0]))
            for turn, box in self._bands.get(_band(middle), ())
            if turn > drawn and box[1] <= middle <= box[3] and box[3] - box[1] >= _HIGH * size
        )
        return hidden >= _WIDE * width


def solid_boxes(outlines: Sequence[Sequence[Point]], *, alternate: bool) -> list[Box]:
    """The boxes that a filled path draws. One round another of its boxes is a frame, unless the hole is filled too.

    `alternate`: what lies inside two outlines is not filled; else only what two go round in opposite ways is not.
    """
    found = [(box, _goes_round(points)) for points in outlines if (box := box_of(points))]
    return [
        box
        for at, (box, way) in enumerate(found)
        if not any(
            number != at and (alternate or way != other_way) and (within(other, box) or within(box, other))
            for number, (other, other_way) in enumerate(found[:_MOST_NESTED])
        )
    ]


def box_of(points: Sequence[Point]) -> Box | None:
    """The box that an outline is, perhaps with its corners rounded; None when it is anything else, or nothing."""
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    on_left, on_right, on_top, on_bottom = list[float](), list[float](), list[float](), list[float]()
    for x, y in points:
        sides = ((on_left, x - left, y), (on_right, right - x, y), (on_top, y - top, x), (on_bottom, bottom - y, x))
        near = [(side, along) for side, away, along in sides if away <= _ON_A_SIDE]
        if not near:
            return None
        for side, along in near:
            side.append(along)
    if left == right or top == bottom:
        return None
    upright = min(max(side) - min(side) for side in (on_left, on_right))
    across = min(max(side) - min(side) for side in (on_top, on_bottom))
    if upright < _STRAIGHT * (bottom - top) or across < _STRAIGHT * (right - left):
        return None
    return left, top, right, bottom


def common(first: Box, second: Box) -> Box:
    """What is in both boxes; its right edge is left of its left one where that is nothing."""
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def _goes_round(points: Sequence[Point]) -> bool:
    """Which way round an outline is drawn."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True)) > 0


def _band(down: float) -> int:
    return int(min(down, _LOWEST) // _BAND) if down > 0 else 0
