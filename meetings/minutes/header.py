"""Which meeting a record is of: board, date, time, venue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.dates import Found, find_dates, find_time
from meetings.minutes.lines import Finder, Line, locate
from meetings.minutes.structure import Header

NOTE_TITLE = re.compile(
    r"^(?:item\s+\d+\s*[-–—:]\s*)?"
    r"(?:(?:draft )?(?:notes?|minutes) of (?:the )?(?:last|previous)\s+(?P<board>\S.{0,200}?)\s+meeting"
    r"|(?:draft )?notes? of (?!(?:the )?(?:last|previous)\b)(?:the )?(?P<other>\S.{0,200}?)\s+meeting"
    r"|(?:notes?|minutes|record) of (?:the )?decisions (?:taken|made)(?: and actions required)?)\.?$",
    re.I,
)
_LABEL_WORDS = r"title|date and time|date|venue|location|place|time|board|committee"
_LABEL = re.compile(rf"^(?P<label>{_LABEL_WORDS})\s*:\s*(?P<value>.*)$", re.I | re.S)
_LABEL_CELL = re.compile(rf"^(?P<label>{_LABEL_WORDS})$", re.I)
_LABELS_INSIDE = re.compile(r"(?<=\S)\s+(?=(?:title|date and time|date|venue|location|time)\s*:\s)", re.I)
_LABELS = {"location": "venue", "place": "venue", "board": "title", "committee": "title", "date and time": "date"}
_DROPPED_FROM_VENUE = re.compile(r"\s*\.?\s*(?:view directions|contact\s*:.*|moved from .*)$", re.I)
_DRAFT = re.compile(r"\bdraft\b.{0,20}\bminutes\b|(?-i:\bDRAFT\b)|subject to (?:approval|confirmation)", re.I)
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
    name = ((note["board"] or note["other"] or "") if note else text).strip(" .,:;-–—*#")
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
    """The header of a note: `Title:`, `Date:` and `Venue:`, each with its value beside it or in the lines below.

    A note without labels prints its date and its place in the lines under its title.
    """
    title = next((line for line in lines[:12] if NOTE_TITLE.match(line.text)), None)
    values, used = _labelled(_expanded(lines[:60], text))
    used |= {title.index} if title else set()
    if title and "date" not in values:
        values |= _unlabelled(lines, title, values)
    used |= {line.index for line in values.values()}
    board, venue, date = values.get("title", title), values.get("venue"), values.get("date")
    read = read_date([date] if date else [], text)
    header = Header(
        board=board_name(board.text) if board else "",
        date=read.header.date,
        time=find_time(" ".join(values[label].text for label in ("time", "date") if label in values), labelled=True),
        venue=clean_venue(venue.text) if venue else "",
        draft=is_draft(lines),
        board_span=board.span if board else None,
        date_span=read.header.date_span,
        venue_span=venue.span if venue else None,
    )
    return HeaderRead(header=header, used=frozenset(used), findings=read.findings)


def _expanded(lines: Sequence[Line], text: str) -> list[Line]:
    """Lines with several labels in one paragraph cut before each label."""
    result: list[Line] = []
    for line in lines:
        parts = _LABELS_INSIDE.split(line.text) if len(line.text) < 1000 else [line.text]
        finder = Finder(text, line.span)
        result.extend(replace(line, text=part, span=finder.find(part)) for part in parts) if len(parts) > 1 else (
            result.append(line)
        )
    return result


def _labelled(lines: Sequence[Line]) -> tuple[dict[str, Line], set[int]]:
    """Label → the line that holds its value and only that; and the lines of the labels."""
    values: dict[str, Line] = {}
    used: set[int] = set()
    for at, line in enumerate(lines):
        match = _LABEL.match(line.text)
        if match is None and line.column == 0 and line.columns == 2:
            match = _LABEL_CELL.match(line.text)
        if match is None:
            continue
        label = _LABELS.get(match["label"].lower(), match["label"].lower())
        beside = (match.groupdict().get("value") or "").strip()
        value = _beside(line, beside) if beside else _below(lines, at)
        if label not in values:
            used.add(line.index)
            if value is not None:
                values[label] = value
    return values, used


def _beside(line: Line, words: str) -> Line:
    return replace(line, text=words, span=Span(line.span.end - len(words), line.span.end, line.span.page))


def _below(lines: Sequence[Line], at: int) -> Line | None:
    for line in lines[at + 1 : at + 5]:
        if _LABEL.match(line.text):
            return None
        if line.text.strip():
            return line
    return None


def _unlabelled(lines: Sequence[Line], title: Line, known: dict[str, Line]) -> dict[str, Line]:
    """The date alone on its line under the title, and the place below it."""
    found: dict[str, Line] = {}
    below = [line for line in lines if title.index < line.index <= title.index + 6 and line.row is None]
    for at, line in enumerate(below):
        if len(line.text) < 80 and any(each.date for each in find_dates(line.text)):
            found["date"] = line
            place = below[at + 1] if at + 1 < len(below) else None
            if place and "venue" not in known and not re.match(r"attendance|item\b|an attendance", place.text, re.I):
                found["venue"] = place
            break
    return found


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
    if first.several_days:
        message = f"The meeting lasted several days; the first was taken: “{line.text[first.start : first.end]}”."
        findings = (Finding(code="several-dates", message=message, span=span),)
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
