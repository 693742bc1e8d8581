"""One line of text → its paragraph, heading or list entry; and the characters that no printed note shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from meetings.extraction.blocks import Heading, Leaf, ListItem, Paragraph, Span
from meetings.extraction.joining import MARKER, PAGE_FURNITURE, RULE
from meetings.extraction.markup import is_bold, plain

_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
"""Characters that no printed note shows: controls, zero widths, marks of writing direction, soft hyphens."""
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]"
)
_BULLETS = "·•▪●◦‣§Ø\uf0b7\uf0a7"
_ENTRY = re.compile(
    r"^(?P<indent>[ \u00a0]*)"
    rf"(?P<marker>[{_BULLETS}]|[-–—*+](?=\s)|o(?=\s)|\.(?=\s)"
    r"|\(?\d{1,4}[.)](?![\d)])|\d{1,3}(?:\.\d{1,3}){1,3}\.?(?=\s)(?!\s*[ap]\.?m\b)"
    r"|\(\d{1,3}\)|\(?[a-z][.)](?=\s)|\([a-z]\)|\(?[ivx]{1,5}[.)](?=\s)|\([ivx]{1,5}\))"
    r"(?P<gap>\s*)(?P<text>\S.*)?$"
)
_MARKED = re.compile(
    r"^\s*(?:[·•▪●◦‣§Ø\uf0b7\uf0a7–—-]|\(?\d{1,4}[.)]|\d{1,3}(?:\.\d{1,3})+|\(\d{1,3}\)|\(?[a-z][.)]|"
    r"\(?[ivx]{1,5}[.)])\t+[^\t]+\t*\s*$"
)
_HEADING = re.compile(r"^\s{0,3}(?P<marks>#{1,6})\s+(?P<text>.*)$")
_GLUED_BULLET = re.compile(r"(?<=\S)\s*(?=[•▪●\uf0b7])|(?<=>)(?=[•▪●\uf0b7·])")
_NUMBERED = re.compile(r"\s*\(?\d")
_DEEPEST = 5


def cleaned(text: str) -> str:
    """The text without characters that are not seen, and with one sign for the end of a line."""
    return _BREAKS.sub("\n", _DROPPED.sub("", text))


def has_controls(text: str) -> bool:
    """Whether a text holds signs that belong in none, and not only soft hyphens and the like."""
    return _CONTROLS.search(text) is not None


def leaves(start: int, line: str) -> Iterator[Leaf]:
    """One line of plain text or Markdown as a leaf, or as several where bullets run together in it."""
    if MARKER.match(line):
        yield Paragraph(text=line.strip(), span=trimmed(start, line))
        return
    for at, part in _unglued(line):
        yield _leaf(start + at, part)


def printed(
    start: int, line: str, *, bold: bool = False, heading: int = 0, level: int = 0, page: int | None = None
) -> Iterator[Leaf]:
    """The same of a line in which every sign is meant as it stands: `*` and `#` are no marks there.

    Whether it is bold or a heading its format says; a list marker at its head is one, but in a bold line that opens
    with a number: that is a title.
    """
    if heading or MARKER.match(line):
        yield from _printed(start, line, bold=bold, heading=heading, level=level, page=page)
        return
    for at, part in _unglued(line):
        yield from _printed(start + at, part, bold=bold, level=level, page=page)


def _printed(start: int, line: str, *, bold: bool, heading: int = 0, level: int, page: int | None) -> Iterator[Leaf]:
    if not line.strip():
        return
    span = replace(trimmed(start, line), page=page)
    entry = None if _is_furniture(line) or MARKER.match(line) else _ENTRY.match(line)
    title = bold and _NUMBERED.match(line)
    if heading:
        yield Heading(text=_folded(line), span=span, level=heading)
    elif entry and entry["text"] and not title and (entry["gap"] or entry["marker"] in _BULLETS):
        yield ListItem(text=_folded(entry["text"]), span=span, marker=entry["marker"], level=min(level, _DEEPEST))
    else:
        yield Paragraph(text=_folded(line), span=span, bold=bold)


def _unglued(line: str) -> Iterator[tuple[int, str]]:
    """Where in a line the entries begin whose bullets run together in it, and what each holds."""
    at = 0
    cuts = [match.end() for match in _GLUED_BULLET.finditer(line)] if "•" in line or "\uf0b7" in line else []
    for cut in [*cuts, len(line)]:
        if line[at:cut].strip():
            yield at, line[at:cut]
        at = cut


def is_marked(line: str) -> bool:
    """Whether a line is a list marker, a tab and words: an entry, and no row of a table."""
    return _MARKED.match(line) is not None


def trimmed(start: int, raw: str) -> Span:
    """Where the words of a line stand that begins at `start`."""
    stripped = raw.strip()
    first = start + raw.find(stripped)
    return Span(first, first + len(stripped))


def _leaf(start: int, raw: str) -> Leaf:
    span = trimmed(start, raw)
    heading = _HEADING.match(raw)
    if heading:
        text = heading["text"]
        return Heading(text=plain(text), span=span, level=len(heading["marks"]))
    if _is_furniture(raw):
        return Paragraph(text=raw.strip(), span=span)
    entry = _ENTRY.match(raw.replace("\\.", ". ", 1) if re.match(r"\s*\d{1,3}\\\.", raw) else raw)
    if entry and entry["text"] and (entry["gap"] or entry["marker"] in _BULLETS or entry["text"][:2] == "**"):
        level = min(len(entry["indent"].expandtabs(4)) // 2, _DEEPEST)
        return ListItem(text=plain(entry["text"]), span=span, marker=entry["marker"], level=level)
    return Paragraph(text=plain(raw), span=span, bold=is_bold(raw))


def _is_furniture(raw: str) -> bool:
    return bool(RULE.match(raw) or PAGE_FURNITURE.match(raw.strip()))


def _folded(raw: str) -> str:
    return " ".join(raw.split())
