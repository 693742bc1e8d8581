"""Blocks to lines: what the grammar of minutes walks over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.extraction.blocks import Cell, Extract, Heading, Leaf, ListItem, Paragraph, Span, Table
from meetings.minutes.structure import Passage
from meetings.minutes.vocabulary import PassageKind

_BETWEEN = r"(?:\s|\*|_|\\|</?[a-z]{1,6}>)*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph, heading or list entry, and where in a table it stands."""

    index: int
    text: str
    span: Span
    kind: PassageKind = PassageKind.PARAGRAPH
    marker: str = ""
    level: int = 0
    heading: int = 0
    """Level of the heading, 0 when it is none."""
    bold: bool = False
    row: int | None = None
    """Running number of the table row; None outside tables."""
    column: int | None = None
    columns: int = 0
    """How many cells the row has."""

    @property
    def marked(self) -> str:
        """Marker and text as printed."""
        return f"{self.marker} {self.text}" if self.marker else self.text

    @property
    def strong(self) -> bool:
        """Set apart by heading or bold."""
        return bool(self.heading) or self.bold

    def passage(self) -> Passage:
        """The line as a passage of an item."""
        return Passage(text=self.text, span=self.span, kind=self.kind, marker=self.marker, level=self.level)


def lines_of(extract: Extract) -> tuple[Line, ...]:
    """Every leaf of the extract that holds text, in order."""
    return tuple(_numbered(extract))


def _numbered(extract: Extract) -> Iterator[Line]:
    index = row_number = 0
    for block in extract.blocks:
        if not isinstance(block, Table):
            yield _line(block, index, None, None, 0)
            index += 1
            continue
        for row in block.rows:
            for column, leaf in _leaves(row):
                yield _line(leaf, index, row_number, column, len(row))
                index += 1
            row_number += 1


def _leaves(row: tuple[Cell, ...]) -> Iterator[tuple[int, Leaf]]:
    for column, cell in enumerate(row):
        for leaf in cell.blocks:
            yield column, leaf


def _line(leaf: Leaf, index: int, row: int | None, column: int | None, columns: int) -> Line:
    kind, marker, level, heading, bold = PassageKind.PARAGRAPH, "", 0, 0, False
    if isinstance(leaf, ListItem):
        kind, marker, level = PassageKind.ENTRY, leaf.marker, leaf.level
    elif isinstance(leaf, Heading):
        kind, heading = PassageKind.HEADING, leaf.level
    elif isinstance(leaf, Paragraph):
        bold = leaf.bold
    return Line(
        index=index,
        text=leaf.text,
        span=leaf.span,
        kind=kind,
        marker=marker,
        level=level,
        heading=heading,
        bold=bold,
        row=row,
        column=column,
        columns=columns,
    )


def locate(text: str, span: Span, words: str) -> Span:
    """Where `words` (blanks folded, marks left out) stand inside `span` of the whole text; `span` when not found."""
    raw = span.cut(text)
    at = raw.find(words)
    if at >= 0:
        return Span(span.start + at, span.start + at + len(words), span.page)
    match = None
    if len(words) < 2000:
        apart = [re.escape(word) for word in words.split()]
        whole = r"(?<!\w)" + r"\s+".join(apart) + r"(?!\w)"
        match = re.search(whole, raw) or re.search(_BETWEEN.join(apart), raw)
    return Span(span.start + match.start(), span.start + match.end(), span.page) if match else span


class Finder:
    """Finds words one after another in one span, so that a long line is walked over once."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self.start = span.start

    def find(self, words: str) -> Span:
        """The place of the next `words`; the whole span when they are not found as they stand."""
        at = self.text.find(words, self.start, self.span.end)
        if at < 0 and self.span.end - self.start < 5000:
            found = locate(self.text, Span(self.start, self.span.end, self.span.page), words)
            at = found.start if found.end - found.start < self.span.end - self.start or found.start > self.start else -1
            if at >= 0:
                self.start = found.end
                return found
        if at < 0:
            return self.span
        self.start = at + len(words)
        return Span(at, self.start, self.span.page)
