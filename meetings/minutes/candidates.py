"""Where an item may start: every number in front of words, in whatever style it is set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.extraction.joining import MARKER
from meetings.minutes.furniture import is_furniture, is_only_a_date
from meetings.minutes.lines import Line
from meetings.minutes.vocabulary import PassageKind

_OPENS_IN_CAPITALS = re.compile(r"^(?:[A-Z][A-Z'’&/,()-]{2,}\s+){2,}")
OPENING = re.compile(r"^\s*<A[Il1|][0-9lIO|]{1,5}>\s*$")
_ALONE = re.compile(r"^(?P<number>\d{1,4}[A-Za-z]?)(?P<punct>[.)]?)$")
_INT = re.compile(
    r"^(?:item\s+)?(?P<number>\d{1,4}[A-Z]?)(?P<punct>[.):]?)(?P<gap>\s+|(?<=[.):])(?=[A-Z]))(?P<title>\S.*)$", re.S
)
_YEAR = re.compile(
    r"^(?:(?:minute|min|note|item|ref)\.?\s*(?:no\.?\s*)?)?"
    r"(?P<number>\d{1,4}/\d{2,4}(?:/\d{1,3})*(?:\.\d{1,3})?|\d{2}[./]\d{2}/\d{1,3}(?:/\d{1,3})?|\d{2}\.\d{2,3}|\d{4}\.\d{2})"
    r"(?P<punct>[.):]?)\s+(?P<title>[A-Z(\"'“].*)$",
    re.I | re.S,
)
_PREFIX = re.compile(
    r"^(?!(?i:pdf|page|item|annex|tel|part|year|phase|stage|tier|form|room|unit|plot|flat|zone|ward|lot|type|step|level|table|box|map)\b)"
    r"(?P<number>(?:(?i:minute|min)\.?\s*)?(?:[A-Z][A-Za-z]{0,4}[-/ ]?\d{1,4}(?:[-/]\d{1,4})*)|"
    r"(?i:minute|min)\.?\s+\d{1,4})(?P<punct>[.):]?)\s+"
    r"(?P<title>[A-Z(\"'“].*)$",
    re.S,
)
_DATED = re.compile(
    r"^\d{1,2}(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r",?\s+\d{4}\b",
    re.I,
)
"""A line that begins with a day is no item of that number."""
_SECTIONS = frozenset(("decision", "decisions", "action", "actions", "discussion"))
"""A number alone above one of these is a page's."""
_CODE = re.compile(r"^(?=.{1,6}$)(?=.*\d)[\w().]+$")
_DOTTED = re.compile(r"^(?P<number>\d{1,3}\.0)(?P<punct>)\s+(?P<title>\S.*)$", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One place where an item starts."""

    at: int
    """Index into the lines of the body."""
    number: str
    title: str
    form: str
    """`row`, `alone`, `int`, `year`, `prefix`, `dotted`, `wrapper` or `none`."""
    punct: str = ""
    strong: bool = False
    title_at: int = 0
    """Index of the line the title stands in."""
    entry: bool = False
    """Set as a list entry."""

    @property
    def value(self) -> tuple[int, str] | None:
        """The number for counting on, with its letter; None for a form that is not counted."""
        match = re.fullmatch(r"(\d{1,4})([A-Za-z]?)", self.number)
        return (int(match[1]), match[2].upper()) if match else None


def candidates(lines: Sequence[Line]) -> Iterator[Head]:
    """Every place where an item may start, whatever its style."""
    for at, line in enumerate(lines):
        if line.row is None and not line.marker and (is_furniture(line) or is_only_a_date(line.text)):
            continue
        head = _row_head(lines, at) or _alone_head(lines, at) or _line_head(line, at)
        if head is not None:
            yield head


def _row_head(lines: Sequence[Line], at: int) -> Head | None:
    line = lines[at]
    if line.row is None or line.columns < 2 or not _first_of_row(lines, at):
        return None
    match = _ALONE.match(line.marked.strip())
    following = lines[at + 1] if at + 1 < len(lines) else None
    if match and following is not None and following.row == line.row and following.column != line.column:
        return Head(
            at=at,
            number=match["number"],
            title=following.text,
            form="row",
            punct=match["punct"],
            strong=True,
            title_at=at + 1,
        )
    return None


def _first_of_row(lines: Sequence[Line], at: int) -> bool:
    return at == 0 or lines[at - 1].row != lines[at].row


def _alone_head(lines: Sequence[Line], at: int) -> Head | None:
    match = _ALONE.match(lines[at].marked.strip())
    following = lines[at + 1] if at + 1 < len(lines) else None
    if (
        not match
        or following is None
        or following.marker
        or _ALONE.match(following.text)
        or following.text.strip(" :*#").lower() in _SECTIONS
        or (lines[at].row is not None and lines[at].columns > 1)
    ):
        return None
    return Head(
        at=at,
        number=match["number"],
        title=following.text,
        form="alone",
        punct=match["punct"],
        strong=lines[at].strong or following.strong,
        title_at=at + 1,
    )


def _line_head(line: Line, at: int) -> Head | None:
    if _DATED.match(line.marked):
        return None
    if line.column or (line.row is not None and line.columns > 2):
        return None
    if line.kind is PassageKind.ENTRY:
        marker = re.fullmatch(r"(\d{1,4}[A-Z]?)([.)])|(\d{1,3}\.0)", line.marker)
        if marker is None:
            return None
        form = "dotted" if marker[3] else "int"
        strong = in_capitals(line.text) or line.bold
        return Head(
            at=at,
            number=marker[1] or marker[3],
            title=line.text,
            form=form,
            punct=marker[2] or "",
            strong=strong,
            title_at=at,
            entry=True,
        )
    for form, pattern in (("year", _YEAR), ("dotted", _DOTTED), ("int", _INT), ("prefix", _PREFIX)):
        match = pattern.match(line.text)
        if match and len(match["title"]) <= 4000:
            strong = line.strong or in_capitals(match["title"])
            return Head(
                at=at,
                number=match["number"],
                title=match["title"],
                form=form,
                punct=match["punct"],
                strong=strong,
                title_at=at,
            )
    return None


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals, or opens with a title that is."""
    letters = [char for char in text[:300] if char.isalpha()]
    if len(letters) >= 4 and sum(char.isupper() for char in letters) >= len(letters) * 0.9:
        return True
    return bool(_OPENS_IN_CAPITALS.match(text))


def wrapped_heads(lines: Sequence[Line]) -> Iterator[Head]:
    """Heads of a ModernGov export: each `<AIn>` wrapper holds exactly one item, whatever its cells look like."""
    for start, line in enumerate(lines[:-1]):
        at = start
        while at + 2 < len(lines) and _page_number(lines, at + 1):
            at += 1
        first = lines[at + 1]
        if not OPENING.match(line.text) or MARKER.match(first.text):
            continue
        head = _row_head(lines, at + 1) or _alone_head(lines, at + 1) or _coded_head(lines, at + 1)
        match = _INT.match(first.text) if head is None else None
        if head is not None:
            yield replace(head, form="wrapper", strong=True)
        elif match:
            yield _wrapper_head(at + 1, match["number"], match["title"])
        else:
            yield _wrapper_head(at + 1, "", first.text)


def _coded_head(lines: Sequence[Line], at: int) -> Head | None:
    """`2(a)` or `A2` in the cell before the title."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    beside = following is not None and following.row == line.row and line.row is not None
    if following is None or not beside or following.column == line.column or not _CODE.match(line.marked.strip()):
        return None
    return Head(at=at, number=line.marked.strip(), title=following.text, form="wrapper", strong=True, title_at=at + 1)


def _page_number(lines: Sequence[Line], at: int) -> bool:
    """A number alone outside the table whose row follows: a page ended there."""
    return lines[at].row is None and bool(_ALONE.match(lines[at].text)) and lines[at + 1].row is not None


def _wrapper_head(at: int, number: str, title: str) -> Head:
    return Head(at=at, number=number, title=title, form="wrapper", strong=True, title_at=at)
