"""What a reader finds in a source: blocks of text, each at its exact place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in the extracted text."""

    start: int
    end: int
    page: int | None = None

    def cut(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the reader or the parser was unsure of, in words a clerk can act on."""

    code: str
    """Stable and documented in docs/findings.md, such as `weekday-mismatch`."""
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text with no sign of its own."""

    text: str
    span: Span
    bold: bool = False
    """Whether the whole paragraph is set in bold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Text that the source marks as a heading, by style or by `#` signs."""

    text: str
    span: Span
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """One entry of a list; `text` leaves the marker out, `span` includes it."""

    text: str
    span: Span
    marker: str
    """As printed: `·`, `-`, `1.`, `a)`."""
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table: the blocks in it, none when it is blank."""

    blocks: tuple[Paragraph | Heading | ListItem, ...]
    span: Span

    @property
    def text(self) -> str:
        """The words of the cell on one line."""
        return " ".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; rows may differ in length, as printed."""

    rows: tuple[tuple[Cell, ...], ...]
    span: Span


Leaf = Paragraph | Heading | ListItem
Block = Leaf | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Everything one reader got out of one source.

    `text` is the whole extracted text. Every block's span points into it, and every
    non-blank character of it lies inside the span of some block.
    """

    text: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    pages: tuple[int, ...] = ()
    """Where each page begins in `text`; empty for a format without pages."""

    def leaves(self) -> Iterator[Leaf]:
        """Every paragraph, heading and list entry in order, inside tables too."""
        for block in self.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        yield from cell.blocks
            else:
                yield block
