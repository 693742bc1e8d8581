"""Sentences that a page break or a hard wrap broke, put together again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from meetings.extraction.blocks import Block, Cell, Heading, Leaf, ListItem, Paragraph, Span, Table

MARKER = re.compile(r"^\s*</?\s*A[Il1|][0-9lIO|]{1,5}\s*>\s*$|^\s*<TRAILER_SECTION>\s*$|^\s*</?TABLE>\s*$", re.I)
"""The wrapper lines of a ModernGov export; scanned text may read the I of `<AI1>` as an l."""
RULE = re.compile(r"^\s*(?:-{3,}|_{3,}|\*{3,}|={3,})\s*$")
_ENDS = (".", "!", "?", ":", ";")
_FULL, _WIDEST = 55, 115
"""A hard-wrapped text has many lines of at least the first length and none over the second."""
PAGE_FURNITURE = re.compile(r"^(?:-?\s*\d{1,4}\s*-?|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|-{3,}|_{3,})$", re.I)
_DATE_LINE = re.compile(r"^(?:[A-Z][a-z]+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+\d{4}$")
_BREAKS_OFF = re.compile(r"\w\s(?:&|by|on|of|the|and|at|with|for|in)$")
"""No sentence ends in such a word: it goes on in the next line, whatever that begins with."""
_COLUMNS = re.compile(r"\S {3,}\S")
_COUNTED = re.compile(r"(?P<number>\d{1,3})\s+[A-Z]")
_OPENS = re.compile(
    r"^(?:[A-Z][\w/’' -]{1,40}:(?:\s|$)|\d{1,4}[./)]|\(?[a-z]\)|(?:RESOLVED|AGREED|PRESENT|APOLOGIES|IN ATTENDANCE)\b)"
)
"""What opens something of its own even in a hard-wrapped text: a label, a number, a resolution."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text is hard-wrapped: its width, 0 when every line is a paragraph; and how many breaks end a line."""

    width: int = 0
    breaks: int = 1


def wrap_of(text: str) -> Wrap:
    """How the text is hard-wrapped, told by the lengths of its lines."""
    lines = [line.rstrip() for line in text.split("\n") if "\t" not in line.strip()]
    lengths = [len(line) for line in lines if line]
    if not lengths or max(lengths) > _WIDEST or len(lengths) < 8:
        return Wrap()
    full = sum(1 for length in lengths if length >= _FULL)
    doubled = sum(1 for first, second in itertools.pairwise(lines) if first and second) < len(lengths) * 0.1
    if doubled and _broken_sentences([line for line in lines if line]) < max(2, full * 0.5):
        return Wrap()
    return Wrap(max(lengths), 2 if doubled else 1) if full >= len(lengths) * 0.25 else Wrap()


def _broken_sentences(lines: list[str]) -> int:
    """How many long lines break off in a sentence."""
    return sum(len(line) >= _FULL and line[-1] not in ".:;!?)”" for line in lines)


class Joiner:
    """Puts the parts of broken sentences together again: page breaks and hard wraps fall inside them."""

    def __init__(self, text: str, wrap: Wrap) -> None:
        self.text = text
        self.wrap = wrap
        self.parts: list[Leaf] = []
        self.between: list[Leaf] = []

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Table):
                yield from self._flush()
                rows = tuple(tuple(self._cell(cell) for cell in row) for row in block.rows)
                yield replace(block, rows=rows)
            elif self.parts and PAGE_FURNITURE.match(block.text) and len(self.between) < 3:
                # A page ends here: the sentence may go on behind its number.
                self.between.append(block)
            else:
                if self.parts and not self._goes_on(block):
                    yield from self._flush()
                self.parts.append(block)
        yield from self._flush()

    def _cell(self, cell: Cell) -> Cell:
        if len(cell.blocks) < 2:
            return cell
        joined = Joiner(self.text, self.wrap).blocks(cell.blocks)
        return replace(cell, blocks=tuple(block for block in joined if not isinstance(block, Table)))

    def _flush(self) -> Iterator[Leaf]:
        parts, self.parts = self.parts, []
        between, self.between = self.between, []
        if len(parts) == 1:
            yield parts[0]
        elif parts:
            text = " ".join(part.text for part in parts)
            yield replace(parts[0], text=text, span=Span(parts[0].span.start, parts[-1].span.end, parts[0].span.page))
        yield from between

    def _goes_on(self, second: Leaf) -> bool:
        """Whether `second` is the rest of the sentence that the held parts began."""
        first, last = self.parts[0], self.parts[-1]
        if not _may_join(first, last, second):
            return False
        if _COLUMNS.search(second.span.cut(self.text)):
            return False
        adjacent = self.text.count("\n", last.span.end, second.span.start) <= self.wrap.breaks
        if adjacent and second.text[0].isalnum() and _BREAKS_OFF.search(last.text) and not _OPENS.match(second.text):
            return True
        if second.text[0].islower() and not last.text.endswith(_ENDS):
            enough = len(self.parts) > 1 or len(first.text.split(maxsplit=4)) >= 4
            return enough or (adjacent and isinstance(first, ListItem))
        if not self.wrap.width or not adjacent or _OPENS.match(second.text) or _counts_on(first, second):
            return False
        return last.text.isupper() == second.text.isupper() and self._filled(last, second)

    def _filled(self, last: Leaf, second: Leaf) -> bool:
        """In a hard-wrapped text a line goes on in the next when that one's first word would not have fitted."""
        line_start = self.text.rfind("\n", 0, last.span.end) + 1
        word = second.text.split(" ", 1)[0]
        return last.span.end - line_start + 1 + len(word) > self.wrap.width - 4


def _counts_on(first: Leaf, second: Leaf) -> bool:
    """Whether both open with a number before a capital, the second with the next: `1 Repairs` above `2 Newsletter`."""
    above, below = _COUNTED.match(first.text), _COUNTED.match(second.text)
    return above is not None and below is not None and int(below["number"]) == int(above["number"]) + 1


def _may_join(first: Leaf, last: Leaf, second: Leaf) -> bool:
    if _DATE_LINE.match(last.text):
        return False
    if not isinstance(second, Paragraph) or isinstance(first, Heading) or not last.text or not second.text:
        return False
    if second.bold or getattr(first, "bold", False):
        return False
    return not any(MARKER.match(each.text) or RULE.match(each.text) for each in (last, second))
