"""Lines that stand in columns without rules → rows of cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.extraction.pdf_lines import Line, Measure, Piece

_NEAR, _WIDER = 4.0, 1.18
_PADDING, _CLEAR = 6.0, 2.0
_BETWEEN = 0.75
"""Where cells are set around their middle, a line of one stands between two of another."""
_FAR = 2.5
"""Lines that are further apart than so many times their size are in no table together."""


@dataclass(slots=True)
class Column:
    """Where the pieces of a column begin and end."""

    x0: float
    x1: float

    def holds(self, piece: Piece) -> bool:
        """Whether a piece is set as the column is: from its left, to its right or around its middle."""
        middle = abs(piece.x0 + piece.x1 - self.x0 - self.x1) / 2
        return min(abs(piece.x0 - self.x0), abs(piece.x1 - self.x1), middle) <= _NEAR

    def widen(self, piece: Piece) -> None:
        self.x0, self.x1 = min(self.x0, piece.x0), max(self.x1, piece.x1)


@dataclass(slots=True)
class Columns:
    """A table without rules: rows of cells, each the lines in it."""

    columns: list[Column]
    rows: list[list[list[Line]]]


def in_columns(lines: Sequence[Line], usual: Measure, before: Sequence[Column] = ()) -> Iterator[Line | Columns]:
    """The lines in their order; neighbours with the same columns come as a table.

    `before` are the columns of a table at the foot of the page before: it may go on.
    """
    at = 0
    while at < len(lines):
        end, columns = _run(lines, at, () if at else before)
        rows = sum(len(line.pieces) > 1 for line in lines[at:end])
        going_on = not at and before and columns
        if going_on or (
            (rows > 1 or _is_row(lines[at])) and not (at and _within_text(lines[at - 1], lines[at], usual))
        ):
            yield _table(lines[at:end], columns, usual)
            at = end
        else:
            yield lines[at]
            at += 1


def _same(columns: Sequence[Column], before: Sequence[Column]) -> bool:
    pairs = zip(columns, before, strict=False)
    return bool(columns) and len(columns) == len(before) and all(abs(a.x0 - b.x0) <= _NEAR for a, b in pairs)


def _is_row(line: Line) -> bool:
    """Whether a line is a row even when no other is like it: three cells or more, far from each other."""
    gaps = [second.x0 - first.x1 for first, second in itertools.pairwise(line.pieces)]
    return len(gaps) > 1 and min(gaps) > _CLEAR * line.size


def _within_text(above: Line, line: Line, usual: Measure) -> bool:
    """Whether a line ends a paragraph, with something set beside it: the line above runs on over that, or into this."""
    near = line.base - above.base <= usual.leading * _WIDER * line.size
    if not near or len(above.pieces) > 1 or len(line.pieces) < 2:
        return False
    return above.x1 > line.pieces[1].x0 or (abs(above.x0 - line.x0) <= _NEAR and line.text[0].islower())


def _run(lines: Sequence[Line], start: int, before: Sequence[Column]) -> tuple[int, list[Column]]:
    """Where the rows end that begin with a line, and their columns; none when it begins no row."""
    first = lines[start]
    columns = [Column(column.x0, column.x1) for column in before]
    if not columns or not _fits(first, columns) or (len(first.pieces) == 1 and _column(first.pieces[0], columns) == 0):
        columns = [Column(piece.x0, piece.x1) for piece in first.pieces]
        if len(columns) < 2:
            return start + 1, []
    end = at = start + 1
    while at < len(lines) and at - end < 4:
        line, above = lines[at], lines[at - 1]
        if line.base - above.base > _FAR * line.size or not _fits(line, columns):
            break
        at += 1
        if len(line.pieces) > 1 or _column(line.pieces[0], columns) > 0:
            end = at
    return end, columns


def _column(piece: Piece, columns: list[Column]) -> int:
    """The column a piece stands in, -1 for none or for more than one."""
    over = [at for at, column in enumerate(columns) if piece.x0 < column.x1 and piece.x1 > column.x0]
    if len(over) > 1:
        return -1
    return next((at for at, column in enumerate(columns) if column.holds(piece)), over[0] if over else -1)


def _fits(line: Line, columns: list[Column]) -> bool:
    """Whether a line stands in the columns; if so they grow by it."""
    first = line.pieces[0]
    if len(line.pieces) == len(columns) + 1 and first.x1 < columns[0].x0:
        columns.insert(0, Column(first.x0, first.x1))
        if _fits(line, columns):
            return True
        del columns[0]
    places = [_column(piece, columns) for piece in line.pieces]
    if -1 in places or len(set(places)) < len(places):
        return False
    following = [columns[at + 1].x0 if at + 1 < len(columns) else piece.x1 for at, piece in _with(places, line)]
    if any(piece.x1 > edge for piece, edge in zip(line.pieces, following, strict=True)):
        return False
    if len(places) > 1 and not any(columns[at].holds(piece) for at, piece in _with(places, line) if at):
        return False
    for at, piece in _with(places, line):
        columns[at].widen(piece)
    return True


def _with(places: list[int], line: Line) -> list[tuple[int, Piece]]:
    return list(zip(places, line.pieces, strict=True))


def _table(lines: Sequence[Line], columns: list[Column], usual: Measure) -> Columns:
    rows = list[list[list[Line]]]()
    ends = [column.x0 - _PADDING for column in columns[1:]] + [max(lines[0].right - 3.0, columns[-1].x1)]
    above = lines[0]
    airy = _is_airy(lines, columns, usual)
    for line in lines:
        places = [_column(piece, columns) for piece in line.pieces]
        step = _step(above, line, usual)
        between = bool(rows) and step < _BETWEEN and not any(rows[-1][at] for at in places)
        if not (between or (rows and step <= _WIDER and (airy or _goes_on(line, places, rows[-1])))):
            rows.append([[] for _ in columns])
        for at, piece in _with(places, line):
            rows[-1][at].append(Line(line.page, [piece], line.base, line.size, piece.x0, ends[at]))
        above = line
    return Columns(columns, rows)


def _step(above: Line, line: Line, usual: Measure) -> float:
    """How far a line stands below another, where 1 is what is usual inside a paragraph."""
    return (line.base - above.base) / (usual.leading * line.size)


def _is_airy(lines: Sequence[Line], columns: list[Column], usual: Measure) -> bool:
    """Whether rows stand further apart than lines of a cell: where one begins with its first column, and most do."""
    steps = [_step(above, line, usual) for above, line in itertools.pairwise(lines)]
    wide = sum(step > _WIDER for step in steps)
    opening = [at for at, line in enumerate(lines[1:]) if _column(line.pieces[0], columns) == 0]
    return wide > 1 and sum(steps[at] > _WIDER for at in opening) >= 0.8 * len(opening)


def _goes_on(line: Line, places: list[int], row: list[list[Line]]) -> bool:
    """Whether a line belongs to the row above it: the rest of one cell, or of several in small letters."""
    if places[0]:
        return len(places) == 1 or all(piece.text[0].islower() for piece in line.pieces)
    cell = row[0]
    wraps = bool(cell) and (line.text[0].islower() or cell[-1].text.endswith(("-", ",", "&", " and", " of")))
    return len(places) == 1 and wraps
