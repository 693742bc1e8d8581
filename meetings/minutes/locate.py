"""Which records a source holds and where: a pack holds an agenda and the note of the meeting before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.minutes.action_table import table_head
from meetings.minutes.dates import find_dates
from meetings.minutes.furniture import is_header_row
from meetings.minutes.header import NOTE_TITLE, names_a_body
from meetings.minutes.heads import find_heads
from meetings.minutes.lines import Line
from meetings.minutes.vocabulary import Record

ATTENDANCE = re.compile(r"^(?:appendix\s+[a-z0-9]\s*[-–—:.]?\s*)?attendance(?:\s+(?:list|sheet))?\s*:?$", re.I)
BOARD_AND_DATE = re.compile(
    r"^(?P<board>\S.{2,150}?)\s+[-–—]\s*(?P<date>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+\d.{4,60})$", re.I
)
PAGE_TITLE = re.compile(
    r"^(?:agenda|(?:draft\s+)?minutes|agenda(?:,\s+decisions)?\s+and\s+(?:draft\s+)?minutes|items|(?:printed\s+)?decisions)$",
    re.I,
)
ITEM_PAGE = re.compile(r"^agenda item$", re.I)
MEETING_OF = re.compile(
    r"\bmeeting of (?:the )?(?P<board>[^,]{3,150}),\s*(?P<date>.{6,60}?)"
    r"(?:\s*\((?:agenda )?item\s+(?P<number>[\w./-]+?)\.?\))?\s*$",
    re.I,
)
_MINUTES = re.compile(
    r"^\W*(?:the\s+)?(?:(?:draft|unconfirmed|unapproved|confirmed)\s+)?(?:minutes|notes?|record|proceedings)\b(?:\W*$|.{0,40}\b(?:of|from|for)\b)",
    re.I,
)
_FORMAL_TITLE = re.compile(r"^\W*(?:minutes|notes?|record)\s+of\b", re.I)
_NO_BODY = re.compile(
    r"^\W*(?:\d+\W+)?(?:(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?next\s+meeting|site\s+visit|date|"
    r"minutes\s+of)\b",
    re.I,
)
_DATE_WORDS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|the)\b|\d+(?:st|nd|rd|th)?|\W"
)
_GIVES_DATE = re.compile(
    r"^\W*(?:(?:which\s+was\s+)?held|date|on|at|meeting\s+held|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d)", re.I
)
_AGENDA = re.compile(r"^(?:agenda|a\s+g\s+e\s+n\s+d\s+a)$", re.I)
_SUMMONS = re.compile(
    r"^\W*(?:agenda\s+for\b|a\s+g\s+e\s+n\s+d\s+a$|you\s+are\s+(?:hereby\s+)?summoned|(?:public\s+)?notice\s+(?:of\s+meeting|is\s+hereby)"
    r"|dear\s+(?:councillor|member))",
    re.I,
)
"""What opens the papers of a meeting that is still to come."""
_UNTITLED = re.compile(r"^\W*(?:draft\s+)?(?:notes?|minutes)\s+of\s+(?:the\s+)?(?:last|previous)\s+meeting\W*$", re.I)
_NOTE_LABEL = re.compile(r"^(?:title|date(?: and time)?|venue)\s*(?::|$)", re.I)
_AGENDA_LIST = re.compile(r"^(?:part\s+(?:1|one|a|i)\b.{0,60}|(?:item|no\.?)\s*/?\s*(?:page|title)?)$", re.I)


_FEW = 4
"""How many headings `Agenda` are tried for the list of items, from the last: a pack has two or three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """One record: its family, kind, and the ranges of lines that are its own."""

    family: str
    record: Record
    ranges: tuple[tuple[int, int], ...]

    def lines(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines of the record."""
        return tuple(line for start, end in self.ranges for line in lines[start:end])


def find_records(lines: Sequence[Line]) -> tuple[Located, ...]:
    """Every record in the source, in order; none when the source is of no family."""
    notes = _note_starts(lines)
    if notes:
        return _notes_and_agenda(lines, notes)
    single = _page(lines) or _agenda_only(lines) or _formal(lines) or _bare_list(lines)
    return _parted(lines, single) if single else ()


def _parted(lines: Sequence[Line], whole: Located) -> tuple[Located, ...]:
    """A record that is several, one behind the other: each opens with the title of the first, and a date of its own.

    A title that comes back with the same date is the header of a page, and one with an earlier date mostly the item on
    the last minutes: that opens a record only where the numbers of the items begin anew.
    """
    first = next((at for at, line in enumerate(lines[:25]) if _is_title(line)), None)
    opening = None if first is None else _date_below(lines, first)
    if first is None or opening is None:
        return (whole,)
    starts, dates = [0], {opening}
    for at in range(first + 5, len(lines)):
        if _is_title(lines[at]) and _wording(lines[at].text) == _wording(lines[first].text):
            date = _date_below(lines, at)
            if date and date not in dates and (date > min(dates) or _begins_anew(lines, at)):
                starts.append(at)
                dates.add(date)
    ends = [*starts[1:], len(lines)]
    return tuple(
        Located(family=whole.family, record=whole.record, ranges=((start, end),))
        for start, end in zip(starts, ends, strict=True)
    )


def _is_title(line: Line) -> bool:
    return bool(_MINUTES.match(line.text)) and len(line.text) < 200 and line.row is None and not line.marker


def _wording(title: str) -> str:
    """The words of a title but for its date; of one in capitals those that open it, whichever body it names."""
    words = _DATE_WORDS.sub(" ", title.lower()).split()
    return " ".join(words[:4] if title.isupper() else words)


def _begins_anew(lines: Sequence[Line], at: int) -> bool:
    first, behind = (next(iter(find_heads(some, bare=False)), None) for some in (lines[:at], lines[at + 1 :]))
    return first is not None and behind is not None and first.number == behind.number


def _date_below(lines: Sequence[Line], at: int) -> dt.date | None:
    """The date in a title, or in a line right below it that gives one and little else; None where there is none."""
    for below in lines[at : at + 5]:
        told = [each.date for each in find_dates(below.text) if each.date]
        if told and (below is lines[at] or _GIVES_DATE.match(below.text)):
            return told[0]
    return None


def _note_starts(lines: Sequence[Line]) -> list[int]:
    """A note starts at its title, when labels, a date or the table of minutes follow; or at its labels."""
    starts = []
    for at, line in enumerate(lines):
        if (
            (NOTE_TITLE.match(line.text) or _is_untitled_note(lines, at))
            and line.row is None
            and not line.marker
            and _note_follows(lines[at + 1 : at + 20])
        ):
            starts.append(at)
    if not starts:
        labels = [at for at, line in enumerate(lines[:40]) if _NOTE_LABEL.match(line.text)]
        starts = labels[:1] if len(labels) > 2 else []
    return starts


def _is_untitled_note(lines: Sequence[Line], at: int) -> bool:
    """`Note of last meeting` names no board: it opens a record only when labels stand right below it."""
    below = lines[at + 1 : at + 8]
    labels = {line.text.strip().lower().partition(":")[0] for line in below if _NOTE_LABEL.match(line.text)}
    return bool(_UNTITLED.match(lines[at].text)) and len(labels) > 1


def _note_follows(lines: Sequence[Line]) -> bool:
    labels = sum(1 for line in lines if _NOTE_LABEL.search(line.text))
    dated = any(len(line.text) < 80 and find_dates(line.text) for line in lines[:6])
    return bool(labels) or dated or any(is_header_row(_row_texts(lines, at)) for at in range(len(lines)))


def _row_texts(lines: Sequence[Line], at: int) -> tuple[str, ...]:
    if lines[at].row is None:
        return ()
    return tuple(other.text for other in lines[at : at + 4] if other.row == lines[at].row)


def _notes_and_agenda(lines: Sequence[Line], notes: Sequence[int]) -> tuple[Located, ...]:
    has_agenda = agenda_start(lines[: notes[0]]) is not None
    records = []
    outside = [(0, notes[0])]
    for start, following in zip(notes, [*notes[1:], len(lines)], strict=True):
        end = _note_end(lines, start, following) if has_agenda else following
        outside.append((end, following))
        records.append(
            Located(family=_note_family(lines[start:end], has_agenda), record=Record.MINUTES, ranges=((start, end),))
        )
    if has_agenda:
        return (Located(family="F3", record=Record.AGENDA, ranges=tuple(outside)), *records)
    if notes[0]:
        first = records[0]
        records[0] = Located(family=first.family, record=first.record, ranges=((0, first.ranges[0][1]),))
    return tuple(records)


def _note_family(lines: Sequence[Line], in_pack: bool) -> str:
    if in_pack:
        return "F3"
    return "F1" if any(re.match(r"<A[Il1]{1,2}\d", line.text) for line in lines) else "F2"


def _note_end(lines: Sequence[Line], start: int, following: int) -> int:
    """A note inside a pack ends with its attendance table."""
    for at in range(start + 8, following):
        if lines[at].row is None and ATTENDANCE.match(lines[at].text.strip(" *#")):
            end = at + 1
            while end < following and lines[end].row is not None:
                end += 1
            if end > at + 1:
                return end
    for at in range(start + 8, following):
        words = lines[at].text.lower().strip(" :*#")
        if (lines[at].strong and words == "purpose") or words in ("purpose of report", "document is restricted"):
            return at - 1
    return following


def agenda_start(lines: Sequence[Line]) -> int | None:
    """Index of the first line of an agenda's list of items, None when there is no such list."""
    for at, line in enumerate(lines):
        row = _row_texts(lines, at)
        if row and is_header_row(row) and row[0].lower() in ("item", "no."):
            return at + len(row)
        if _AGENDA_LIST.match(line.text.strip(" *_")) and re.match(r"part", line.text.strip(" *_"), re.I):
            return at
    headings = [at for at, line in enumerate(lines) if _AGENDA.match(line.text.strip(" *_#:"))]
    for at in headings[: -_FEW - 1 : -1]:
        heads = find_heads(lines[at + 1 :], bare=False)
        if len(heads) >= 2:
            return at + 1 + heads[0].at
    return None


def _page(lines: Sequence[Line]) -> Located | None:
    """Pages of a ModernGov site: one item, or a whole meeting."""
    whole = ((0, len(lines)),)
    for at, line in enumerate(lines[:25]):
        if (
            ITEM_PAGE.match(line.text)
            and line.columns < 2
            and not any(_FORMAL_TITLE.match(above.text) for above in lines[:at])
        ):
            return Located(family="F4", record=Record.MINUTES, ranges=whole)
        if _is_page_title(lines, at):
            record = Record.MINUTES if _has_minutes(lines) else Record.AGENDA
            return Located(family="F5", record=record, ranges=whole)
    return None


def _is_page_title(lines: Sequence[Line], at: int) -> bool:
    """`Board - Tuesday, 2nd October 2018` above everything else of the page, and no date of another meeting."""
    match = BOARD_AND_DATE.match(lines[at].text)
    if match is None or lines[at].marker or not find_dates(lines[at].text):
        return False
    below_header = any(line.marker or find_dates(line.text) for line in lines[:at])
    return not below_header and not _NO_BODY.match(match["board"])


def _has_minutes(lines: Sequence[Line]) -> bool:
    words = {line.text.lower().rstrip(":. ") for line in lines}
    return bool(
        words
        & {
            "minutes",
            "decision",
            "decisions",
            "resolved",
            "agenda and minutes",
            "agenda and draft minutes",
            "draft minutes",
        }
    )


def _agenda_only(lines: Sequence[Line]) -> Located | None:
    """An agenda that is not yet minuted."""
    top = lines[:60]
    calls_itself = any(_AGENDA.match(line.text.strip(" *_#:")) for line in top)
    if not calls_itself or any(
        _MINUTES.match(line.text) and len(line.text) < 200 and line.row is None and not line.marker
        for line in lines[:12]
    ):
        return None
    return (
        Located(family="F3", record=Record.AGENDA, ranges=((0, len(lines)),))
        if agenda_start(lines) is not None
        else None
    )


def _formal(lines: Sequence[Line]) -> Located | None:
    table = any(table_head(lines, at) for at in range(min(len(lines), 80)))
    minutes = any(_MINUTES.match(line.text) and len(line.text) < 300 and not line.marker for line in lines[:25])
    dated = any(find_dates(line.text) for line in lines[:30])
    if table and (minutes or dated):
        return Located(family="F7", record=Record.MINUTES, ranges=((0, len(lines)),))
    if minutes and len(find_heads(lines, bare=False)) >= 1:
        return Located(family="F6", record=Record.MINUTES, ranges=((0, len(lines)),))
    return None


def _bare_list(lines: Sequence[Line]) -> Located | None:
    """A date, the members, and a numbered list with a sentence each."""
    top = lines[:12]
    named = any(names_a_body(line.text) for line in top[:6])
    dated = any(find_dates(line.text) for line in top)
    heads = find_heads(lines, bare=False)
    numbered = [head for head in heads if head.form != "none"]
    if named and dated and len(numbered) >= 2 and len(lines) < 200:
        planned = any(_SUMMONS.match(line.text) for line in lines[:20])
        record = Record.AGENDA if planned else Record.MINUTES
        return Located(family="F8", record=record, ranges=((0, len(lines)),))
    return None
