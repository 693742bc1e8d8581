"""The opening of formal minutes and of short lists of decisions: body, date, time, place, who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.extraction.blocks import Finding
from meetings.minutes.attendance import role_of
from meetings.minutes.dates import TIME, find_dates, find_time
from meetings.minutes.furniture import fold, is_furniture
from meetings.minutes.header import HeaderRead, board_name, clean_venue, is_draft, names_a_body, read_date
from meetings.minutes.lines import Line, locate
from meetings.minutes.locate import BOARD_AND_DATE, ITEM_PAGE, MEETING_OF, PAGE_TITLE
from meetings.minutes.structure import Header

_KINDS = (
    r"(?:(?:annual|ordinary|extra-?ordinary|special|monthly|quarterly|virtual|remote|statutory|"
    r"general|full|inaugural|urgent)\s+)*"
)
_OF_BODY = (
    re.compile(
        rf"\b(?:minutes?|notes?|record|proceedings)\s+of\s+(?:the\s+|an?\s+)?{_KINDS}(?:council\s+)?meeting\s+of\s+(?:the\s+)?(?P<board>.+?)(?=,?\s+(?:which\s+was\s+|was\s+)?held\b|,?\s+on\s+(?:mon|tue|wed|thu|fri|sat|sun|\d)|\s+[-–—]\s|,?\s+at\s+\d|\.|$)",
        re.I,
    ),
    re.compile(
        rf"\b(?:minutes?|notes?|record|proceedings)\s+of\s+(?:the\s+|an?\s+)?{_KINDS}(?P<board>(?!meeting\b).+?)(?:\s+meeting)?(?=,?\s+(?:which\s+was\s+|was\s+)?held\b|,?\s+on\s+(?:mon|tue|wed|thu|fri|sat|sun|\d)|\s+[-–—]\s|\.|$)",
        re.I,
    ),
)
_MEETING_OF_ANY = re.compile(
    r"\b(?:minutes?|notes?|record|proceedings)\s+of\s+(?:the\s+|an?\s+)?"
    rf"{_KINDS}meeting\s+of\s+(?:the\s+)?(?P<board>[A-Z].{{3,100}}?),?\s+(?:which\s+was\s+|was\s+)?held\b",
    re.I,
)
"""Behind `minutes of the meeting of`, any name up to `held` is the body's."""
_COMMITTEE = re.compile(r"\b(?:committee|board|panel|cabinet|sub-committee|forum|group|executive|commission)\b", re.I)
_STATUS = re.compile(
    r"^(?:(?:(?:moved|rescheduled)\s+from\s+[^,]*|new\s+(?:location|venue|date|time)|cancelled|postponed|provisional|additional|"
    r"(?:extraordinary|special|annual|adjourned)(?:\s+meeting)?),\s*)+",
    re.I,
)
"""What a web page prints before the body: that the meeting moved, or of what sort it is."""
_LABELLED_BODY = re.compile(r"^(?:meeting|committee|body|board)\s*:\s*(?P<board>\S.{2,100})$", re.I)
_BARE_KINDS = frozenset(
    (
        "parish council",
        "town council",
        "community council",
        "city council",
        "county council",
        "district council",
        "borough council",
        "council",
    )
)
_ELSEWHERE = re.compile(
    r"\bnext meeting\b|\b(?:approved|confirmed|signed|adopted)\s+(?:at|by|on)\b|"
    r"\bminutes of the (?:previous |last )?meeting (?:held )?on\b(?=.*\b(?:approved|"
    r"agreed|confirmed)\b)|\bprinted\b|\bpublished\b|\buploaded\b|\bupdated\b|\bdate of (?:issue|"
    r"publication)\b",
    re.I,
)
_HELD = re.compile(r"\bheld\b(?P<rest>.*)$", re.I | re.S)
_PLACE = re.compile(
    r"\b(?:in|at|via|by)\s+(?:the\s+)?(?P<place>(?!\d)[A-Z][^;]{3,200}?)(?=\s*(?:,?\s+on\s+(?:the\s+)?$|,?\s+(?:commencing|starting|beginning|at)\s*$|\.?\s*$))",
    re.S,
)
_LABELLED = re.compile(
    r"^(?P<label>venue|location|place|date|time|date and time|held at|held on|members|present|"
    r"contact)\s*:\s*(?P<value>\S.*)$",
    re.I,
)


def read_formal_header(lines: Sequence[Line], text: str) -> HeaderRead:
    """The header of formal minutes or of a bare list, from the lines before the people and the first item."""
    usable = [line for line in lines if not _ELSEWHERE.search(line.text)][:20]
    board, board_line = _board(usable)
    date = read_date(_dated(usable), text)
    place, place_line = _place(usable)
    used = set(date.used) | {line.index for line in (board_line, place_line) if line}
    used |= {line.index for line in usable if _is_heading_line(line)}
    used |= {line.index for line in usable if board and fold(line.text) == fold(board)}
    timed = next((line for line in usable if find_time(line.text)), None)
    header = Header(
        board=board,
        date=date.header.date,
        time=find_time(timed.text) if timed else "",
        venue=place,
        draft=is_draft(lines),
        board_span=locate(text, board_line.span, board) if board_line else None,
        date_span=date.header.date_span,
        venue_span=locate(text, place_line.span, place) if place_line else None,
    )
    findings = list(date.findings)
    if not board:
        findings.append(Finding(code="no-board", message="No name of the body that met was found."))
    return HeaderRead(header=header, used=frozenset(used), findings=tuple(findings))


def _is_heading_line(line: Line) -> bool:
    word = line.text.strip(" *#_:.").lower()
    return word in (
        "minutes",
        "draft minutes",
        "notes",
        "decisions",
        "minutes of meeting",
        "minutes of the meeting",
        "draft",
        "note of decisions",
    ) or bool(re.match(r"(?:draft\s+)?minutes of (?:the |a )?", line.text, re.I) and find_dates(line.text))


def _dated(lines: Sequence[Line]) -> list[Line]:
    """The line that says when the meeting was held; else the first with any date."""
    for wanted in (r"\bheld\b|\bminutes\b|^date\b|\bmeeting\b", r""):
        for line in lines:
            if find_dates(line.text) and re.search(wanted, line.text, re.I):
                return [line]
    return []


_TITLE_OF = re.compile(r"^(?:draft\s+)?(?:minutes|notes|decisions)\s*(?:of|[-–—:])\s*", re.I)
_Named = tuple[str, Line] | None


def _board(lines: Sequence[Line]) -> tuple[str, Line | None]:
    """The body that met: as the title says it, a label, or a line of its own."""
    for way in (_in_title, _behind_label, _behind_meeting_of, _alone):
        found = next((named for line in lines if (named := way(line, lines))), None)
        if found:
            return found
    return "", None


def _in_title(line: Line, lines: Sequence[Line]) -> _Named:
    for pattern in _OF_BODY:
        match = pattern.search(line.text)
        if match and names_a_body(match["board"]) and not find_dates(match["board"]):
            return _named_above(board_name(match["board"]), line, lines)
    return None


def _behind_label(line: Line, _: Sequence[Line]) -> _Named:
    label = _LABELLED_BODY.match(line.text)
    return (board_name(label["board"]), line) if label and names_a_body(label["board"]) else None


def _behind_meeting_of(line: Line, _: Sequence[Line]) -> _Named:
    match = _MEETING_OF_ANY.search(line.text)
    return (board_name(match["board"]), line) if match and not find_dates(match["board"]) else None


def _alone(line: Line, lines: Sequence[Line]) -> _Named:
    words = _TITLE_OF.sub("", line.text.strip(" *#_"))
    if not names_a_body(words) or role_of(words) or is_furniture(line):
        return None
    name = re.sub(r"\s+[-–—]\s+(?:draft\s+)?(?:minutes|notes?)\s+of\b.*$", "", _without_date(words), flags=re.I)
    name = re.sub(r"\s+(?:draft\s+)?minutes$", "", name, flags=re.I)
    if not name or re.match(r"(?:minutes|notes?|decisions|the meeting|meeting|held|members)\b", name, re.I):
        return None
    below = _committee_below(lines, line)
    return (board_name(_TITLE_OF.sub("", below.text)), below) if below else (board_name(name), line)


def _named_above(board: str, line: Line, lines: Sequence[Line]) -> tuple[str, Line]:
    """The body of a title; where that says no more than `Parish Council`, the line above it names which."""
    kind = fold(re.sub(r"^(?:(?:annual|ordinary|full|extraordinary)\s+)+", "", board, flags=re.I))
    if kind in _BARE_KINDS:
        for other in lines:
            if other.index < line.index and fold(other.text).endswith(kind) and fold(other.text) != kind:
                return board_name(other.text), other
    return board, line


def _committee_below(lines: Sequence[Line], line: Line) -> Line | None:
    """The committee named under its council, in a line of its own: it is the body that met."""
    for other in lines:
        close = line.index < other.index <= line.index + 2
        if close and _COMMITTEE.search(other.text) and names_a_body(other.text) and not find_dates(other.text):
            return (
                other
                if not _COMMITTEE.search(line.text) and not re.match(r"minutes|members|present", other.text, re.I)
                else None
            )
    return None


def _without_date(words: str) -> str:
    dates = find_dates(words)
    cut = words[: dates[0].start] if dates else words
    return re.sub(
        r"[\s,]*(?:held(?:\s+on)?|on|[-–—:,])?\s*$", "", re.sub(r"\s+meeting\s*$", "", cut, flags=re.I), flags=re.I
    ).strip()


def _place(lines: Sequence[Line]) -> tuple[str, Line | None]:
    for line in lines:
        label = _LABELLED.match(line.text)
        if label and label["label"].lower() in ("venue", "location", "place", "held at"):
            return clean_venue(label["value"]), line
    for line in lines:
        held = _HELD.search(line.text)
        if held:
            place = _place_in(held["rest"])
            if place:
                return place, line
    return "", None


def _place_in(words: str) -> str:
    """The place in `held in the Village Hall on Monday 3 May 2021 at 7.30pm`, in whatever order."""
    rest = words
    for found in reversed(find_dates(words)):
        rest = f"{rest[: found.start]}\x00{rest[found.end :]}"
    rest = re.sub(
        rf"\s*(?:,\s*)?\b(?:at|commencing(?:\s+at)?|starting(?:\s+at)?|from)\s+{TIME.pattern}", "\x00", rest, flags=re.I
    )
    rest = TIME.sub("\x00", rest)
    for part in rest.split("\x00"):
        clean = re.sub(r"[\s,]*\b(?:on|at)(?:\s+the)?\s*$", "", part.strip(" ,.;"), flags=re.I).strip(" ,.;")
        match = re.match(r"(?:,\s*)?(?:in|at|via|by|on)\s+(?:the\s+)?(?P<place>\S.{3,200})$", clean, re.I | re.S)
        match = match or re.match(r"(?P<place>[A-Z][\w'’]+(?:,?\s+[\w'’&]+){1,20})$", clean)
        if match:
            return clean_venue(board_name(match["place"]) if match["place"].isupper() else match["place"])
    return ""


def read_page_header(lines: Sequence[Line], text: str) -> HeaderRead:
    """The header of a page of a ModernGov site: `Board - Weekday, date time`, or `Meeting of Board, date (Item n)`."""
    for line in lines[:30]:
        match = BOARD_AND_DATE.match(line.text) or MEETING_OF.search(line.text)
        if match and find_dates(line.text):
            return _page_header(lines, line, match, text)
    return read_formal_header(lines[:15], text)


def _page_header(lines: Sequence[Line], line: Line, match: re.Match[str], text: str) -> HeaderRead:
    """`Moved from 9th October 2018, Board - Tuesday, 2nd October` holds two dates: the one behind the board counts."""
    board = _STATUS.sub("", match["board"])
    date = read_date([replace(line, text=match["date"], span=locate(text, line.span, match["date"]))], text)
    venue = next((other for other in lines[:40] if re.match(r"venue\s*:\s*\S", other.text, re.I)), None)
    name = board_name(re.sub(r"^.*\bmeeting of (?:the )?", "", board, flags=re.I).strip(" -–—"))
    used = {line.index} | ({venue.index} if venue else set())
    above = [other for other in lines[:30] if other.index < line.index]
    used |= {other.index for other in above if PAGE_TITLE.match(other.text)}
    used |= {other.index for other in lines[:30] if ITEM_PAGE.match(other.text)}
    place = clean_venue(re.sub(r"^venue\s*:\s*", "", venue.text, flags=re.I)) if venue else ""
    header = Header(
        board=name,
        date=date.header.date,
        time=find_time(line.text),
        venue=place,
        draft=is_draft(lines),
        board_span=locate(text, line.span, name),
        date_span=date.header.date_span,
        venue_span=locate(text, venue.span, place) if venue else None,
    )
    return HeaderRead(header=header, used=frozenset(used), findings=date.findings)
