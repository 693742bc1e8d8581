"""The index is kept in step with the records, rebuilt from them, and compared with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from meetings import public
from meetings.models import Authority, Meeting, Member, SearchEntry
from meetings.models.turn import turn
from meetings.search.backends import backend
from meetings.search.entries import PERSONS, entries_of, entries_of_people
from meetings.search.ids import PEOPLE, Kind
from meetings.search.vocabulary import count, count_again, is_counted

_FIELDS = ("docid", "kind", "record_id", "part", "meeting_id", "title", "body", "names", "words")
_MEETINGS = 100
_AT_ONCE = 400
"""Rows of one statement: SQLite takes no more than 32,766 values in one, and old ones 999."""
_KIND_OF: dict[type[Member | Authority], Kind] = {model: kind for kind, model in PERSONS.items()}

Row = tuple[Any, ...]


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
    held = SearchEntry.objects.filter(meeting=meeting)
    _bring_up_to_date(held.exclude(kind__in=PEOPLE), entries_of([meeting]))
    anchored = list(held.filter(kind__in=PEOPLE).values_list("kind", "record_id"))
    listed = public.seated(meeting)
    for kind, model in PERSONS.items():
        _refresh_people(kind, listed[model] | {key for of, key in anchored if of == kind})


@turn()
def refresh_people(model: type[Member | Authority], keys: Set[int]) -> None:
    """Make the entries of the members, or the authorities, of these keys what the public may see of them now.

    Some may be gone. Call it in the transaction of the change, behind the change.
    """
    if keys:
        _refresh_people(_KIND_OF[model], keys)


def rebuild() -> int:
    """Make every entry anew → how many there are.

    A hundred meetings at once are a transaction, and what is right already is left alone: whoever searches meanwhile
    finds everything, and nobody waits long to write.
    """
    backend().rebuild()
    for keys in _batches():
        with turn():
            meetings = list(Meeting.objects.filter(pk__in=keys))
            _bring_up_to_date(_held(meetings), entries_of(meetings))
    for kind, model in PERSONS.items():
        with turn():
            _bring_up_to_date(SearchEntry.objects.filter(kind=kind), entries_of_people(kind, _keys(model)))
    with turn():
        count_again()
    backend().tidy()
    return SearchEntry.objects.count()


def differences() -> Iterator[Difference]:
    """Every entry that is not what the door would give today."""
    for keys in _batches():
        meetings = list(Meeting.objects.filter(pk__in=keys))
        yield from _compared(_rows(_held(meetings)), {_key(row): row for row in map(_row, entries_of(meetings))})
    for kind, model in PERSONS.items():
        wanted = {_key(row): row for row in map(_row, entries_of_people(kind, _keys(model)))}
        yield from _compared(_rows(SearchEntry.objects.filter(kind=kind)), wanted)


def _batches() -> Iterator[list[int]]:
    """The keys of all meetings, a hundred at once."""
    keys = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _MEETINGS):
        yield keys[start : start + _MEETINGS]


def _held(meetings: Iterable[Meeting]) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(meeting__in=meetings).exclude(kind__in=PEOPLE)


def faults() -> list[str]:
    """What is wrong in what is made of the entries, in sentences."""
    return [*backend().faults(), *([] if is_counted() else ["The words do not agree with the entries."])]


def _keys(model: type[Member | Authority]) -> list[int]:
    return list(model.objects.values_list("pk", flat=True))


def _refresh_people(kind: Kind, keys: Set[int]) -> None:
    held = SearchEntry.objects.filter(kind=kind, record_id__in=keys)
    _bring_up_to_date(held, entries_of_people(kind, keys))


def _bring_up_to_date(held: QuerySet[SearchEntry], wanted: Iterable[SearchEntry]) -> None:
    """Leave alone what is as wanted, delete what is not, add what is missing."""
    rows, added = _rows(held), []
    for entry in wanted:
        row = _row(entry)
        if rows.get(_key(row)) == row:
            del rows[_key(row)]
        else:
            added.append(entry)
    stale = [row[0] for row in rows.values()]
    for start in range(0, len(stale), _AT_ONCE):
        SearchEntry.objects.filter(docid__in=stale[start : start + _AT_ONCE]).delete()
    added.sort(key=lambda entry: entry.docid)  # FTS5 closes a segment whenever an id is below the one before
    SearchEntry.objects.bulk_create(added, batch_size=_AT_ONCE)
    count(added=(entry.words for entry in added), gone=(row[-1] for row in rows.values()))


def _compared(held: dict[Row, Row], wanted: dict[Row, Row]) -> Iterator[Difference]:
    for key in sorted(held.keys() | wanted.keys()):
        if held.get(key) == wanted.get(key):
            continue
        what = "missing" if key not in held else "left over" if key not in wanted else "different"
        yield Difference(what, Kind(key[0]), int(key[1]))


def _rows(entries: QuerySet[SearchEntry]) -> dict[Row, Row]:
    return {_key(row): row for row in entries.values_list(*_FIELDS)}


def _row(entry: SearchEntry) -> Row:
    return tuple(getattr(entry, name) for name in _FIELDS)


def _key(row: Row) -> Row:
    return row[1:4]
