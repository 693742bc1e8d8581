"""Pages of a PDF → one flow of paragraphs and tables, in which a page break breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from meetings.extraction.pdf_columns import Column, Columns, in_columns
from meetings.extraction.pdf_furniture import furniture
from meetings.extraction.pdf_grid import Grid, grids
from meetings.extraction.pdf_lines import (
    Line,
    Measure,
    Para,
    goes_on,
    is_marker,
    lines_of,
    measure,
    paragraphs,
    set_edges,
    vocabulary,
)
from meetings.extraction.pdf_sheet import Sheet

_PADDING, _MOST_PADDING = 2.0, 8.0
_HEADING = 1.15
"""How much larger than the text a line is set that is a heading."""

Row = list[list[Para]]


@dataclass(slots=True)
class Frame:
    """A table as it goes through the pages."""

    starts: list[float]
    rows: list[Row]
    page: int
    """The page it has reached."""
    columns: list[Column] = field(default_factory=list)
    """Where its cells stand, if no rules part them."""


@dataclass(slots=True)
class Page:
    """What a page holds before its furniture is taken away."""

    number: int
    width: float
    height: float
    lines: list[Line]
    grids: list[Grid]
    cells: list[dict[int, list[Line]]]
    """The lines in the cells of each grid."""


@dataclass(slots=True)
class Flow:
    """The paragraphs and tables of a document, and what was left out of them."""

    items: list[Para | Frame] = field(default_factory=list)
    usual: Measure = field(default_factory=Measure)
    furniture: list[str] = field(default_factory=list)


def page_of(sheet: Sheet) -> Page:
    """A page with its words in lines and in the cells of its tables."""
    found = grids(sheet.rules)
    loose = [word for word in sheet.words if not any(grid.take(word) for grid in found)]
    filled = [grid for grid in found if grid.words]
    cells = [{box: lines_of(words, sheet.number) for box, words in grid.words.items()} for grid in filled]
    return Page(sheet.number, sheet.width, sheet.height, lines_of(loose, sheet.number), filled, cells)


def flow_of(pages: Sequence[Page]) -> Flow:
    """The pages as one flow."""
    dropped, texts = furniture([(page.height, page.lines) for page in pages])
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in dropped]
    flow = Flow(furniture=texts)
    cells = [lines for page in pages for table in page.cells for lines in table.values()]
    known = vocabulary(line for lines in [*cells, *(page.lines for page in pages)] for line in lines)
    flow.usual = measure([page.lines for page in pages], known)
    in_cells = measure(cells, flow.usual)
    set_edges([(page.width, page.lines) for page in pages], flow.usual)
    for page in pages:
        last = flow.items[-1] if flow.items else None
        before = last.columns if isinstance(last, Frame) and last.page + 1 == page.number else ()
        items = list(_items(page, flow.usual, in_cells, before))
        if items and flow.items:
            items = _joined(flow.items[-1], items, flow.usual, in_cells)
        flow.items += items
    _head(flow)
    return flow


def _items(page: Page, usual: Measure, in_cells: Measure, before: Sequence[Column]) -> Iterator[Para | Frame]:
    """What stands on a page, from its top: the lines between two tables at a time."""
    tables = sorted(zip(page.grids, page.cells, strict=True), key=lambda table: table[0].top)
    lines = page.lines
    at = 0
    for grid, cells in [*tables, (None, {})]:
        start = at
        while at < len(lines) and (grid is None or lines[at].base < grid.top + 1):
            at += 1
        yield from _loose(lines[start:at], page.number, usual, before)
        before = ()
        if grid:
            yield _frame(grid, cells, page.number, in_cells)


def _loose(lines: Sequence[Line], page: int, usual: Measure, before: Sequence[Column]) -> Iterator[Para | Frame]:
    run = list[Line]()
    for item in in_columns(lines, usual, before):
        if isinstance(item, Columns):
            yield from paragraphs(run, usual)
            run = []
            rows = [[paragraphs(cell, usual) for cell in row] for row in item.rows]
            yield Frame([column.x0 for column in item.columns], rows, page, item.columns)
        else:
            run.append(item)
    yield from paragraphs(run, usual)


def _frame(grid: Grid, cells: dict[int, list[Line]], page: int, usual: Measure) -> Frame:
    rows = list[Row]()
    for first in range(0, len(grid.owner), grid.columns):
        row = list[list[Para]]()
        for box in range(first, first + grid.columns):
            lines = cells.get(box, [])
            padding = min((line.x0 for line in lines), default=0) - grid.xs[box % grid.columns]
            for line in lines:
                line.right = grid.right(box) - min(max(padding, _PADDING), _MOST_PADDING)
            row.append(paragraphs(lines, usual))
        if any(row):
            rows.append(row)
    return Frame(grid.xs, rows, page)


def _joined(last: Para | Frame, items: list[Para | Frame], usual: Measure, in_cells: Measure) -> list[Para | Frame]:
    """What is new on the next page: a paragraph or a table that goes on there is put to the one before."""
    first = items[0]
    if isinstance(last, Para) and isinstance(first, Para):
        if last.lines[-1].page + 1 == first.page and goes_on(last, first.lines[0], usual, page_turned=True):
            last.lines += first.lines
            return items[1:]
    elif isinstance(last, Frame) and isinstance(first, Frame) and last.page + 1 == first.page and _alike(last, first):
        _go_on(last, first, in_cells)
        return items[1:]
    return items


def _alike(above: Frame, below: Frame) -> bool:
    same = len(above.starts) == len(below.starts)
    return same and all(abs(x - y) <= 6 for x, y in zip(above.starts, below.starts, strict=True))


def _go_on(table: Frame, rest: Frame, usual: Measure) -> None:
    """Put the rest of a table to it: without the heads that it repeats, and with its broken row made whole."""
    rows = rest.rows
    heads = 0
    while heads < min(len(rows), len(table.rows) - 1) and _words(rows[heads]) == _words(table.rows[heads]):
        heads += 1
    rows = rows[heads:]
    if rows and _is_rest(table.rows[-1], rows[0], usual):
        for cell, more in zip(table.rows[-1], rows[0], strict=True):
            if cell and more and goes_on(cell[-1], more[0].lines[0], usual, page_turned=True):
                cell[-1].lines += more.pop(0).lines
            cell.extend(more)
        rows = rows[1:]
    table.rows += rows
    table.page, table.columns = rest.page, rest.columns


def _is_rest(row: Row, rest: Row, usual: Measure) -> bool:
    """Whether the first row of a page goes on with the last one of the page before.

    With a blank first cell it does when a sentence goes on or a long cell does; else when all its cells do, and one
    is blank.
    """
    pairs = [(cell, more) for cell, more in zip(row, rest, strict=True) if more]
    if not all(cell for cell, _ in pairs):
        return False
    going = [goes_on(cell[-1], more[0].lines[0], usual, page_turned=True) for cell, more in pairs]
    if rest[0]:
        return all(going) and len(pairs) < len(rest)
    return any(going) or any(sum(len(para.lines) for para in cell) > 3 for cell, _ in pairs)


def _words(row: Row) -> list[str]:
    return [" ".join(line.text for para in cell for line in para.lines) for cell in row]


def _head(flow: Flow) -> None:
    """Tell headings by their size, and how deep list entries stand by how far in."""
    paras = [item for item in flow.items if isinstance(item, Para)]
    large = [para for para in paras if para.size >= _HEADING * flow.usual.size and len(para.lines) <= 3]
    sizes = sorted({round(para.size) for para in large}, reverse=True)
    for para in large:
        para.heading = min(sizes.index(round(para.size)) + 1, 6)
    deep = list[float]()
    for para in paras:
        opening = para.lines[0].text.split(" ", 1)[0]
        if not is_marker(opening):
            continue
        while deep and deep[-1] > para.lines[0].x0 + 4:
            deep.pop()
        if not deep or para.lines[0].x0 > deep[-1] + 4:
            deep.append(para.lines[0].x0)
        para.level = len(deep) - 1
