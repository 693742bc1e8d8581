"""Which meeting a record is of: board, date, time, venue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.dates import Found, find_dates, find_time
from meetings.minutes.lines import Line, locate
from meetings.minutes.structure import Header

NOTE_TITLE = re.compile(r"^Notes? of (?:the )?(?:last|previous)?\s*(?P<board>\S.{0,200}?)\s+meeting\.?$", re.I)
_LABEL = re.compile(r"^(?P<label>title|date|venue|location|place|time|board|committee)\s*:\s*(?P<value>.*)$", re.I)
_LABELS = {"location": "venue", "place": "venue", "board": "title", "committee": "title"}
_DROPPED_FROM_VENUE = re.compile(r"\s*\.?\s*(?:view directions|contact\s*:.*|moved from .*)$", re.I)
_DRAFT = re.compile(r"\bdraft\b.{0,20}\bminutes\b|\bDRAFT\b|subject to (?:approval|confirmation)", re.I)
_BODY = re.compile(
    r"\b(?:council|board|committee|cabinet|panel|group|forum|partnership|commission|executive|association|trust|assembly|"
    r"sub-committee|authority|society|meeting)\b",
    re.I,
)
_SMALL_WORDS = {"of", "and", "the", "for", "in", "on", "at", "with", "to", "by"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRead:
    """The header, the lines it used, and what was doubtful."""

    header: Header
    used: frozenset[int]
    findings: tuple[Finding, ...] = ()


def board_name(text: str) -> str:
    """A body's name without `Note of last … meeting`, without notes in brackets, never in capitals only."""
    note = NOTE_TITLE.match(text.strip())
    name = (note["board"] if note else text).strip(" .,:;-–—*#")
    name = re.sub(r"\s*\((?:pre|post|until|from|formerly)[^()]*\)", "", name, flags=re.I)
    name = re.sub(
        r"^(?:a |the )?(?:annual |ordinary |extraordinary |special |monthly )*meeting of (?:the )?",
        "",
        name,
        flags=re.I,
    )
    name = re.sub(r"^the\s+", "", name, flags=re.I).strip(" .,:;-–—")
    return _from_capitals(name) if name.isupper() else name


def _from_capitals(name: str) -> str:
    words = name.lower().split()
    return " ".join(
        word if at and word in _SMALL_WORDS else "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
        for at, word in enumerate(words)
    )


def read_labels(lines: Sequence[Line], text: str) -> HeaderRead:
    """The header of a note: `Title:`, `Date:` and `Venue:`, each with its value beside it or in the lines below."""
    values: dict[str, Line] = {}
    words: dict[str, str] = {}
    used: set[int] = set()
    for at, line in enumerate(lines):
        match = _LABEL.match(line.text)
        label = _LABELS.get(match["label"].lower(), match["label"].lower()) if match else ""
        if match is None or label in values:
            continue
        value = _value(lines, at, match["value"])
        used.add(line.index)
        if value is not None:
            values[label] = value
            words[label] = match["value"] or value.text
            used.add(value.index)
    title = next((line for line in lines[:12] if NOTE_TITLE.match(line.text)), None)
    used |= {title.index} if title else set()
    board_line = values.get("title") or title
    board = board_name(words.get("title") or (title.text if title else ""))
    date_line = values.get("date")
    read = read_date([date_line] if date_line else [], text)
    venue = values.get("venue")
    header = Header(
        board=board,
        date=read.header.date,
        time=find_time(words.get("time", "") or words.get("date", "")),
        venue=clean_venue(words.get("venue", "")),
        draft=is_draft(lines),
        board_span=locate(text, board_line.span, words["title"])
        if board_line and "title" in words
        else (title.span if title else None),
        date_span=read.header.date_span,
        venue_span=locate(text, venue.span, words["venue"]) if venue else None,
    )
    return HeaderRead(header=header, used=frozenset(used), findings=read.findings)


def _value(lines: Sequence[Line], at: int, beside: str) -> Line | None:
    if beside.strip():
        return lines[at]
    for line in lines[at + 1 : at + 5]:
        if _LABEL.match(line.text):
            return None
        if line.text.strip():
            return line
    return None


def clean_venue(text: str) -> str:
    """A venue without links and contacts that stand behind it."""
    return _DROPPED_FROM_VENUE.sub("", text).strip(" .,;:")


def is_draft(lines: Iterable[Line]) -> bool:
    """Whether the first lines call the record a draft."""
    return any(_DRAFT.search(line.text) for line in list(lines)[:15] if len(line.text) < 200)


def read_date(lines: Sequence[Line], text: str) -> HeaderRead:
    """The meeting's date from the lines that should hold it; two different dates are doubtful and neither is taken."""
    found = [(line, each) for line in lines for each in find_dates(line.text)]
    whole = [(line, each) for line, each in found if each.date]
    dates = {each.date for _, each in whole}
    if len(dates) > 1:
        names = ", ".join(sorted({f"{date:%d %B %Y}" for date in dates if date}))
        finding = Finding(
            code="several-dates", message=f"Several dates could be the meeting's: {names}.", span=whole[0][0].span
        )
        return HeaderRead(header=Header(), used=frozenset(), findings=(finding,))
    if not whole:
        return HeaderRead(header=Header(), used=frozenset(), findings=(_no_date(found),))
    line, first = whole[0]
    span = _sub_span(line, first, text)
    findings: tuple[Finding, ...] = ()
    if first.weekday_wrong:
        message = f"The weekday does not go with the date: “{line.text[first.start : first.end]}”."
        findings = (Finding(code="weekday-mismatch", message=message, span=span),)
    header = Header(date=first.date, date_span=span)
    return HeaderRead(header=header, used=frozenset({line.index}), findings=findings)


def _no_date(found: Sequence[tuple[Line, Found]]) -> Finding:
    for line, each in found:
        words = line.text[each.start : each.end]
        if each.year_missing:
            return Finding(code="no-year", message=f"The date has no year: “{words}”.", span=line.span)
        if each.impossible:
            return Finding(code="no-date", message=f"There is no such day: “{words}”.", span=line.span)
    return Finding(code="no-date", message="No date of the meeting was found.")


def _sub_span(line: Line, found: Found, text: str) -> Span:
    return locate(text, line.span, line.text[found.start : found.end])


def names_a_body(text: str) -> bool:
    """Whether a short line names a body that meets."""
    return len(text) <= 150 and bool(_BODY.search(text)) and not text.endswith((".", "?"))
