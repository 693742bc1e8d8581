"""The text of a source written down as it is read, with its blocks at their exact places in it.

For readers of formats that know what a paragraph, a heading and a table is. Paragraphs stand apart by a blank line; the
cells of a row by a tab, as in text that is copied out of a table; what stands in one cell by the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from meetings.extraction.blocks import Block, Cell, Extract, Finding, Leaf, Span, Table
from meetings.extraction.joining import Joiner, Wrap
from meetings.extraction.leaves import cleaned, has_controls, is_marked, printed
from meetings.extraction.limits import Limits, Refused

_TAB = re.compile(r"[ \u00a0]*\t+[ \u00a0]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One paragraph as its format has it; a line break inside it is a newline, and what parts columns a tab."""

    text: str
    bold: bool = False
    """Whether all of it is."""
    heading: int = 0
    """Its level, 0 when it is none."""
    level: int = 0
    """How deep in lists it stands."""
    page: int | None = None
    """From 1, where the format has pages."""


Row = Sequence[Sequence[Words]]
"""The paragraphs of each cell."""


class Composer:
    """Takes paragraphs and tables in reading order; `extract` gives what was written."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.findings: list[Finding] = []
        self._parts: list[str] = []
        self._at = 0
        self._lines = 0
        self._blocks: list[Block] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._pages: list[int] = []
        self._had_controls = False

    def write(self, words: Words) -> None:
        """A paragraph; lines of it that are set in columns by tabs become rows of a table."""
        for line in self._shown(words):
            # Below a row a tab at the head is a blank cell; elsewhere it only sets a paragraph in.
            columns = line.rstrip("\t") if self._rows else line.strip("\t")
            if "\t" in columns and not is_marked(line):
                self._row([[_alike(words, cell)] for cell in _TAB.split(columns)])
            else:
                self._end_rows()
                self._blocks += self._leaves(line.replace("\t", " ").strip(), words)
                self._put("\n")
        if not self._rows:
            self._put("\n")

    def table(self, rows: Iterable[Row]) -> None:
        """A table, row by row. Cells that are merged are given as a cell and blank ones."""
        self._end_rows()
        for row in rows:
            if any(cleaned(words.text).strip() for cell in row for words in cell):
                self._row(row)
        self._end_rows()

    def extract(self, media_type: str) -> Extract:
        """All that was written. Raises Refused when there is no text, or too much."""
        self._end_rows()
        text = "".join(self._parts)
        if not text.strip():
            raise Refused("no-text", "No text found in the file. If it is a scan, its pages are pictures of text.")
        if self._had_controls:
            message = "Control characters were taken out of the text: invisible marks that no printed note holds."
            self.findings.append(Finding(code="control-characters", message=message))
        blocks = tuple(Joiner(text, Wrap()).blocks(self._blocks))
        return Extract(
            text=text,
            blocks=blocks,
            findings=tuple(self.findings),
            media_type=media_type,
            pages=tuple(self._pages),
        )

    def _row(self, row: Row) -> None:
        cells = []
        for at, cell in enumerate(row):
            if at:
                self._put("\t")
            cells.append(self._cell(cell))
        self._put("\n")
        self._rows.append(tuple(cells))

    def _cell(self, cell: Sequence[Words]) -> Cell:
        start, found = self._at, list[Leaf]()
        for words in cell:
            for line in self._shown(words):
                if found:
                    self._put("\n")
                found += self._leaves(line.replace("\t", " ").strip(), words)
        return Cell(blocks=tuple(found), span=Span(start, self._at, cell[0].page if cell else None))

    def _end_rows(self) -> None:
        rows, self._rows = tuple(self._rows), []
        if rows:
            first, last = rows[0][0].span, rows[-1][-1].span
            self._blocks.append(Table(rows=rows, span=Span(first.start, last.end, first.page)))
            self._put("\n")

    def _leaves(self, line: str, words: Words) -> list[Leaf]:
        """Write a line down, and give what is in it."""
        start = self._at
        self._turn_to(words.page)
        self._put(line)
        return list(printed(start, line, bold=words.bold, heading=words.heading, level=words.level, page=words.page))

    def _shown(self, words: Words) -> Iterator[str]:
        self._had_controls = self._had_controls or has_controls(words.text)
        for line in cleaned(words.text).split("\n"):
            if line.strip():
                yield line

    def _turn_to(self, page: int | None) -> None:
        while page is not None and len(self._pages) < page:
            self._pages.append(self._at)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)
        self._lines += text.count("\n")
        if self._at > self.limits.characters:
            most = self.limits.characters
            raise Refused("too-large", f"The file holds more than {most:,} characters, the most that is read.")
        if self._lines > self.limits.lines:
            raise Refused("too-large", f"The file holds more than {self.limits.lines:,} lines, the most that is read.")


def _alike(words: Words, text: str) -> Words:
    return Words(text=text, bold=words.bold, heading=words.heading, level=words.level, page=words.page)
