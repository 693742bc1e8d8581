"""Minutes set as a table with a column of actions: initials, or whole actions, beside the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.attendance import rows_of
from meetings.minutes.candidates import Head
from meetings.minutes.context import Context
from meetings.minutes.dates import TIME, find_dates
from meetings.minutes.furniture import is_only_a_date
from meetings.minutes.heads import clean_title
from meetings.minutes.inferred import sentences
from meetings.minutes.items import Items, for_item, title_and_body
from meetings.minutes.lines import Line, locate
from meetings.minutes.outcomes import read_outcomes
from meetings.minutes.owners import acts_first, due_date, is_routine, names_only, owners_of, split_owners
from meetings.minutes.structure import Action, Item
from meetings.minutes.vocabulary import TABLE_HEADS

_NUMBER = re.compile(r"^(?P<number>\d{1,4}(?:[./]\d{1,4}){0,2}[A-Za-z]?)[.)]?$")
_NUMBER_TITLE = re.compile(r"^(?P<number>\d{1,4}(?:[./]\d{1,4}){0,2}[A-Za-z]?)[.)]?\s+(?P<title>\S.*)$", re.S)
_INITIALS = re.compile(r"^[A-Z]{2,4}(?:\s*[/&,]\s*(?:and\s+)?[A-Z]{2,4})*$")
_BY_WHEN = re.compile(r"\s+(?:by|before|for)\s+.+$", re.I)
_NO_ACTION = frozenset(
    (
        "noted", "agreed", "approved", "n/a", "none", "nil", "-", "–", "—", "info", "information", "for information",
        "for info", "all to note", "to note", "complete", "completed", "done", "ongoing", "closed", "discussed",
        "no action", "no actions",
    )
)  # fmt: skip
_WIDE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of a table of minutes hold what; -1 for none. All others are text."""

    width: int
    action: int = -1
    who: int = -1
    when: int = -1

    def at(self, kind: str, width: int) -> int:
        """The place of a column in a row of so many cells: a row with more cells than the head has them in front."""
        own: int = getattr(self, kind)
        return own + max(0, width - self.width) if own > 0 else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row by what its columns hold."""

    text: Sequence[Sequence[Line]]
    action: Sequence[Line] = ()
    who: Sequence[Line] = ()
    when: Sequence[Line] = ()
    span: Span


def table_head(lines: Sequence[Line], at: int) -> Columns | None:
    """The columns of a table of minutes whose head is the row that starts here; None when it is no such head.

    A table of two columns needs heads that are known, one of three or more only those for items and for who acts.
    """
    line = lines[at]
    if line.row is None or line.columns < 2 or (at and lines[at - 1].row == line.row):
        return None
    row = [other for other in lines[at : at + 8] if other.row == line.row]
    kinds = {other.column: TABLE_HEADS.get(other.text.strip(" :*").lower(), "") for other in row}
    found = set(kinds.values())
    acts, stands = found & {"action", "who"}, found & ({"number"} if line.columns >= _WIDE else {"number", "text"})
    if not acts or not stands or (line.columns < _WIDE and "" in found):
        return None
    where = {kind: column or 0 for column, kind in reversed(kinds.items())}
    return Columns(
        width=line.columns, action=where.get("action", -1), who=where.get("who", -1), when=where.get("when", -1)
    )


def read_action_table(lines: Sequence[Line], context: Context) -> tuple[Items, set[int], set[int]]:
    """Items of the table, the lines they use, and the lines that are furniture.

    A row with a number opens an item; the other rows go on with it. Its head says which columns hold actions, who
    must act, and by when; without a head the last of three or more holds actions.
    """
    result = Items()
    used: set[int] = set()
    furniture: set[int] = set()
    columns: Columns | None = None
    for row in _rows(lines):
        indexes = {line.index for line in row}
        cells = next(rows_of(row), [])
        if not cells:
            if result.items:
                plain = _Row(text=[row], span=Span(row[0].span.start, row[-1].span.end))
                _extend(result, list(row), plain, context)
                used |= indexes
            continue
        head = table_head(row, 0)
        if head is not None or _only_heads(cells):
            columns = head or columns
            furniture |= indexes
            continue
        _take_row(result, _row(cells, columns), context)
        used |= indexes
    return result, used, furniture


def _rows(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Table rows, and runs of lines between them."""
    for _, row in itertools.groupby(lines, key=lambda line: line.row):
        yield list(row)


def _only_heads(cells: Sequence[Sequence[Line]]) -> bool:
    words = [" ".join(line.text for line in cell).strip(" :*").lower() for cell in cells]
    return all(word in TABLE_HEADS for word in words if word)


def _row(cells: Sequence[Sequence[Line]], columns: Columns | None) -> _Row:
    width = len(cells)
    if columns is None:
        columns = Columns(width=width, action=width - 1 if width >= _WIDE else -1)
    place = {kind: columns.at(kind, width) for kind in ("action", "who", "when")}
    held = {kind: cells[at] if 0 <= at < width else () for kind, at in place.items()}
    everything = [line for cell in cells for line in cell]
    return _Row(
        text=[cell for at, cell in enumerate(cells) if at not in place.values()],
        span=Span(everything[0].span.start, everything[-1].span.end),
        **held,
    )


def _take_row(result: Items, row: _Row, context: Context) -> None:
    body = [line for cell in row.text for line in cell]
    numbered = _number(row)
    if numbered and _is_part(numbered, result) and len(body) > 1:
        body = [replace(body[1], marker=body[1].marker or numbered), *body[2:]]
    elif row.text and (head := _head(row, numbered)) is not None:
        number, title_line, words = head
        body = [*_open(result, number, title_line, words, row.span, context), *body[body.index(title_line) + 1 :]]
    if not result.items:
        result.items.append(Item(number="", position=1, title="", span=row.span, title_span=row.span))
    _extend(result, body, row, context)


def _number(row: _Row) -> str:
    """The number that stands alone in the first cell, blank when there is none or nothing stands beside it."""
    first = row.text[0] if row.text else ()
    match = _NUMBER.match(first[0].marked.strip()) if len(first) == 1 else None
    return match["number"] if match and any(row.text[1:]) else ""


def _is_part(number: str, result: Items) -> bool:
    """Whether `3.1` is a paragraph of item 3 above it."""
    above = result.items[-1].number if result.items else ""
    return bool(above) and number.startswith(f"{above}.")


def _head(row: _Row, number: str) -> tuple[str, Line, str] | None:
    """(number, line of the title, title and what stands behind it) of a row that opens an item."""
    cells = row.text
    if number:
        line = next(cell[0] for cell in cells[1:] if cell)
        return number, line, line.text
    if not cells[0]:
        return None
    line = cells[0][0]
    titled = _NUMBER_TITLE.match(line.marked.strip())
    if titled and not is_only_a_date(line.text) and not _is_when(line.text):
        return titled["number"], line, titled["title"]
    stands = line.text[:1].isupper() and len(line.text) <= 60 and not line.text.endswith((".", ":", ";"))
    beside = any(cells[1:]) and (row.action or row.who or len(cells) > 1)
    return ("", line, line.text) if stands and beside and len(cells[0]) == 1 and not line.marker else None


def _open(result: Items, number: str, line: Line, words: str, span: Span, context: Context) -> list[Line]:
    """Opens an item; the lines that stand in one line with its title."""
    head = Head(at=0, number=number, title=words, form="int", title_at=0)
    title, rest, findings = title_and_body(head, line, context.text)
    result.findings.extend(findings)
    result.items.append(
        Item(
            number=number,
            position=len(result.items) + 1,
            title=clean_title(title),
            span=span,
            title_span=locate(context.text, line.span, title),
        )
    )
    return rest


def _extend(result: Items, body: Sequence[Line], row: _Row, context: Context) -> None:
    item = result.items[-1]
    outcomes = read_outcomes(body, for_item(context, item.title))
    result.findings.extend(outcomes.findings)
    silent = _only_a_date(body) or _says_nothing(row)
    beside = [line.passage() for line in (*row.action, *row.who, *row.when)] if silent else []
    decided = frozenset(decision.text for decision in outcomes.decisions)
    found = () if silent else _actions(row, body, context, result.findings)
    actions = [action for action in found if action.text not in decided]
    own = {line.text for line in row.action} if actions else set()
    written = [action for action in outcomes.actions if action.text not in own]
    result.items[-1] = replace(
        item,
        span=Span(item.span.start, max(row.span.end, item.span.end)),
        passages=(*item.passages, *outcomes.passages, *beside),
        decisions=(*item.decisions, *outcomes.decisions),
        actions=(*item.actions, *_once([*written, *actions])),
    )


def _once(actions: Sequence[Action]) -> list[Action]:
    """The actions, of two with the same words the later: it has the owners of the column."""
    return list({action.text: action for action in actions}.values())


def _says_nothing(row: _Row) -> bool:
    """`Noted` or a dash in the column of actions, and nobody beside it."""
    return all(line.text.strip().lower().rstrip(".") in _NO_ACTION for line in (*row.action, *row.who))


def _only_a_date(body: Sequence[Line]) -> bool:
    """Whether the row says no more than when the next meeting is."""
    return bool(body) and all(_is_when(line.text) for line in body)


def _is_when(text: str) -> bool:
    rest = TIME.sub("", text)
    for found in reversed(find_dates(rest)):
        rest = rest[: found.start] + rest[found.end :]
    return bool(find_dates(text)) and not re.sub(r"\b(?:at|on|the|from)\b|\W", "", rest)


def _actions(row: _Row, body: Sequence[Line], context: Context, findings: list[Finding]) -> Iterator[Action]:
    """The actions of a row: written out in their column, or the text beside those who must act."""
    written = [line for line in row.action if line.text.strip().lower().rstrip(".") not in _NO_ACTION]
    named = [line for line in written if _names_who(line, context) and body]
    told = [line for line in written if line not in named]
    for at, line in enumerate(told):
        owners = owners_of(line.text, known=context.known)
        beside = row.who[at : at + 1] if len(row.who) == len(told) else row.who
        owners = _column_owners(beside) or owners or (_column_owners(named) if not row.who else ())
        yield _action(line, line.span, owners, row, row.who, findings)
    if not told and (who := [*named, *row.who]):
        yield from _beside(body, who, row, context, findings)


def _names_who(line: Line, context: Context) -> bool:
    who = _BY_WHEN.sub("", line.text.strip())
    return bool(_INITIALS.match(who)) or names_only(who, known=context.known)


def _column_owners(lines: Sequence[Line]) -> tuple[str, ...]:
    """Who must act, as a column of nothing else names them."""
    found = [owner for line in lines for owner in split_owners(_BY_WHEN.sub("", line.text.strip()))]
    return tuple(dict.fromkeys(owner for owner in found if owner.lower() not in _NO_ACTION and not _is_when(owner)))


def _beside(
    body: Sequence[Line], who: Sequence[Line], row: _Row, context: Context, findings: list[Finding]
) -> Iterator[Action]:
    """Who must act stands beside the text: its sentences that say who does what, else its last paragraph."""
    owners = _column_owners(who)
    if not body or not owners:
        return
    known = context.known | {owner.lower() for owner in owners}
    acting = [
        (line, sentence)
        for line in body
        for sentence in sentences(line.text)
        if acts_first(sentence, known=known) and not is_only_a_date(sentence)
    ]
    if not acting:
        last = body[-1]
        yield _action(last, Span(last.span.start, who[-1].span.end), owners, row, who, findings)
        return
    for line, sentence in acting:
        own = acts_first(sentence, known=known) if len(acting) > 1 else owners
        span = locate(context.text, line.span, sentence)
        yield _action(replace(line, text=sentence), span, own, row, who, findings)


def _action(
    line: Line, span: Span, owners: tuple[str, ...], row: _Row, near: Sequence[Line], findings: list[Finding]
) -> Action:
    """One action; `near` are the lines beside it that may say by when."""
    if not owners:
        findings.append(Finding(code="no-owner", message="Nobody is named who must do this.", span=line.span))
    dates = [found.date for cell in (row.when, near) for each in cell for found in find_dates(each.text)]
    return Action(
        text=line.text,
        span=span,
        owners=owners,
        due=due_date(line.text) or next((date for date in dates if date), None),
        heading="Action",
        boilerplate=is_routine(line.text),
    )
