"""What is drawn over text, so that nobody sees the words: a box set over them takes none of them out of a PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from meetings.extraction.pdf_sheet import Box

_BAND = 20.0
"""Height of the bands of a page in which boxes are looked for."""

_LOWEST = 15_000.0
"""How far down a page can reach: PDF knows none of more than 14,400 points."""
_MOST_IN_A_BAND, _SMALLEST = 2_000, 2.5
_CORNER = 0.5
_HIGH, _WIDE = 0.5, 0.34
"""Parts of a word's size, and of its width, that a box covers at least; less is a line through it."""


class Covers:
    """Opaque boxes in the order in which they are drawn."""

    def __init__(self) -> None:
        self._bands: defaultdict[int, list[tuple[int, Box]]] = defaultdict(list)

    def add(self, drawn: int, box: Box) -> None:
        """A box, and the number of its turn in drawing. A speck hides no word."""
        if box[2] - box[0] < _SMALLEST or box[3] - box[1] < _SMALLEST:
            return
        for band in range(int(max(box[1], 0) // _BAND), int(min(max(box[3], 0), _LOWEST) // _BAND) + 1):
            if len(self._bands[band]) < _MOST_IN_A_BAND:
                self._bands[band].append((drawn, box))

    def hide(self, word: Box, size: float, drawn: int) -> bool:
        """Whether one that is drawn behind its turn covers a word, or so much of it that it cannot be read."""
        middle, width = (word[1] + word[3]) / 2, (word[2] - word[0]) or 1.0
        return any(
            turn > drawn
            and box[1] <= middle <= box[3]
            and box[3] - box[1] >= _HIGH * size
            and min(box[2], word[2]) - max(box[0], word[0]) >= _WIDE * width
            for turn, box in self._bands.get(int(max(middle, 0) // _BAND), ())
        )


def box_of(points: Sequence[tuple[float, float]]) -> Box | None:
    """The box that these points are the corners of; None when they draw anything else, or nothing."""
    if len(points) < 4:
        return None
    xs, ys = zip(*points, strict=True)
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    for x, y in points:
        if min(x - left, right - x) > _CORNER or min(y - top, bottom - y) > _CORNER:
            return None
    return left, top, right, bottom


def common(first: Box, second: Box) -> Box:
    """What is in both boxes; its right edge is left of its left one where that is nothing."""
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])
