"""Which characters of a source stand in public records, which in secret ones, and where each record stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    Meeting,
    MeetingSource,
    Membership,
    Paper,
)
from meetings.public.blocks import Mark
from meetings.public.spans import Range, minus, ranges, touches, union

_IN_ITEMS: dict[str, Any] = {"decision": Decision, "action": Action, "declaration": Declaration, "paper": Paper}
_PEOPLE: dict[str, Any] = {"person": Attendance, "membership": Membership}
_ENTRIES = ("passages", "decisions", "actions", "declarations")

Read = dict[str, Any]
"""A part of a reading, as the codec writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What may be shown of one source: `public` ranges, `secret` ones that must leave no trace, and records."""

    public: list[Range]
    secret: list[Range]
    marks: list[Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnFile:
    """The records of a published meeting; `told` holds the keys of those that the source at hand tells."""

    meeting: Meeting
    row: MeetingSource
    items: list[Any]
    parts: list[tuple[str, Any]]
    """(kind, record) of everything in items."""
    people: list[tuple[str, Any]]

    def here(self, record: Any) -> bool:
        """Whether the source at hand tells of it, so that its place is a place in this text."""
        return bool(record.told_by_id == self.row.pk and record.start is not None and record.end is not None)

    def open(self) -> Iterator[tuple[str, Any]]:
        """(kind, record) of everything public that stands in this text, but items."""
        public = [(kind, record) for kind, record in self.parts if not record.item.restricted]
        yield from ((kind, record) for kind, record in [*public, *self.people] if self.here(record))


def telling(row: MeetingSource, of: Meeting) -> Telling:
    """What one source of a published meeting shows, and what it must not.

    Public is the text that the reading gives to the meeting itself (header, introduction, people), to each item that
    is on file and unrestricted, and to the papers of unrestricted items. Not public is what restricted items hold,
    left-over text, what the file says of other meetings, items that are not on file, and any passage, record or
    name that was read here but is not on file.
    """
    entries = [entry if isinstance(entry, dict) else {} for entry in row.reading.minutes]
    entry = entries[row.index] if row.index < len(entries) else {}
    on_file = _on_file(row, of)
    known = [(item, record) for item in entry.get("items", []) if (record := _record_of(item, on_file))]
    unknown = [item for item in entry.get("items", []) if not _record_of(item, on_file)]
    closed = union(_restricted(entry, on_file), _foreign(entries, row.index))
    doubtful = _every(unknown, "span")
    outer = minus([*ranges(entry.get("own", [])), *_every((item for item, _ in known), "span")], doubtful)
    papers = ranges((record.start, record.end) for kind, record in on_file.open() if kind == "paper")
    hidden = union(closed, _every(entry.get("left_over", []), "span"), _gone(entry, known, on_file))
    public = minus([*outer, *papers], hidden)
    return Telling(public=public, secret=union(closed, doubtful), marks=list(_marks(on_file, known)))


def _on_file(row: MeetingSource, of: Meeting) -> _OnFile:
    items = {item.pk: item for item in AgendaItem.objects.filter(meeting=of).order_by("position")}
    parts = [
        (kind, record)
        for kind, model in _IN_ITEMS.items()
        for record in model.objects.filter(item__meeting=of).order_by("item__position", "position")
    ]
    for _, record in parts:
        record.item = items[record.item_id]
    people = [(kind, record) for kind, model in _PEOPLE.items() for record in model.objects.filter(meeting=of)]
    return _OnFile(meeting=of, row=row, items=list(items.values()), parts=parts, people=people)


def _record_of(told: Read, on_file: _OnFile) -> Any:
    """The unrestricted item on file that is this one; None when in doubt.

    It stands at the same place of the same source, or else it has the same number and title and no restricted item
    shares either.
    """
    start = (told.get("span") or [None])[0]
    here = [item for item in on_file.items if on_file.here(item) and item.start == start]
    if here:
        return None if any(item.restricted for item in here) else here[0]
    number, title = told.get("number", ""), _folded(told.get("title", ""))
    alike = [
        item for item in on_file.items if (number and item.number == number) or (title and _folded(item.title) == title)
    ]
    if told.get("restricted") or any(item.restricted for item in alike):
        return None
    same = [item for item in alike if (item.number, _folded(item.title)) == (number, title)]
    return same[0] if len(same) == 1 and not on_file.here(same[0]) else None


def _every(parts: Iterable[Read], name: str) -> list[Range]:
    return ranges(part.get(name) or () for part in parts)


def _whole(items: Iterable[Read]) -> Iterator[Range]:
    """All that belongs to items as read, papers and all."""
    for item in items:
        yield from _every([item], "span")
        yield from _every([item], "title_span")
        for name in (*_ENTRIES, "papers"):
            yield from _every(item.get(name, []), "span")


def _restricted(entry: Read, on_file: _OnFile) -> Iterator[Range]:
    """Everything that restricted items hold: as read, as filed, and what a clerk moved into one."""
    closed = [item for item in on_file.items if item.restricted and on_file.here(item)]
    starts = {item.start for item in closed}
    yield from _whole(item for item in entry.get("items", []) if (item.get("span") or [None])[0] in starts)
    for item in closed:
        yield from ranges([(item.start, item.end), (item.heading_start, item.heading_end)])
        yield from _every(item.passages, "span")
    inside = (record for _, record in on_file.parts if record.item.restricted and on_file.here(record))
    yield from ranges((record.start, record.end) for record in inside)


def _foreign(entries: list[Read], index: int) -> Iterator[Range]:
    """What the file says of other meetings, or of none yet."""
    for n, other in enumerate(entries):
        if n != index:
            yield from ranges(other.get("own", []))
            yield from _whole(other.get("items", []))


def _gone(entry: Read, known: list[tuple[Read, Any]], on_file: _OnFile) -> list[Range]:
    """Passages, records and people that were read here and are not on file: a clerk, or a better source, left them."""
    standing = union(_standing(on_file))
    printed = {_folded(seat.printed) for _, seat in on_file.people}
    preamble = {_folded(passage["text"]) for passage in on_file.meeting.preamble}
    read = [(part, printed) for name in ("attendance", "membership") for part in entry.get(name, [])]
    read += [(part, preamble) for part in entry.get("preamble", [])]
    for item, record in known:
        words = _words(record, on_file)
        read += [(part, words) for name in _ENTRIES for part in item.get(name, [])]
    missing = [part for part, words in read if _folded(part.get("printed") or part.get("text", "")) not in words]
    return [each for each in _every(missing, "span") if not touches(each, standing)]


def _standing(on_file: _OnFile) -> Iterator[Range]:
    """Where public records and passages stand."""
    yield from ranges((record.start, record.end) for _, record in on_file.open())
    for item in on_file.items:
        if on_file.here(item) and not item.restricted:
            yield from _every(item.passages, "span")
    if on_file.meeting.told_by_id == on_file.row.pk:
        yield from _every(on_file.meeting.preamble, "span")


def _words(item: Any, on_file: _OnFile) -> set[str]:
    """Everything said in one item on file."""
    records = [record for kind, record in on_file.parts if record.item_id == item.pk and kind != "paper"]
    return {_folded(text) for text in (*(each["text"] for each in item.passages), *(each.text for each in records))}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _marks(on_file: _OnFile, known: list[tuple[Read, Any]]) -> Iterator[Mark]:
    for told, item in known:
        for start, end in _every([told], "title_span"):
            yield Mark(start=start, end=end, at=f"item-{item.ref}", label=_item_label(item))
    for kind, record in on_file.open():
        for start, end in ranges([(record.start, record.end)]):
            yield Mark(start=start, end=end, at=_name(kind, record), label=_label(kind, record))


def _name(kind: str, record: Any) -> str:
    return f"{kind}-{record.position}" if kind in _PEOPLE else f"{kind}-{record.item.ref}-{record.position}"


def _label(kind: str, record: Any) -> str:
    whole = {
        "person": gettext("Attendance of {name}"),
        "membership": gettext("Membership of {name}"),
        "decision": gettext("Decision on {item}"),
        "action": gettext("Action on {item}"),
        "declaration": gettext("Declaration of interest on {item}"),
        "paper": gettext("Paper on {item}"),
    }
    if kind in _PEOPLE:
        return whole[kind].format(name=record.printed)
    further = {
        "decision": gettext("Decision {n} on {item}"),
        "action": gettext("Action {n} on {item}"),
        "declaration": gettext("Declaration of interest {n} on {item}"),
        "paper": gettext("Paper {n} on {item}"),
    }
    item = record.item
    named = gettext("item {number}") if item.number else gettext("item “{title}”")
    named = named.format(number=item.number, title=item.title)
    return (whole if record.position == 1 else further)[kind].format(item=named, n=record.position)


def _item_label(item: Any) -> str:
    if item.number:
        return gettext("Item {number}").format(number=item.number)
    return gettext("Item “{title}”").format(title=item.title)
