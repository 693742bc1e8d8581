"""What is seen on one page of a PDF: words at their places, and straight lines between them. Plain data, no library."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MOST_RULES = 4_000
_THIN = 2.5
_LETTERS = {
    **{ord(sign): letters for sign, letters in zip("ﬀﬁﬂﬃﬄﬅﬆ", "ff fi fl ffi ffl st st".split(), strict=True)},
    0x00AD: None,
    0x00A0: " ",
}
_PRIVATE = re.compile("^[\ue000-\uf8ff](?=\\s|$)|^[\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf0fc]")

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left corner of the page as it is shown."""

Matrix = tuple[float, float, float, float, float, float]


class Place:
    """Where a point of a page's own system stands on the page as it is shown."""

    def __init__(self, seen: Box, turn: int) -> None:
        """`seen` is the part of the page that is shown, from its left and bottom; `turn` counts quarters."""
        self.left, self.bottom, self.right, self.top = seen
        self.turn = turn % 4
        across, up = self.right - self.left, self.top - self.bottom
        self.width, self.height = (up, across) if self.turn % 2 else (across, up)

    def of(self, x: float, y: float) -> tuple[float, float]:
        """How far to the right of the page's left edge, and how far down from its top."""
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        if self.turn == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The same of a box: its left, top, right and bottom."""
        if not self.turn and left <= right and bottom <= top:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        (x0, y0), (x1, y1) = self.of(left, bottom), self.of(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def shows(self, box: Box) -> bool:
        """Whether any of a box is on the page."""
        return box[2] > 0 and box[3] > 0 and box[0] < self.width and box[1] < self.height


@dataclass(slots=True)
class Word:
    """Letters without a blank between them."""

    text: str
    x0: float
    x1: float
    base: float
    """How far down the page its letters stand."""
    size: float
    bold: bool
    turned: bool = False
    """Whether it is written upwards, downwards or aslant."""


@dataclass(slots=True)
class Rules:
    """Straight lines drawn on a page."""

    across: list[tuple[float, float, float]] = field(default_factory=list)
    """How far down, left, right."""
    down: list[tuple[float, float, float]] = field(default_factory=list)
    """How far to the right, top, bottom."""

    def draw(self, first: tuple[float, float], last: tuple[float, float]) -> None:
        """A stroke from one point to another; what is aslant, or one of very many, is part of a picture."""
        (x0, y0), (x1, y1) = first, last
        if len(self.across) + len(self.down) > _MOST_RULES:
            return
        if abs(y1 - y0) <= _THIN < abs(x1 - x0):
            self.across.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _THIN < abs(y1 - y0):
            self.down.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


@dataclass(slots=True)
class Sheet:
    """One page: what is seen on it."""

    number: int
    """From 1."""
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: Rules = field(default_factory=Rules)
    drawn: bool = False
    """Whether anything is drawn on it at all."""
    pictured: bool = False
    """Whether a picture takes a part of it that may hold text."""
    hidden: int = 0
    """Pieces of text that nobody sees, left out."""
    covered: int = 0
    """Words under a box, left out."""
    recognised: bool = False
    """Whether a program read its words from a picture, behind which they stand."""


def shown(text: str) -> str:
    """A word with letters for ligatures, no soft hyphens, and a bullet for the private signs of symbol fonts."""
    text = text.translate(_LETTERS) if not text.isascii() else text
    return _PRIVATE.sub("•", text)


def times(first: Matrix, then: Matrix) -> Matrix:
    """What one matrix does, and then another."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def within(inner: Box, outer: Box) -> bool:
    """Whether a box lies in another, or nearly so."""
    return all(inner[at] >= outer[at] - 2 for at in (0, 1)) and all(inner[at] <= outer[at] + 2 for at in (2, 3))
