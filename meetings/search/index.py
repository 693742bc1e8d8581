"""The index is kept in step with the records, rebuilt from them, and compared with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from meetings import public
from meetings.models import AgendaItem, Authority, Meeting, Member, SearchEntry
from meetings.models.prepared import Prepared
from meetings.models.turn import turn
from meetings.search.backends import backend
from meetings.search.entries import PERSONS, Entry, entries_of, entries_of_people
from meetings.search.ids import PEOPLE, Kind
from meetings.search.vocabulary import count, count_again, is_counted

_BATCH = 100
"""Meetings, or people, of one transaction."""
_AT_ONCE = 90
"""Rows of one statement: SQLite takes no more than 32,766 values in one, and old ones 999."""
_KIND_OF: dict[type[Member | Authority], Kind] = {model: kind for kind, model in PERSONS.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that is not as the records have it; `what` is `missing`, `left over` or `different`."""

    what: str
    kind: Kind
    record_id: int

    def __str__(self) -> str:
        return f"{self.what}: number {self.record_id} of the {self.kind.name.lower()}"


@turn()
def refresh(meeting: Meeting) -> None:
    """Make the entries of a meeting what the public may see of it now, and those of the people it lists.

    Call it in the transaction of the change, behind the change.
    """
    held = [Entry(*row) for row in _OF_MEETINGS.rows([meeting.pk])]
    change = _Change()
    texts = [entry for entry in held if entry.kind not in PEOPLE]
    change.bring_up_to_date(texts, entries_of([meeting], texts))
    listed = public.seated(meeting)
    for kind, model in PERSONS.items():
        change.of_people(kind, listed[model] | {entry.record_id for entry in held if entry.kind == kind})
    change.store()


@turn()
def refresh_people(model: type[Member | Authority], keys: Set[int]) -> None:
    """Make the entries of the members, or the authorities, of these keys what the public may see of them now.

    Some may be gone. Call it in the transaction of the change, behind the change.
    """
    change = _Change()
    change.of_people(_KIND_OF[model], keys)
    change.store()


def rebuild() -> int:
    """Make every entry anew → how many there are.

    A hundred meetings at once are a transaction, and what is right already is left alone: whoever searches meanwhile
    finds everything, and nobody waits long to write.
    """
    backend().rebuild()
    for meetings in _meetings():
        with turn():
            change = _Change()
            change.bring_up_to_date(*_of_meetings(meetings))
            change.store(counted=False)
    for kind in PERSONS:
        for keys in _people(kind):
            with turn():
                change = _Change()
                change.bring_up_to_date(_held_of_people(kind, keys), entries_of_people(kind, keys))
                change.store(counted=False)
    with turn():
        count_again()
    backend().tidy()
    return SearchEntry.objects.count()


def look_again() -> None:
    """Let the database look at what it holds: after many new rows it would choose its ways by the old numbers."""
    backend().look_again()


def is_old() -> bool:
    """Whether the index is one that an earlier version of the program made, or was never made: a quick look at a few
    entries, which sees neither a change of language nor what `differences` is for."""
    entries = SearchEntry.objects.values_list("made_of", flat=True)
    seen = [*entries.order_by("docid")[:1], *entries.order_by("-docid")[:1]]
    return None in seen if seen else AgendaItem.objects.public().exists()


def differences() -> Iterator[Difference]:
    """Every entry that is not what the door would give today."""
    for meetings in _meetings():
        yield from _compared(*_of_meetings(meetings))
    for kind in PERSONS:
        for keys in _people(kind):
            yield from _compared(_held_of_people(kind, keys), entries_of_people(kind, keys))


def _meetings() -> Iterator[list[int]]:
    """The keys of all meetings, a hundred at once."""
    return _batches(Meeting.objects.values_list("pk", flat=True))


def _people(kind: Kind) -> Iterator[list[int]]:
    """The same of all members or authorities, and of those that the index has only."""
    held = SearchEntry.objects.filter(kind=kind).order_by().values_list("record_id", flat=True)
    return _batches(PERSONS[kind].objects.order_by().values_list("pk", flat=True).union(held))


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    held = sorted(keys)
    for start in range(0, len(held), _BATCH):
        yield held[start : start + _BATCH]


def _of_meetings(keys: Collection[int]) -> tuple[list[Entry], Iterator[Entry]]:
    """What the index holds of the texts of these meetings, and what it should."""
    held = [Entry(*row) for row in _OF_MEETINGS.rows(keys)]
    texts = [entry for entry in held if entry.kind not in PEOPLE]
    return texts, entries_of(list(Meeting.objects.filter(pk__in=keys)))


def faults() -> list[str]:
    """What is wrong in what is made of the entries, in sentences."""
    return [*backend().faults(), *([] if is_counted() else ["The words do not agree with the entries."])]


class _Change:
    """What a change does to the index: gathered first, and stored at once."""

    def __init__(self) -> None:
        self.added: list[Entry] = []
        self.stale: list[Entry] = []

    def bring_up_to_date(self, held: Iterable[Entry], wanted: Iterable[Entry]) -> None:
        """Leave alone what is as wanted, delete what is not, add what is missing."""
        left = {entry.key: entry for entry in held}
        for entry in wanted:
            if left.get(entry.key) == entry:
                del left[entry.key]
            else:
                self.added.append(entry)
        self.stale += left.values()

    def of_people(self, kind: Kind, keys: Collection[int]) -> None:
        """The same for these members or authorities."""
        if keys:
            held = _held_of_people(kind, keys)
            self.bring_up_to_date(held, entries_of_people(kind, keys, held))

    def store(self, *, counted: bool = True) -> None:
        """Write it; unless all words are counted again later, those of these entries are counted."""
        for start in range(0, len(self.stale), _AT_ONCE):
            gone = [entry.docid for entry in self.stale[start : start + _AT_ONCE]]
            SearchEntry.objects.filter(docid__in=gone).delete()
        self.added.sort()  # by id: FTS5 closes a segment whenever one is below the one before
        with connection.cursor() as cursor:
            for start in range(0, len(self.added), _AT_ONCE):
                rows = self.added[start : start + _AT_ONCE]
                cursor.execute(_INSERT + ", ".join([_ROW] * len(rows)), [value for row in rows for value in row])
        if counted:
            count(added=(entry.words for entry in self.added), gone=(entry.words for entry in self.stale))


def _held_of_people(kind: Kind, keys: Collection[int]) -> list[Entry]:
    return [Entry(*row) for row in _OF_PEOPLE[kind].rows(keys)]


def _entries_at(keys: RawSQL) -> QuerySet[Any, Any]:
    return SearchEntry.objects.filter(meeting__in=keys).order_by().values_list(*Entry._fields)


def _entries_of(kind: Kind, keys: RawSQL) -> QuerySet[Any, Any]:
    return SearchEntry.objects.filter(kind=kind, record_id__in=keys).order_by().values_list(*Entry._fields)


_INSERT = f"INSERT INTO meetings_searchentry ({', '.join(Entry._fields)}) VALUES "  # noqa: S608 - names of columns
_ROW = f"({', '.join(['%s'] * len(Entry._fields))})"
"""Plain SQL: Django's own way takes several times as long as the index itself. And many rows in one statement, since
FTS5 writes out what it has gathered before each."""

_OF_MEETINGS = Prepared(_entries_at)
_OF_PEOPLE = {kind: Prepared(partial(_entries_of, kind)) for kind in PERSONS}


def _compared(held: Iterable[Entry], wanted: Iterable[Entry]) -> Iterator[Difference]:
    here, there = ({entry.key: entry for entry in entries} for entries in (held, wanted))
    for key in sorted(here.keys() | there.keys()):
        if here.get(key) == there.get(key):
            continue
        what = "missing" if key not in here else "left over" if key not in there else "different"
        yield Difference(what, Kind(key[0]), int(key[1]))
