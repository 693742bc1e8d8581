"""Floor 2: blocks to Minutes. Nothing here knows Django."""

from __future__ import annotations

from meetings.extraction.blocks import Extract, Finding, Span
from meetings.minutes.lines import lines_of
from meetings.minutes.locate import find_records
from meetings.minutes.paging import with_pages
from meetings.minutes.reading import read_record
from meetings.minutes.structure import Header, LeftOver, Minutes
from meetings.minutes.vocabulary import Record

__all__ = ["PARSER_VERSION", "Minutes", "parse"]

PARSER_VERSION = "3"
"""Changes whenever the same text would be read in another way: kept sources are then read again."""


def parse(extract: Extract) -> tuple[Minutes, ...]:
    """What the source says about each meeting in it, in the order of the text.

    Never raises on odd text and never drops any: what no rule claims is left over, by its span. A source of no
    family gives one Minutes that is empty but for its finding.
    """
    lines = lines_of(extract)
    records = find_records(lines)
    if not records:
        return (_no_family(extract),)
    several = len(records) > 1
    told = tuple(read_record(record, lines, extract.text, several=several) for record in records)
    return with_pages(told, extract.pages) if extract.pages else told


def _no_family(extract: Extract) -> Minutes:
    whole = Span(0, len(extract.text))
    message = "This is like no minutes or agenda the archive knows. The file is kept whole; nothing was read from it."
    return Minutes(
        record=Record.MINUTES,
        header=Header(),
        family="",
        span=whole,
        left_over=(LeftOver(span=whole, reason="unread"),),
        findings=(Finding(code="no-family", message=message),),
    )
