"""A tree of HTML elements → paragraphs and tables: what web pages and Word files have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from meetings.extraction.composing import Composer, Words
from meetings.extraction.limits import Refused

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong", "th"})
_LEFT_OUT = frozenset(
    "script style head title noscript template svg math iframe object embed audio video canvas map button select input "
    "textarea option datalist".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_BLANKS = re.compile(r"[ \n\r\f\v]+")
_LEVEL = re.compile(r"level-([1-9])")
_DEEPEST = 200
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
)
_WIDEST = 60
"""Columns that one cell may take up: more is a slip, or a trick."""


@dataclass(slots=True)
class _Held:
    """The paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0
    plain: int = 0

    def add(self, text: str, *, bold: bool) -> None:
        """Text as it stands in the source, where blanks and ends of lines are one blank."""
        self.parts.append(_BLANKS.sub(" ", text))
        signs = len(text) - text.count(" ") if text.strip() else 0
        self.bold, self.plain = (self.bold + signs, self.plain) if bold else (self.bold, self.plain + signs)


@dataclass(frozen=True, slots=True)
class _State:
    """Where in the tree we are."""

    bold: bool = False
    heading: int = 0
    level: int = 0
    depth: int = 0

    def inside(self, **changed: Any) -> _State:
        """The state one element further in."""
        return replace(self, depth=self.depth + 1, **changed)


class Walker:
    """Walks over a tree once, in the order of the text. `tabs`: whether a tab means something there."""

    def __init__(self, composer: Composer, *, tabs: bool = False) -> None:
        self.composer = composer
        self.tabs = tabs
        self._held = _Held()
        self._marker = ""
        self._cells: list[list[Words]] = []
        """The cells that are open, the innermost last; paragraphs go there instead of into the text."""

    def walk(self, root: HtmlElement) -> None:
        """Write down all that is in an element."""
        self._element(root, _State())
        self._flush(_State())

    def _element(self, element: HtmlElement, state: _State) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT or _is_hidden(element):
            return
        if state.depth > _DEEPEST:
            raise Refused("too-deep", "The parts of the file stand inside each other too deeply to be read.")
        if tag == "br":
            self._held.parts.append("\n")
        elif tag == "hr":
            self._flush(state)
        elif tag == "table" and not _is_layout(element):
            self._flush(state)
            self._table(element, state)
        elif tag in {"ol", "ul", "menu"}:
            self._flush(state)
            self._list(element, state)
        elif tag in _INLINE:
            self._inside(element, state.inside(bold=state.bold or tag in _BOLD))
        else:
            self._flush(state)
            heading, level = _HEADINGS.get(tag, state.heading), _level(element) or state.level
            inner = state.inside(bold=state.bold or tag in _BOLD, heading=heading, level=level)
            self._inside(element, inner)
            self._flush(inner)

    def _inside(self, element: HtmlElement, state: _State) -> None:
        self._add(element.text, state)
        for child in element:
            self._element(child, state)
            self._add(child.tail, state)

    def _add(self, text: str | None, state: _State) -> None:
        if text:
            self._held.add(text if self.tabs else text.replace("\t", " "), bold=state.bold)

    def _list(self, element: HtmlElement, state: _State) -> None:
        number = _whole(element.get("start"), 1)
        for child in element:
            if child.tag != "li":
                self._element(child, state.inside())
                self._flush(state)
                continue
            number = _whole(child.get("value"), number)
            inner = state.inside(heading=0, level=state.level + 1)
            self._marker = _marker(element, child, number)
            self._inside(child, inner)
            self._flush(inner)
            self._marker = ""
            number += 1

    def _table(self, element: HtmlElement, state: _State) -> None:
        rows = list(_rows(element))
        inner, down = state.inside(heading=0, level=0), dict[int, int]()
        read: list[list[list[Words]]] = []
        for row in rows:
            cells: list[list[Words]] = []
            for cell in (each for each in row if each.tag in {"td", "th"}):
                _skip(cells, down)
                self._cells.append([])
                self._element(cell, inner)
                self._flush(inner)
                cells.append(self._cells.pop())
                wide, deep = (min(_whole(cell.get(name), 1), _WIDEST) for name in ("colspan", "rowspan"))
                for at in range(wide):
                    if deep > 1:
                        down[len(cells) - 1 + at] = deep - 1
                cells += [[] for _ in range(wide - 1)]
            _skip(cells, down)
            read.append(cells)
        if self._cells:  # a table in a cell: its cells go on there, one below the other
            self._cells[-1] += [words for cells in read for cell in cells for words in cell]
        else:
            self.composer.table(read)

    def _flush(self, state: _State) -> None:
        held, self._held = self._held, _Held()
        lines = ["".join(line.split("\r")).strip(" ") for line in "".join(held.parts).split("\n")]
        text = "\n".join(_folded(line) for line in lines if line)
        if not text.strip():
            return
        if self._marker:
            text, self._marker = f"{self._marker} {text}", ""
        bold = held.bold > 0 and held.plain == 0
        words = Words(text=text, bold=bold, heading=state.heading, level=max(state.level - 1, 0))
        if self._cells:
            self._cells[-1].append(words)
        else:
            self.composer.write(words)


def _folded(line: str) -> str:
    """Blanks folded to one; a tab, which only Word files have, stays."""
    return "\t".join(" ".join(part.split()) for part in line.split("\t"))


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _level(element: HtmlElement) -> int:
    """How deep in a list a paragraph says it stands, from 1; 0 when it says nothing."""
    match = _LEVEL.fullmatch(element.get("class") or "")
    return int(match[1]) if match else 0


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table only sets a page out: it says so, or has one cell in each row, or holds other tables."""
    if table.get("role") in {"presentation", "none"}:
        return True
    rows = list(_rows(table))
    several = any(sum(cell.tag in {"td", "th"} for cell in row) > 1 for row in rows)
    return not several or (len(rows) == 1 and next(table.iterdescendants("table"), None) is not None)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table itself, and of none inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _skip(cells: list[list[Words]], down: dict[int, int]) -> None:
    """Leave cells blank into which one from a row above reaches down."""
    while down.get(len(cells), 0):
        down[len(cells)] -= 1
        cells.append([])


def _whole(told: str | None, otherwise: int) -> int:
    return int(told) if told and told.strip().isdecimal() and len(told) < 6 else otherwise


def _marker(ends: HtmlElement, entry: HtmlElement, number: int) -> str:
    """How the head of an entry is printed."""
    if ends.tag != "ol":
        return "•"
    kind = entry.get("type") or ends.get("type") or "1"
    return f"{numeral(number, kind)}."


def numeral(number: int, kind: str) -> str:
    """A number as a list prints it; `kind` is `1`, `a`, `A`, `i` or `I`."""
    if kind in "aA" and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if kind == "A" else letters
    if kind in "iI" and 0 < number < 4000:
        letters = "".join(_romans(number))
        return letters.upper() if kind == "I" else letters
    return str(number)


def _romans(number: int) -> Iterator[str]:
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        yield letters * times
