"""A tree of HTML elements → paragraphs and tables: what web pages and Word files have in common."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from meetings.extraction.composing import Composer, Words
from meetings.extraction.limits import Refused
from meetings.extraction.markers import marked, marker_of, style_of, whole
from meetings.extraction.tabling import Layouts, has_short_values, parts, skip_covered

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong", "th"})
_LEFT_OUT = frozenset(
    "script style head title noscript template svg math iframe object embed audio video canvas map button select input "
    "textarea option datalist".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark output q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_BLANKS = re.compile(r"[ \n\r\f\v]+")
_WEIGHT = re.compile(r"font-weight:(?P<weight>\w+)")
_LIST_LEVEL = re.compile(r"mso-list:[^;]*?level(?P<level>[1-9])\b")
"""How Word says in a saved page how deep in a list a paragraph stands."""
_LEVEL = re.compile(r"level-(?P<level>[1-9])")
"""How our reader of Word files says the same."""
_DEEPEST = 200
_WIDEST = 24
"""Columns that cells which span several may fill: more is a slip, or a trick."""
_SPARE = 50_000
"""Blank cells that merged cells may take up in one file, for the same reason."""


@dataclass(slots=True)
class _Line:
    """One line of the paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0
    plain: int = 0

    def add(self, text: str, *, bold: bool) -> None:
        """Text as it is to be shown."""
        self.parts.append(text)
        signs = len("".join(text.split()))
        self.bold, self.plain = (self.bold + signs, self.plain) if bold else (self.bold, self.plain + signs)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is."""
        return self.bold > 0 and self.plain == 0


@dataclass(frozen=True, slots=True)
class _State:
    """Where in the tree we are."""

    bold: bool = False
    heading: int = 0
    level: int = 0
    depth: int = 0
    kept: bool = False
    """Whether blanks and ends of lines are shown as they stand."""

    def inside(self, **changed: Any) -> _State:
        """The state one element further in."""
        return replace(self, depth=self.depth + 1, **changed)


class Walker:
    """Walks over a tree once, in the order of the text. `tabs`: whether a tab means something there."""

    def __init__(self, composer: Composer, *, tabs: bool = False) -> None:
        self.composer = composer
        self.tabs = tabs
        self._held = [_Line()]
        self._marker = ""
        self._cells: list[list[Words]] = []
        """The cells that are open, the innermost last; paragraphs go there instead of into the text."""
        self._spare = _SPARE

    def walk(self, root: HtmlElement) -> None:
        """Write down all that is in an element."""
        self._layouts = Layouts(root)
        self._element(root, _State())
        self._flush(_State())

    def _element(self, element: HtmlElement, state: _State) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT or is_hidden(element):
            return
        if state.depth > _DEEPEST:
            raise Refused("too-deep", "The parts of the file stand inside each other too deeply to be read.")
        if tag == "br":
            self._held.append(_Line())
        elif tag in _INLINE or ":" in tag:
            self._inside(element, _further(element, state))
        else:
            self._flush(state)
            self._block(element, state)

    def _block(self, element: HtmlElement, state: _State) -> None:
        inner = _further(element, state)
        if element.tag == "table" and not self._layouts.has(element):
            self._table(self._rows(element, inner.inside(heading=0, level=0)))
        elif element.tag in _LISTS:
            self._list(element, inner)
        elif element.tag == "dl" and has_short_values(element):
            self._table(self._pairs(element, inner))
        else:
            self._marker = "•" if element.tag == "li" else self._marker
            self._inside(element, inner)
            self._flush(inner)

    def _inside(self, element: HtmlElement, state: _State) -> None:
        self._add(element.text, state)
        for child in element:
            self._element(child, state)
            self._add(child.tail, state)

    def _add(self, text: str | None, state: _State) -> None:
        if not text:
            return
        if not state.kept:
            shown = _BLANKS.sub(" ", text if self.tabs else text.replace("\t", " "))
            self._held[-1].add(shown, bold=state.bold)
            return
        for at, line in enumerate(text.replace("\r", "").split("\n")):
            if at and not "".join(self._held[-1].parts).strip():
                self._flush(state)
            elif at:
                self._held.append(_Line())
            self._held[-1].add(line, bold=state.bold)

    def _list(self, element: HtmlElement, state: _State) -> None:
        self._add(element.text, state)
        entries = [child for child in element if child.tag == "li"]
        step = -1 if element.get("reversed") is not None else 1
        number = whole(element.get("start"), 1 if step > 0 else len(entries))
        for child in element:
            self._flush(state)
            if child.tag != "li":
                self._element(child, state.inside(level=state.level + 1))
            elif not is_hidden(child):
                number = whole(child.get("value"), number)
                inner = _further(child, state.inside(heading=0, level=state.level + 1))
                self._marker = marker_of(element, child, number)
                self._inside(child, inner)
                self._flush(inner)
                self._marker = ""
                number += step
            self._add(child.tail, state)
        self._flush(state)

    def _table(self, rows: Iterator[list[list[Words]]]) -> None:
        if self._cells:  # a table in a cell: its cells go on there, one below the other
            self._cells[-1] += [words for cells in rows for cell in cells for words in cell]
        else:
            self.composer.table(rows)

    def _rows(self, table: HtmlElement, state: _State) -> Iterator[list[list[Words]]]:
        """The cells of each row; what stands in a table outside its rows is written down where it comes."""
        down = dict[int, int]()
        for part in parts(table):
            if not isinstance(part, str) and part.tag == "tr":
                yield self._row(part, state, down)
            else:
                yield [self._cell(part, state)]

    def _row(self, row: HtmlElement, state: _State, down: dict[int, int]) -> list[list[Words]]:
        cells: list[list[Words]] = []
        own = list(parts(row))
        for cell in own:
            skip_covered(cells, down)
            cells.append(self._cell(cell, state))
            if isinstance(cell, str) or self._spare <= 0:
                continue
            wide = max(1, min(whole(cell.get("colspan"), 1), _WIDEST - len(cells)))
            deep = whole(cell.get("rowspan"), 1)
            if deep > 1:
                down |= {len(cells) - 1 + at: deep - 1 for at in range(wide)}
            cells += [[] for _ in range(wide - 1)]
        skip_covered(cells, down)
        self._spare -= len(cells) - len(own)
        if self._spare <= 0:
            down.clear()
        return cells

    def _cell(self, cell: HtmlElement | str, state: _State) -> list[Words]:
        marker, self._marker = self._marker, ""
        self._cells.append([])
        if isinstance(cell, str):
            self._add(cell, state)
        else:
            self._element(cell, state)
        self._flush(state)
        self._marker = marker
        return self._cells.pop()

    def _pairs(self, terms: HtmlElement, state: _State) -> Iterator[list[list[Words]]]:
        """The labels and values of a definition list, side by side."""
        row: list[list[Words]] = []
        for part in terms.iter("dt", "dd"):
            cell = self._cell(part, state)
            if part.tag == "dd" and len(row) > 1:
                row[1] += cell
            elif part.tag == "dd" or not row:
                row.append(cell)
            else:
                yield row
                row = [cell]
        yield row

    def _flush(self, state: _State) -> None:
        held, self._held = self._held, [_Line()]
        if not any(line.bold or line.plain for line in held):
            return
        shown = [(_shown(line, kept=state.kept), line.is_bold) for line in held]
        for bold, run in itertools.groupby(((text, bold) for text, bold in shown if text), key=lambda line: line[1]):
            text = "\n".join(text for text, _ in run)
            if self._marker:
                text, self._marker = marked(self._marker, text), ""
            words = Words(text=text, bold=bold, heading=state.heading, level=max(state.level - 1, 0))
            if self._cells:
                self._cells[-1].append(words)
            else:
                self.composer.write(words)


def _further(element: HtmlElement, state: _State) -> _State:
    """The state inside an element, by its name and its style."""
    tag, style = str(element.tag), style_of(element)
    bold = state.bold or tag in _BOLD
    weight = _WEIGHT.search(style) if style else None
    if weight:
        bold = weight["weight"] in {"bold", "bolder", "600", "700", "800", "900"}
    kept = state.kept or tag in {"pre", "listing", "xmp"} or "white-space:pre" in style
    listed = (_LIST_LEVEL.search(style) if style else None) or _LEVEL.fullmatch(element.get("class") or "")
    level = int(listed["level"]) if listed else state.level
    return state.inside(bold=bold, heading=_HEADINGS.get(tag, state.heading), kept=kept, level=level)


def _shown(line: _Line, *, kept: bool) -> str:
    """A line as it is shown: blanks folded to one, but in text that is set in columns by them."""
    text = "".join(line.parts)
    if kept:
        return text.rstrip() if text.strip() else ""
    return "\t".join(" ".join(part.split()) for part in text.strip(" ").split("\t")) if text.strip() else ""


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says that it is not shown."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
