"""Which lines of a record are dropped: furniture, page numbers, heads of tables, the files that a page lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from meetings.minutes.furniture import is_furniture, is_header_row, opens_documents
from meetings.minutes.lines import Line
from meetings.minutes.locate import ATTENDANCE
from meetings.minutes.sections import section_word

_Cells = Counter[tuple[int | None, int | None]]


def dropped(lines: Sequence[Line], heads: set[int] | tuple[()]) -> set[int]:
    """The indexes of lines that are no part of the record; `heads` are those of lines that open an item."""
    found: set[int] = set()
    rows: dict[int, list[Line]] = {}
    cells: _Cells = Counter((line.row, line.column) for line in lines if line.column)
    files = False
    for line in lines:
        files = opens_documents(line) or (files and _lists_files(line, heads))
        if files:
            found.add(line.index)
        if line.row is not None:
            rows.setdefault(line.row, []).append(line)
        if line.index not in heads and (
            is_furniture(line)
            or (re.fullmatch(r"\d{1,4}[.)]?", line.text) and not _is_value(line, cells))
            or ATTENDANCE.match(line.text.strip(" *#_"))
        ):
            found.add(line.index)
    for row in rows.values():
        if is_header_row(tuple(line.text for line in row)):
            found |= {line.index for line in row}
    return found


def _is_value(line: Line, cells: _Cells) -> bool:
    """Whether a number is all that a later cell of a row holds: there it is no page's."""
    return bool(line.column) and cells[line.row, line.column] == 1


def _lists_files(line: Line, heads: set[int] | tuple[()]) -> bool:
    """Whether a line under `Supporting documents:` names one more of them."""
    named = bool(line.marker) or (len(line.text) <= 150 and not line.text.endswith((".", ":")))
    return named and line.index not in heads and not section_word(line)
