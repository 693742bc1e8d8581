"""The appendix of a note: where its list of attendance starts, and how far it goes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from meetings.minutes.furniture import fold, is_furniture, is_only_a_date
from meetings.minutes.lines import Line
from meetings.minutes.locate import ATTENDANCE

_APPENDIX = re.compile(r"^appendix\s+\w+\s*[-–—:.]?\s*attendance\b", re.I)

_APPENDIX_ALONE = re.compile(r"^appendix\s+\w$", re.I)


def attendance_at(lines: Sequence[Line]) -> int | None:
    """Where the attendance table starts: its appendix heading, or its header row."""
    for at, line in enumerate(lines):
        if (
            at > 3
            and ATTENDANCE.match(line.text.strip(" *#_"))
            and at + 1 < len(lines)
            and lines[at + 1].row not in (None, line.row)
            and lines[at + 1].text.strip().lower() not in ("item", "title:")
        ):
            return at - 1 if _APPENDIX_ALONE.match(lines[at - 1].text.strip(" *#_")) else at
        if line.row is not None and line.text.strip().lower() in ("position/role", "role/position"):
            return at
    appendix = [at for at, line in enumerate(lines) if at > 8 and _APPENDIX.match(line.text.strip(" *#_"))]
    trailer = [at for at, line in enumerate(lines) if line.text.strip().upper() == "<TRAILER_SECTION>"]
    alone = [at for at, line in enumerate(lines) if trailer and at > trailer[-1] and is_attendance_word(line)]
    found = alone or appendix
    return found[-1] if found else None


def table_rows(lines: Sequence[Line], board: str) -> tuple[Line, ...]:
    """The rows of the first table in `lines`; where a page breaks it, it goes on behind the running header."""
    rows: list[Line] = []
    for at, line in enumerate(lines):
        if (line.row is None and rows and not _broken_by_page(lines[at - 1 :], board)) or _opens_items(lines, at):
            break
        if line.row is not None:
            rows.append(line)
        elif at > 2 and not rows:
            break
    return tuple(rows)


def _broken_by_page(lines: Sequence[Line], board: str) -> bool:
    """Whether nothing but the running header of a page stands between the first line, of a table, and its next row."""
    between = list(itertools.takewhile(lambda line: line.row is None, lines[1:7]))
    following = lines[1 + len(between) :]
    ends = not following or _opens_items(following, 0)
    only = all(is_furniture(line) or is_only_a_date(line.text) or fold(line.text) == fold(board) for line in between)
    return bool(between) and only and not ends


def length(lines: Sequence[Line], table: Sequence[Line]) -> int:
    """How many of `lines`, which start at the appendix, belong to it: to the end of its table, else all of them."""
    if not table:
        return len(lines)
    last = table[-1].index
    return next(at for at, line in enumerate(lines, start=1) if line.index == last)


def items_follow(lines: Sequence[Line]) -> bool:
    """Older notes print who was there first: then the table of items stands behind the people."""
    return any(_opens_items(lines, at) for at in range(len(lines)))


def _opens_items(lines: Sequence[Line], at: int) -> bool:
    if lines[at].row is None or (at and lines[at - 1].row == lines[at].row):
        return False
    row = [line.text.strip().lower() for line in lines[at : at + 5] if line.row == lines[at].row]
    return row[:1] == ["item"] or (len(row) > 1 and bool(re.fullmatch(r"\d{1,3}\.?", row[0])))


def is_attendance_word(line: Line) -> bool:
    """Whether the line, outside tables, says `Attendance` and no more."""
    return line.row is None and bool(ATTENDANCE.match(line.text.strip(" *#_")))
