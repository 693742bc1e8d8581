"""Plain text, Markdown and the text exports of ModernGov: lines to blocks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings.extraction.blocks import Block, Cell, Extract, Finding, Span, Table
from meetings.extraction.joining import MARKER, Joiner, wrap_of
from meetings.extraction.leaves import cleaned, has_controls, is_marked, leaves
from meetings.extraction.limits import Refused

_ITEM_TABLE = 3
_NUMBER_ALONE = re.compile(r"^\d{1,4}[.)]\s*$")
_NUMBERED = re.compile(r"^(?:\d{1,4}[.)](?:\s|$)|\d{1,4}/\d{1,4}\b|\d{1,3}\s+[A-Z]|(?:Minute|Item)\s+\d)")
"""Behind a blank line a number at the margin goes on in no cell."""
_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_BARE_PIPE = re.compile(r"\S\s+\|(?:\s|$)")
_NO_HEAD = re.compile(r"[.:;?!]$|^\d|\bPDF\b")


def read(text: str, *, encoding: str = "utf-8") -> Extract:
    """The blocks of a decoded text.

    Raises Refused when there is no text in it at all.
    """
    shown = cleaned(text)
    if not shown.strip():
        raise Refused("no-text", "No text found: the file holds only blanks.")
    findings = list(_reading_findings(text, encoding))
    blocks = tuple(Joiner(shown, wrap_of(shown)).blocks(_Reader(shown).blocks()))
    return Extract(text=shown, blocks=blocks, findings=tuple(findings), encoding=encoding)


def _reading_findings(text: str, encoding: str) -> Iterator[Finding]:
    if has_controls(text):
        message = "Control characters were taken out of the text: invisible marks that no printed note holds."
        yield Finding(code="control-characters", message=message)
    if encoding == "cp1252":
        message = "The encoding of the file was guessed as Windows-1252: look at quotes, dashes and pound signs."
        yield Finding(code="encoding-guess", message=message)


@dataclass(slots=True)
class _OpenCell:
    start: int
    end: int
    lines: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _OpenTable:
    """A table of tab-led cells: a line that starts with a tab opens a cell, other lines go on with it."""

    cells: list[_OpenCell] = field(default_factory=list)
    blank_between: list[bool] = field(default_factory=list)


class _Reader:
    """Walks over the lines once and gives blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.columns = 0
        self.tabbed: _OpenTable | None = None
        self.rows: list[tuple[Cell, ...]] = []
        self.blank = True
        self.blanks = 0

    def blocks(self) -> Iterator[Block]:
        offset = 0
        lines = self.text.split("\n")
        piped = _piped(lines)
        for at, line in enumerate(lines):
            yield from self._line(offset, line, "row" if at in piped else _shape(line))
            offset += len(line) + 1
        yield from self._close()

    def _line(self, start: int, line: str, shape: str) -> Iterator[Block]:
        if not line.strip() and not line.startswith("\t"):
            self.blank = True
            self.blanks += 1
            if self.rows:
                yield from self._close_rows()
            return
        if shape == "cell":
            yield from self._close_rows()
            self._open_cell(start, line)
        elif shape == "row":
            yield from self._close_tabbed()
            row = _inline_row(start, line)
            if is_marked(line) and not (self.rows and len(self.rows[0]) >= _ITEM_TABLE):
                yield from self._close_rows()
                yield from leaves(start, line.replace("\t", " "))
            elif any(cell.blocks for cell in row):
                self.rows.append(row)
        elif shape == "text" and self._continues_cell(line):
            cell = self.tabbed.cells[-1]  # type: ignore[union-attr]
            cell.lines.append((start, line))
            cell.end = start + len(line.rstrip())
        else:
            yield from self._close()
            yield from leaves(start, line)
        self.blank, self.blanks = False, 0

    def _open_cell(self, start: int, line: str) -> None:
        if self.tabbed is None:
            self.tabbed = _OpenTable()
        self.tabbed.blank_between.append(self.blank)
        self.tabbed.cells.append(_OpenCell(start + 1, start + len(line.rstrip("\n")), [(start + 1, line[1:])]))

    def _continues_cell(self, line: str) -> bool:
        if (self.blank and _NUMBERED.match(line)) or _NUMBER_ALONE.match(line):
            return False
        if self.tabbed is None or self.blanks > 1 or line.lstrip().startswith("\ufffd"):
            return False
        return any(text.strip() for _, text in self.tabbed.cells[-1].lines)

    def _close(self) -> Iterator[Block]:
        yield from self._close_tabbed()
        yield from self._close_rows()

    def _close_rows(self) -> Iterator[Block]:
        if self.rows:
            rows, self.rows = tuple(self.rows), []
            yield Table(rows=rows, span=Span(rows[0][0].span.start, rows[-1][-1].span.end))

    def _close_tabbed(self) -> Iterator[Block]:
        table, self.tabbed = self.tabbed, None
        if table is None:
            return
        cells = [_cell(each.start, each.end, each.lines) for each in table.cells]
        labels = _labels(cells)
        for part in (slice(0, labels), slice(labels, None)):
            yield from self._table(cells[part], table.blank_between[part])

    def _table(self, cells: list[Cell], blank_between: list[bool]) -> Iterator[Block]:
        if not cells:
            return
        self.columns = _column_count(cells, blank_between, self.columns)
        rows = [row for row in _rows(cells, blank_between, self.columns) if any(cell.blocks for cell in row)]
        if rows:
            yield Table(rows=tuple(rows), span=Span(rows[0][0].span.start, rows[-1][-1].span.end))


def _shape(line: str) -> str:
    """`cell` for a tab-led cell, `row` for cells in one line, `marker`, or `text`."""
    if MARKER.match(line):
        return "marker"
    if _PIPE_ROW.match(line) and not line.startswith("\t"):
        return "row"
    if line.startswith("\t"):
        return "row" if "\t" in line[1:].rstrip("\n") and _cells_in(line) else "cell"
    if "\t" in line.strip():
        return "row"
    return "row" if line.endswith("\t") and line.strip() else "text"


def _piped(lines: list[str]) -> frozenset[int]:
    """Places of the rows that are parted by upright strokes and have none at their edges.

    One such line alone may be anything; two or more with as many strokes, one below the other, are a table.
    """
    counts = [len(_BARE_PIPE.findall(line)) if "|" in line and "\t" not in line else 0 for line in lines]
    runs = itertools.groupby(range(len(lines)), key=lambda at: counts[at] if not _PIPE_ROW.match(lines[at]) else 0)
    return frozenset(at for count, run in runs if count for places in [list(run)] if len(places) > 1 for at in places)


def _cells_in(line: str) -> bool:
    """A tab-led line holds a row when something stands behind a later tab or before the last one."""
    return "\t" in line.rstrip(" ")[1:]


def _labels(cells: list[Cell]) -> int:
    """How many cells at the start are labels with their values: the table behind them has columns of its own."""
    at = 0
    while at < len(cells) and cells[at].text.endswith(":"):
        at += 2
    return at


def _rows(cells: list[Cell], blank_between: list[bool], columns: int) -> Iterator[tuple[Cell, ...]]:
    """Cells to rows of so many columns.

    Where blank lines part the cells into groups that are all of one size, but for cells alone, each group is a row.
    """
    starts = [at for at in range(len(cells)) if at == 0 or blank_between[at]]
    groups = [slice(start, end) for start, end in itertools.pairwise([*starts, len(cells)])]
    sizes = Counter(group.stop - group.start for group in groups[1:] if group.stop - group.start > 1)
    lone = sum(group.stop - group.start == 1 for group in groups)
    regular = len(sizes) == 1 and sizes.total() > max(1, lone) and all(len(cell.blocks) <= 1 for cell in cells)
    for row in groups if regular else _sliced(cells, columns):
        yield tuple(cells[row])


def _sliced(cells: list[Cell], columns: int) -> Iterator[slice]:
    """Rows of so many cells; in a table of three a number that counts on, before words, opens a row wherever it is."""
    start, last = 0, 0
    for at, cell in enumerate(cells):
        number = int(cell.text) if columns == _ITEM_TABLE and cell.text.isdigit() and len(cell.text) < 4 else 0
        opens = number == last + 1 and at + 1 < len(cells) and not cells[at + 1].text.isdigit() and cells[at + 1].text
        last = number if opens else last
        if at > start and (at == start + columns or opens):
            yield slice(start, at)
            start = at
    yield slice(start, len(cells))


def _column_count(cells: list[Cell], blank_between: list[bool], before: int) -> int:
    """How many cells make a row: label and value for a header, else the run of short cells with no blank between.

    Only such a run of heads makes a new table; other cells go on in the columns of the table before them.
    """
    if cells[0].text.endswith(":"):
        return 2
    run = 1
    while run < len(cells) and not blank_between[run]:
        run += 1
    heads = [cell.text for cell in cells[:run]]
    if 1 < run <= 5 and all(heads) and max(map(len, heads)) <= 40 and not any(_NO_HEAD.search(head) for head in heads):
        return run
    return before or 1


def _inline_row(start: int, line: str) -> tuple[Cell, ...]:
    edges = bool(_PIPE_ROW.match(line))
    separator = "\t" if "\t" in line.strip() or not (edges or _BARE_PIPE.search(line)) else "|"
    cells, at = [], start
    parts = line.split(separator)
    for part in parts:
        cells.append(_cell(at, at + len(part), list(_broken(at, part))))
        at += len(part) + 1
    if separator == "|" and edges:
        return tuple(cells[1:-1])
    while len(cells) > 1 and not cells[-1].blocks:
        cells.pop()
    return tuple(cells)


def _broken(start: int, part: str) -> Iterator[tuple[int, str]]:
    """The lines of one cell, broken at each `<br>`."""
    at = 0
    for match in _BREAK_TAG.finditer(part):
        yield start + at, part[at : match.start()]
        at = match.end()
    yield start + at, part[at:]


def _cell(start: int, end: int, lines: list[tuple[int, str]]) -> Cell:
    found = [leaf for at, line in lines if line.strip() for leaf in leaves(at, line)]
    return Cell(blocks=tuple(found), span=Span(start, max(end, start)))
