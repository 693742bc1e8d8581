"""One located record to Minutes: its header, people, items, and the text that no rule claimed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.account import Draft, left_over_text, own_text, text_findings
from meetings.minutes.action_table import read_action_table, table_head
from meetings.minutes.agenda import read_agenda_header, read_agenda_items, read_papers
from meetings.minutes.apologies import compare_apologies, named_substitutes
from meetings.minutes.appendix import attendance_at, is_attendance_word, items_follow, length, table_rows
from meetings.minutes.attendance import Attendances, names_alike, read_membership, read_table, role_of
from meetings.minutes.candidates import Head
from meetings.minutes.closing import closing_start, closing_words
from meetings.minutes.context import Context
from meetings.minutes.dates import find_dates
from meetings.minutes.dropped import dropped
from meetings.minutes.formal import read_formal_header, read_page_header
from meetings.minutes.furniture import (
    running_headers,
)
from meetings.minutes.header import NOTE_TITLE, HeaderRead, names_a_body, read_labels
from meetings.minutes.heads import find_heads, split_inline
from meetings.minutes.items import Items, read_items
from meetings.minutes.lines import Line
from meetings.minutes.listed import is_broken, read_listed
from meetings.minutes.locate import ITEM_PAGE, MEETING_OF, Located, agenda_start
from meetings.minutes.owners import called, known_people
from meetings.minutes.present import read_present
from meetings.minutes.restricting import restriction_findings, withhold
from meetings.minutes.structure import Minutes
from meetings.minutes.vocabulary import PassageKind, Record

_OPENING = 25
"""The opening of formal minutes is no longer than so many lines."""
_SEVERAL = 3


def read_record(located: Located, lines: Sequence[Line], text: str, *, several: bool) -> Minutes:
    """The Minutes of one record; `several` says that its source holds more than one."""
    own = located.lines(lines)
    reader = _READERS.get(located.family, _read_formal)
    if located.record is Record.AGENDA and located.family == "F3":
        reader = _read_agenda
    draft = reader(own, text)
    if reader is not _read_agenda:  # which has a list of private items
        withhold(draft, own)
    if several:
        message = "This file tells of more than one meeting: each was read by itself."
        draft.findings.append(Finding(code="several-meetings", message=message))
    draft.findings.extend(_own_dates(draft))
    if not draft.items:
        draft.findings.append(Finding(code="no-items", message="No item of business was found."))
    if draft.header.draft:
        message = "The source calls itself a draft: it may change before the board agrees it."
        draft.findings.append(Finding(code="draft-record", message=message))
    left_over = tuple(left_over_text(own, draft))
    draft.findings.extend(text_findings(own, left_over, draft))
    return Minutes(
        record=located.record,
        header=draft.header,
        family=located.family,
        span=Span(own[0].span.start, own[-1].span.end) if own else Span(0, 0),
        preamble=draft.preamble,
        items=tuple(draft.items),
        attendance=tuple(draft.people.people),
        membership=tuple(draft.members.people),
        own=tuple(own_text(own, draft, text)),
        left_over=left_over,
        findings=tuple(draft.findings),
    )


def _own_dates(draft: Draft) -> Iterator[Finding]:
    """An item on the note of the last meeting that bears this meeting's own date: one of the two is wrong."""
    for item in draft.items:
        dates = {found.date for found in find_dates(item.title)}
        if draft.header.date in dates and re.search(r"\b(?:last|previous)\b", item.title, re.I):
            message = f"“{item.title}” speaks of the meeting before and bears the date of this one."
            yield Finding(code="own-date", message=message, span=item.title_span)


def _start(read: HeaderRead) -> Draft:
    return Draft(header=read.header, used=set(read.used), findings=list(read.findings))


def _read_note(lines: Sequence[Line], text: str) -> Draft:
    """F1 and F2, and the note inside a pack: labels, items, attendance in an appendix."""
    lines = _from_title(lines)
    draft = _start(read_labels(lines, text))
    at = attendance_at(lines)
    table = table_rows(lines[at:], draft.header.board) if at is not None else ()
    end = len(lines) if at is None else at + length(lines[at:], table)
    body = [*lines[: len(lines) if at is None else at], *lines[end:]]
    if table:
        draft.people = read_table(table, text, named_substitutes(body))
        if is_broken(draft.people):
            draft.people = read_listed(table, text, named_substitutes(body))
    elif at is not None:
        draft.people = read_present(lines[at + 1 : end], text)
        loose = read_listed(lines[at + 1 : end], text, named_substitutes(body))
        draft.people = max(draft.people, loose, key=_told)
    draft.furniture |= {line.index for line in lines[at:end] if is_attendance_word(line)} if at is not None else set()
    if not draft.people.people:
        draft.people = _opening_people(lines, draft, text)
    # A role with nobody behind it may have lost its empty cells: no people, and nothing to ask.
    behind = lines[end:] if table else ()
    draft.used |= {line.index for line in behind if line.row is None and role_of(line.text) and len(line.text) < 40}
    draft.used |= draft.people.used
    between = {line.index for line in lines[at or 0 : end]} - draft.used if table else set()
    draft.furniture |= {index for index in between if table and index > table[0].index}
    draft.findings.extend(draft.people.findings)
    if table and not items_follow(lines[end:]):
        body = list(lines[:at])
    _read_body(draft, body, text, bare=True)
    draft.findings.extend(names_alike(draft.people.people))
    draft.findings.extend(compare_apologies(draft.people.people, body))
    return draft


def _opening_people(lines: Sequence[Line], draft: Draft, text: str) -> Attendances:
    """A note without a table of people may name them above its items, as formal minutes do."""
    heads = find_heads(lines, bare=True)
    opening = lines[: heads[0].at if heads else 0]
    return read_present([line for line in opening if line.index not in draft.used], text)


def _told(people: Attendances) -> tuple[int, int]:
    """How many people a reading names, and how many of them with their council."""
    return len(people.people), sum(bool(person.authority) for person in people.people)


def _from_title(lines: Sequence[Line]) -> Sequence[Line]:
    """A note may have front matter of no agenda before its title."""
    for at, line in enumerate(lines):
        if NOTE_TITLE.match(line.text) and line.row is None:
            return lines[at:]
    return lines


def _read_agenda(lines: Sequence[Line], text: str) -> Draft:
    """F3 without its note: title pages, membership, the list of items, the reports behind it."""
    start = agenda_start(lines)
    start = len(lines) if start is None else start
    draft = _start(read_agenda_header(lines, start, text))
    draft.members = read_membership(lines[:start], text)
    draft.used |= draft.members.used
    listed = read_agenda_items(lines, start, text)
    draft.used |= listed.used
    draft.findings.extend(listed.findings)
    behind = [line for line in lines[start:] if line.index not in listed.used]
    furniture = running_headers(tuple(behind), draft.header.board)
    draft.furniture |= furniture
    draft.items, used = read_papers(
        listed.items, [line for line in behind if line.index not in furniture], draft.header.venue
    )
    draft.used |= used
    draft.findings.extend(finding for item in draft.items for finding in restriction_findings(item))
    return draft


def _read_page(lines: Sequence[Line], text: str) -> Draft:
    """F5: a meeting page, numbers alone on their lines."""
    draft = _start(read_page_header(lines, text))
    opening = [line for line in lines[: _first_head(lines, text)] if line.index not in draft.used]
    draft.people = read_present(opening, text)
    draft.used |= draft.people.used
    draft.findings.extend(draft.people.findings)
    _read_body(draft, lines, text, bare=False)
    return draft


def _read_item_page(lines: Sequence[Line], text: str) -> Draft:
    """F4: the page of one item."""
    draft = _start(read_page_header(lines, text))
    at = next((at for at, line in enumerate(lines) if ITEM_PAGE.match(line.text)), -1)
    number = next((match["number"] or "" for line in lines[:20] if (match := MEETING_OF.search(line.text))), "")
    title_at = next((other for other in range(at + 1, len(lines)) if lines[other].index not in draft.used), None)
    if title_at is None:
        return draft
    draft.used |= {lines[at].index} if at >= 0 else set()
    body = [line for line in lines[title_at:] if line.index not in draft.used]
    draft.furniture |= dropped(body, ())
    body = [line for line in body if line.index not in draft.furniture]
    if not body:
        return draft
    head = Head(at=0, number=number, title=body[0].text, form="alone", strong=True, title_at=0)
    _add_items(draft, read_items(body, [head], Context(text=text, board=draft.header.board, formal=True)), body, 0)
    return draft


def _read_brief(lines: Sequence[Line], text: str) -> Draft:
    """F8: a bare list of decisions."""
    return _read_formal(lines, text, brief=True)


def _read_formal(lines: Sequence[Line], text: str, *, brief: bool = False) -> Draft:
    """F6 and F8: a header in sentences, lists of people, numbered items."""
    lines, cut = split_inline(lines, text)
    first = _first_head(lines, text)
    opening = lines[:first]
    draft = _start(read_formal_header(opening, text))
    people = [line for line in opening if line.index not in draft.used]
    draft.people = read_present(people, text)
    draft.used |= draft.people.used
    draft.findings.extend(draft.people.findings)
    for line in cut:
        message = "An item starts in the middle of a paragraph; the paragraph was cut there."
        draft.findings.append(Finding(code="item-inside-paragraph", message=message, span=line.span))
    _read_body(draft, lines, text, bare=False, brief=brief)
    return draft


def _first_head(lines: Sequence[Line], text: str) -> int:
    """Where the first item starts; titles without numbers count when several stand behind the header."""
    heads = find_heads(lines, bare=False)
    if heads and heads[0].form != "none":
        return heads[0].at
    header = read_formal_header(lines[:_OPENING], text).used
    body = [at for at, line in enumerate(lines) if line.index not in header]
    heads = find_heads([lines[at] for at in body], bare=False)
    if heads and heads[0].form != "none":
        return body[heads[0].at]
    titles = [body[head.at] for head in heads if not names_a_body(head.title)]
    return min(titles[0] if len(titles) >= _SEVERAL else _OPENING, _OPENING, len(lines))


def _read_action_table(lines: Sequence[Line], text: str) -> Draft:
    """F7: a table with a column of actions."""
    table_at = next((at for at in range(len(lines)) if table_head(lines, at)), len(lines))
    draft = _start(read_formal_header(lines[:table_at], text))
    people = [line for line in lines[:table_at] if line.index not in draft.used]
    draft.people = read_present(people, text)
    draft.used |= draft.people.used
    known = known_people({person.name for person in draft.people.people})
    rest = [line for line in lines if line.index not in draft.used]
    items, used, furniture = read_action_table(
        rest, Context(text=text, board=draft.header.board, known=known, formal=True)
    )
    draft.items, draft.findings = items.items, draft.findings + items.findings
    draft.used |= used
    draft.furniture |= furniture
    return draft


_READERS: dict[str, Callable[[Sequence[Line], str], Draft]] = {
    "F1": _read_note,
    "F2": _read_note,
    "F3": _read_note,
    "F4": _read_item_page,
    "F5": _read_page,
    "F6": _read_formal,
    "F7": _read_action_table,
    "F8": _read_brief,
}


def _read_body(draft: Draft, lines: Sequence[Line], text: str, *, bare: bool, brief: bool = False) -> None:
    """The items among `lines`, and the preamble before them."""
    rest = [line for line in lines if line.index not in draft.used]
    running = running_headers(tuple(rest), draft.header.board)
    draft.furniture |= running
    rest = [line for line in rest if line.index not in running]
    heads = find_heads(rest, bare=bare)
    marks = {index for head in heads for index in (rest[head.at].index, rest[head.title_at].index)}
    draft.furniture |= dropped(rest, marks)
    whole = [line for line in rest if line.index not in draft.furniture]
    kept = _rejoined(whole, draft.furniture)
    draft.used |= {line.index for line in whole} - {line.index for line in kept}
    where = {line.index: at for at, line in enumerate(kept)}
    heads = tuple(
        replace(head, at=where[rest[head.at].index], title_at=where[rest[head.title_at].index])
        for head in heads
        if rest[head.at].index in where and rest[head.title_at].index in where
    )
    first = heads[0].at if heads else len(kept)
    last = heads[-1].title_at if heads else first
    known = known_people({person.name for person in draft.people.people})
    known |= called(line.text for line in kept[:first]) if brief else frozenset()
    context = Context(text=text, board=draft.header.board, known=known, formal=not bare, brief=brief)
    end = closing_start(kept, last)
    _add_items(draft, read_items(kept[:end], heads, context), kept[:end], first)
    draft.used |= {line.index for line in closing_words(kept[end:])}


def _rejoined(lines: Sequence[Line], furniture: set[int]) -> list[Line]:
    """Lines with the halves of a sentence put together that a running header or a page number stood between."""
    result: list[Line] = []
    for line in lines:
        last = result[-1] if result else None
        if last is not None and line.index - 1 in furniture and _goes_on(last, line):
            span = Span(last.span.start, max(last.span.end, line.span.end), last.span.page)
            result[-1] = replace(last, text=f"{last.text} {line.text}", span=span)
        else:
            result.append(line)
    return result


def _goes_on(first: Line, second: Line) -> bool:
    open_end = not first.text.endswith((".", ":", ";", "!", "?")) and len(first.text.split()) >= 4 and not first.strong
    return open_end and second.kind is PassageKind.PARAGRAPH and second.text[:1].islower()


def _add_items(draft: Draft, items: Items, lines: Sequence[Line], first: int) -> None:
    draft.items = items.items
    draft.findings.extend(items.findings)
    draft.preamble = tuple(line.passage() for line in lines[:first])
    draft.used |= {line.index for line in lines}
