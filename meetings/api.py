"""Lists as data: a page as JSON, the whole as CSV that a spreadsheet opens and runs nothing of."""

from __future__ import annotations

import csv
import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils.text import slugify

from meetings.answers import View, Wrong, absolute, in_plain_words, twin
from meetings.filters import Listing
from meetings.filters.everything import rows_of, rows_shown
from meetings.flat import FIELDS, flat

LINES = 100
"""How many lines of CSV are sent at once."""

LONGEST_NAME = 80
FORMULA = frozenset("=+-@−")
"""What begins a formula in one spreadsheet or another."""

BROKEN = frozenset("\0\t\r\n")
"""What may not begin a cell: some programs drop it, and what follows begins the cell."""

_PASSED_OVER = frozenset("\"';,|")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Mn", "Zl", "Zp", "Zs"})
"""Unicode's classes of what is not seen at the beginning of a cell: blanks, controls, marks of no width."""


def as_json(kind: str) -> View:
    """The view of one list as JSON: one page of it, and the way to the next."""
    return twin(kind, _page, _refusal)


def as_csv(kind: str) -> View:
    """The view of one list as CSV: all of it, sent as it is read. `page` and `per_page` change nothing."""
    return twin(kind, _whole, in_plain_words)


def _page(request: HttpRequest, listing: Listing) -> HttpResponseBase:
    at = absolute(request)
    rows = [flat(listing.kind, row, at) for row in rows_shown(listing)]
    newer, older = (at(f"{request.path}{query}") if query else None for query in (listing.newer, listing.older))
    said, total = str(listing.said), listing.total
    return JsonResponse({"said": said, "total": total, "next": older, "previous": newer, "results": rows})


def _refusal(wrong: list[Wrong], status: int) -> HttpResponseBase:
    errors = [{"parameter": name, "message": sentence} for name, sentence in wrong]
    return JsonResponse({"errors": errors}, status=status)


def _whole(request: HttpRequest, listing: Listing) -> HttpResponseBase:
    at = absolute(request)
    rows = rows_of(listing) if request.method == "GET" else ()
    cells = (list(flat(listing.kind, row, at).values()) for row in rows)
    return StreamingHttpResponse(
        written(chain([list(FIELDS[listing.kind])], cells)),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{_file_name(listing)}"'},
    )


def _file_name(listing: Listing) -> str:
    """What the list shows, as the name of a file: `decisions-by-the-ferries-board-in-2021.csv`."""
    words = slugify(listing.said.title).split("-")[1:]  # the first says what is listed, of one or of many
    return f"{'-'.join([listing.kind, *words])[:LONGEST_NAME].strip('-')}.csv"


def written(rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """Rows of values → CSV as RFC 4180 has it, in UTF-8 with a mark for spreadsheets, some lines at once."""
    writer = csv.writer(_Through(), lineterminator="\r\n")
    lines = chain(["\ufeff"], (writer.writerow(cell(value) for value in row) for row in rows))
    while held := "".join(islice(lines, LINES)):
        yield held.encode("utf-8", "replace")


class _Through:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def cell(value: Any) -> str:
    """One value as a cell; a list has `; ` between its texts.

    What a spreadsheet may take for a formula gets an apostrophe before it, as OWASP's page on CSV injection asks.
    So does what differs from such a text by apostrophes before it, so that the text can be had back.
    """
    text = _plain(value)
    return f"'{text}" if _may_run(text.lstrip("'")) else text


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, list) else str(value)


def _may_run(text: str) -> bool:
    if text[:1] in BROKEN:
        return True
    for sign in text:
        if unicodedata.normalize("NFKC", sign)[0] in FORMULA:
            return True
        if sign not in _PASSED_OVER and unicodedata.category(sign) not in _UNSEEN:
            return False
    return False
