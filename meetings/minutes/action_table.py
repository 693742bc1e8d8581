"""Minutes set as a table with a column of actions: initials, or whole actions, beside the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.attendance import rows_of
from meetings.minutes.context import Context
from meetings.minutes.dates import TIME, find_dates
from meetings.minutes.heads import clean_title
from meetings.minutes.items import Items
from meetings.minutes.lines import Line, locate
from meetings.minutes.outcomes import read_outcomes
from meetings.minutes.owners import due_date, is_routine, names_only, owners_of
from meetings.minutes.structure import Action, Item, Passage

_NUMBER = re.compile(r"^(?P<number>\d{1,4}(?:[./]\d{1,4}){0,2}[A-Za-z]?)[.)]?$")
_NUMBER_TITLE = re.compile(r"^(?P<number>\d{1,4}(?:[./]\d{1,4}){0,2}[A-Za-z]?)[.)]?\s+(?P<title>\S.*)$")
_INITIALS = re.compile(r"^[A-Z]{2,4}(?:\s*[/&,]\s*(?:and\s+)?[A-Z]{2,4})*$")
_BY_WHEN = re.compile(r"\s+(?:by|before|for)\s+.+$", re.I)
_HEADS = frozenset(
    (
        "item",
        "no",
        "no.",
        "ref",
        "discussion",
        "action",
        "actions",
        "action by",
        "minute",
        "agenda item",
        "who",
        "owner",
        "by whom",
        "subject",
        "notes",
        "lead",
        "by",
        "when",
    )
)
_NO_ACTION = frozenset(("noted", "agreed", "n/a", "none", "-", "–", "info", "for information", "all to note"))


def read_action_table(lines: Sequence[Line], context: Context) -> tuple[Items, set[int], set[int]]:
    """Items of the table, the lines they use, and the lines that are furniture.

    A row with a number opens an item; the other rows go on with it. The last column holds actions.
    """
    result = Items()
    used: set[int] = set()
    furniture: set[int] = set()
    for row in _rows(lines):
        indexes = {line.index for line in row}
        cells = next(rows_of(row), [])
        words = [" ".join(line.text for line in cell).strip() for cell in cells]
        if not cells:
            if result.items:
                _extend(result, row, [], Span(row[0].span.start, row[-1].span.end), context)
                used |= indexes
            continue
        if all(word.lower() in _HEADS for word in words if word):
            furniture |= indexes
            continue
        _take_row(result, cells, words, context)
        used |= indexes
    return result, used, furniture


def _rows(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Table rows, and runs of lines between them."""
    for _, row in itertools.groupby(lines, key=lambda line: line.row):
        yield list(row)


def _take_row(result: Items, cells: Sequence[Sequence[Line]], words: Sequence[str], context: Context) -> None:
    head = _head(words) or _titled(words)
    width = len(cells)
    body_cells = list(cells[1:-1]) if width > 2 else list(cells[1:])
    action_cell = cells[-1] if width > 2 else []
    body = [line for cell in body_cells for line in cell]
    everything = [line for cell in cells for line in cell]
    span = Span(everything[0].span.start, everything[-1].span.end)
    if head is not None:
        number, title = head
        title_lines = body[:1] if body and title == body[0].text else cells[0]
        place = Span(title_lines[0].span.start, title_lines[-1].span.end, title_lines[0].span.page)
        result.items.append(
            Item(
                number=number,
                position=len(result.items) + 1,
                title=clean_title(title),
                span=span,
                title_span=locate(context.text, place, title),
            )
        )
        used = {line.index for line in title_lines}
        body = [line for line in body if line.index not in used]
    else:
        body = [*cells[0], *body]
    if not result.items:
        result.items.append(Item(number="", position=1, title="", span=span, title_span=span))
    _extend(result, body, action_cell, span, context)


def _titled(words: Sequence[str]) -> tuple[str, str] | None:
    """A row without a number whose first cell is a title, with text beside it."""
    title = words[0]
    stands = title[:1].isupper() and len(title) <= 60 and not title.endswith((".", ":", ";"))
    return ("", title) if stands and len(words) > 2 and words[1] else None


def _head(words: Sequence[str]) -> tuple[str, str] | None:
    match = _NUMBER.match(words[0])
    if match and len(words) > 1:
        return match["number"], words[1].split("\n")[0]
    titled = _NUMBER_TITLE.match(words[0])
    return (titled["number"], titled["title"]) if titled else None


def _extend(result: Items, body: Sequence[Line], action_cell: Sequence[Line], span: Span, context: Context) -> None:
    item = result.items[-1]
    outcomes = read_outcomes(body, context)
    result.findings.extend(outcomes.findings)
    actions = list(outcomes.actions)
    passages: list[Passage] = list(outcomes.passages)
    for line in action_cell:
        if _only_a_date(body) or line.text.strip().lower().rstrip(".") in _NO_ACTION | _HEADS:
            passages.append(line.passage())
        else:
            actions.append(_action(line, body, context, result.findings))
    result.items[-1] = replace(
        item,
        span=Span(item.span.start, span.end),
        passages=(*item.passages, *passages),
        decisions=(*item.decisions, *outcomes.decisions),
        actions=(*item.actions, *actions),
    )


def _only_a_date(body: Sequence[Line]) -> bool:
    """Whether the row says no more than when the next meeting is."""
    return bool(body) and all(_is_when(line.text) for line in body)


def _is_when(text: str) -> bool:
    rest = TIME.sub("", text)
    for found in reversed(find_dates(rest)):
        rest = rest[: found.start] + rest[found.end :]
    return bool(find_dates(text)) and not re.sub(r"\b(?:at|on|the|from)\b|\W", "", rest)


def _action(line: Line, body: Sequence[Line], context: Context, findings: list[Finding]) -> Action:
    """An action written out in its column; initials alone belong to the text beside them."""
    who = _BY_WHEN.sub("", line.text.strip())
    if body and (_INITIALS.match(who) or names_only(who, known=context.known)):
        owners = tuple(re.findall(r"[A-Z]{2,4}", who)) or owners_of(who, known=context.known)
        return Action(
            text=body[-1].text,
            span=Span(body[-1].span.start, line.span.end),
            owners=owners,
            due=due_date(body[-1].text) or due_date(line.text),
            heading="Action",
        )
    owners = owners_of(line.text, known=context.known)
    if not owners:
        findings.append(Finding(code="no-owner", message="Nobody is named who must do this.", span=line.span))
    return Action(
        text=line.text,
        span=line.span,
        owners=owners,
        due=due_date(line.text),
        heading="Action",
        boilerplate=is_routine(line.text),
    )
