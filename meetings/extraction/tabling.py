"""Tables of HTML: what their parts are, and which of them only set a page out."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from meetings.extraction.composing import Words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot", "form"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_VALUE = 200
"""A longer text is no value beside a label."""
_TERMS = 400
"""More than so many elements are no list of labels and values."""


class Layouts:
    """Which tables of a tree only set it out; counted once for all of them."""

    def __init__(self, root: HtmlElement) -> None:
        self._cells: Counter[HtmlElement] = Counter()
        rows: Counter[HtmlElement] = Counter()
        for cell in root.iter("td", "th"):
            row = next(cell.iterancestors("tr", "table"), None)
            table = row if row is None or row.tag == "table" else next(row.iterancestors("table"), None)
            if row is not None and table is not None:
                self._cells[table] += 1
                rows[row] += 1
        self._widest: Counter[HtmlElement] = Counter()
        self._rows: Counter[HtmlElement] = Counter()
        for row, cells in rows.items():
            table = row if row.tag == "table" else next(row.iterancestors("table"))
            self._widest[table] = max(self._widest[table], cells)
            self._rows[table] += 1
        self._inside: Counter[HtmlElement] = Counter()
        for table in reversed(list(root.iter("table"))):
            outer = next(table.iterancestors("table"), None)
            if outer is not None:
                self._inside[outer] = max(self._inside[outer], self._inside[table], self._cells[table], 1)

    def has(self, table: HtmlElement) -> bool:
        """Whether a table says that it sets the page out, or has one cell in each row, or holds more than itself.

        That is a table with more cells than its own; or, in the one row there is, a table or a heading.
        """
        if table.get("role") in {"presentation", "none"} or self._widest[table] < 2:
            return True
        if self._rows[table] > 1:
            return self._inside[table] > self._cells[table]
        return bool(self._inside[table]) or next(table.iterdescendants(*_HEADINGS), None) is not None


def mend(root: HtmlElement) -> None:
    """Put cells and rows behind each other that stand inside each other, as where `<td><b>` was never closed."""
    last: dict[HtmlElement, HtmlElement] = {}
    for part in list(root.iter("tr", "td", "th")):
        around = next(part.iterancestors("table", "tr", "td", "th"), None)
        if around is None or around.tag == "table" or (around.tag == "tr" and part.tag != "tr"):
            continue
        outer = around if part.tag != "tr" or around.tag == "tr" else next(around.iterancestors("table", "tr"), around)
        if outer.tag == "table":
            continue
        first = outer
        while outer in last:
            outer = last[outer]
        outer.addnext(part)
        last[first] = part


def parts(whole: HtmlElement) -> Iterator[HtmlElement | str]:
    """The rows of a table or the cells of a row, and whatever else stands among them."""
    if (whole.text or "").strip():
        yield whole.text or ""
    for child in whole:
        if child.tag in _ROW_GROUPS:
            yield from parts(child)
        elif child.tag in {"tr", "td", "th"} or (
            isinstance(child.tag, str) and any(text.strip() for text in child.itertext())
        ):
            yield child
        if (child.tail or "").strip():
            yield child.tail or ""


def has_short_values(terms: HtmlElement) -> bool:
    """Whether each part of a definition list is a label or a value of a few words."""
    inside = list(itertools.islice(terms.iterdescendants(), _TERMS))
    named = [part for part in inside if part.tag in {"dt", "dd"}]
    deep = any(part.tag in {"table", "ul", "ol", "dl", "p", "pre"} for part in inside)
    return (
        len(inside) < _TERMS
        and not deep
        and bool(named)
        and named[0].tag == "dt"
        and all(sum(map(len, part.itertext())) <= _VALUE for part in named)
    )


def skip_covered(cells: list[list[Words]], down: dict[int, int]) -> None:
    """Leave cells blank into which one from a row above reaches down."""
    while down.get(len(cells), 0):
        down[len(cells)] -= 1
        cells.append([])
