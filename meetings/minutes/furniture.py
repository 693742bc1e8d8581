"""What is on the paper and no part of the record: running headers, page numbers, table heads, export marks."""

from __future__ import annotations

import itertools
import re

from meetings.minutes.dates import find_dates
from meetings.minutes.lines import Line

_EXACT = re.compile(
    r"^(?:"
    r"</?A[Il1|][0-9lIO|]{1,5}>|<TRAILER_SECTION>|</?TABLE>"  # export wrappers
    r"|[|\s:_=*.…-]{3,}|[_.…]{4,}"  # rules and signature dots
    r"|-?\s*\d{1,4}\s*-|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\d{1,3}\s+of\s+\d{1,3}"  # page numbers
    r"|agenda item(?: no\.?)?\s+\d{1,3}[a-z]?"
    r"|(?:supporting|additional|related|background) (?:documents|papers?)\s*:?|view directions|share this item|"
    r"to follow|to be tabled|presented by:?|media|webcast|audio recording.*|this meeting (?:is|"
    r"was) (?:being )?webcast.*"
    r"|(?:pdf|word) icon.*|.{0,120}\bPDF\s+\d+(?:\.\d+)?\s*[KM]B|\(?image omitted\)?"
    r"|an attendance list is attached(?: (?:as|at|in) .{1,40})?"
    r"|add this meeting to your calendar|share this page|webcast:.{0,80}|view the (?:webcast|background to item \d+)\.?"
    r"|(?:contact|e-?mail|tel(?:ephone)?)\s*:.{0,100}|items"
    r"|</?[A-Z][A-Z_]{2,40}[ _]?\d*>|<!--.{0,200}-->|\{\d+\}-{3,}|!\[[^\]]{0,80}\]\([^)]{0,200}\)"
    r"|<span id=\"[^\"]{0,80}\"></span>"
    r"|item\s*\|?\s*decisions and actions(?:\s*\|?\s*actions?)?|position/role\s*\|\s*councillor\s*\|\s*authority"
    r"|position/role|councillor|authority|item|page|no\.|no\.? item"
    r")$",
    re.I,
)
_FILE_LINK = re.compile(r"\bPDF\s+\d+(?:\.\d+)?\s*[KM]B|\b(?:pdf|word) icon\b", re.I)
_PAGE_LINK = re.compile(
    r"^(?:attendance details|agenda (?:frontsheet|reports pack)|printed (?:draft )?(?:minutes|decisions)"
    r"|(?:public )?(?:reports|agenda) pack|add this meeting to your calendar)$",
    re.I,
)
"""Links of a web page to its other pages, which it sets as a list."""
_LONGEST_DATE = 60
_NUMBER_ALONE = re.compile(r"^\d{1,4}$")
_DOCUMENTS = re.compile(r"^(?:supporting|additional|related|background) (?:documents|papers?)\s*:?$", re.I)
_HEADER_ROW = {
    ("item", "decisions and actions", "action"),
    ("item", "decisions and actions", "action by"),
    ("item", "decisions and actions", "actions"),
    ("item", "decisions and actions"),
    ("position/role", "councillor", "authority"),
    ("item", "page"),
    ("item", "page", "time"),
    ("councillor", "authority"),
    ("no.", "item"),
}
_TITLE_FURNITURE = re.compile(
    r"\s*(?:(?:pdf|word|document) icon\s+.*|\bPDF\s+\d+(?:\.\d+)?\s*[KM]B.*|\((?:agenda|"
    r"item)\s+item\s+\d+[a-z]?\)|\(agenda item \d+[a-z]?\)"
    r"|\[(?:agenda )?item \d+[a-z]?\]|\[see .{0,60}agenda\]"
    r"|share this item|to follow|to be tabled|presented by:.*)\s*$",
    re.I,
)


def is_furniture(line: Line) -> bool:
    """Whether the line matches, as a whole, something that is never part of a record."""
    if len(line.text) > 160:
        return False
    own = not line.marker or _FILE_LINK.search(line.text)
    return bool(_PAGE_LINK.match(line.text) or (own and _EXACT.match(line.text)))


def opens_documents(line: Line) -> bool:
    """Whether the line heads a web page's list of files."""
    return bool(_DOCUMENTS.match(line.text))


def is_header_row(cells: tuple[str, ...]) -> bool:
    """Whether the cells are the column heads of a table of minutes."""
    return tuple(cell.strip().lower() for cell in cells if cell.strip()) in _HEADER_ROW


def strip_title(title: str) -> str:
    """A title without the furniture that stands behind it on web pages."""
    return _TITLE_FURNITURE.sub("", title).strip(" \t:")


def running_headers(lines: tuple[Line, ...], board: str) -> set[int]:
    """Indexes of lines that repeat the board's name above a date in the middle of the record, with the page number."""
    name = fold(board)
    found: set[int] = set()
    for first, second in itertools.pairwise(lines):
        if name and fold(first.text) == name and not first.text.endswith((":", ";")) and is_only_a_date(second.text):
            found |= {first.index, second.index}
    for first, second in itertools.pairwise(lines):
        beside = (first.index in found) != (second.index in found)
        found |= {line.index for line in (first, second) if beside and _NUMBER_ALONE.match(line.marked)}
    return found


def is_only_a_date(text: str) -> bool:
    """Whether a line holds one date and nothing else."""
    dates = find_dates(text) if len(text) <= _LONGEST_DATE else ()
    return len(dates) == 1 and not re.sub(r"[\s.,]", "", text[: dates[0].start] + text[dates[0].end :])


def fold(name: str) -> str:
    """A name for comparing: case, `&` and blanks folded, marks dropped."""
    return " ".join(re.sub(r"[^\w\s]", " ", name.lower().replace("&", " and ").replace("’", "'")).split())
