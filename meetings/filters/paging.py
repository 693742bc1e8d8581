"""Pages of a list by place: the page behind, or before, the so-manieth row of a day, however deep in the list."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Protocol

from django.db.models import QuerySet

from meetings.search.backends.base import Order, Sql
from meetings.search.ids import DAY, day_of, floor_of
from meetings.search.results import Found, Results

_PLACE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|people)\.(?P<skip>0|[1-9][0-9]{0,6})\Z")

_NO_PLACE = "This place in the list cannot be read. Begin at the first page."


@dataclass(frozen=True, slots=True)
class Place:
    """Before the row of a day that `skip` others of that day come before; `day` is None among people."""

    day: dt.date | None
    skip: int

    def __str__(self) -> str:
        return f"{self.day or 'people'}.{self.skip}"


def place(text: str) -> Place:
    """A place as an address has it. Raises ValueError."""
    found = _PLACE.match(text)
    if not found:
        raise ValueError(_NO_PLACE)
    try:
        return Place(None if found["day"] == "people" else dt.date.fromisoformat(found["day"]), int(found["skip"]))
    except ValueError:
        raise ValueError(_NO_PLACE) from None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one page, the first of them the `start`-th of the list (None when that would be long to count).

    `newer` and `older` are the parameters of the pages on either side, blank where there is none.
    """

    object_list: Sequence[Any]
    start: int | None
    newer: tuple[str, str] | None = None
    older: tuple[str, str] | None = None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    @property
    def has_other_pages(self) -> bool:
        """Whether this is not the whole list."""
        return bool(self.newer or self.older)

    @property
    def end(self) -> int | None:
        """The place in the list of the last row."""
        return self.start and self.start + len(self.object_list) - 1


class Line(Protocol):
    """A list in order of days."""

    def onward(self, at: Place | None, many: int) -> list[Any]:
        """Rows from a place, or from the beginning."""

    def back(self, at: Place, many: int) -> list[Any]:
        """The rows before a place, nearest first."""

    def on(self, day: dt.date | None) -> int:
        """How many rows a day has."""

    def ahead(self, day: dt.date | None) -> int | None:
        """How many rows come before a day; None when that would be long to count."""

    def day(self, row: Any) -> dt.date | None:
        """The day of a row."""

    def place(self, index: int) -> Place:
        """The place before the row at an index from 0, which is there."""


def behind(line: Line, at: Place | None, size: int) -> Rows:
    """The page from a place on; the first page when there is none."""
    rows = line.onward(at, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if at is None:
        return Rows(rows, 1, None, ("after", str(_end(line, rows, at))) if more else None)
    ahead = line.ahead(at.day)
    return Rows(
        rows,
        None if ahead is None else ahead + at.skip + 1,
        ("until", str(at)),
        ("after", str(_end(line, rows, at))) if more else None,
    )


def before(line: Line, at: Place, size: int) -> Rows:
    """The page that ends at a place; the first page when fewer rows come before it."""
    rows = line.back(at, size + 1)
    if len(rows) == size:
        return Rows(rows[::-1], 1, None, ("after", str(at)))
    if len(rows) < size:
        return behind(line, None, size)
    rows = rows[size - 1 :: -1]
    first, ahead = _start(line, rows, at), line.ahead(at.day)
    return Rows(
        rows,
        None if ahead is None else ahead + at.skip - size + 1,
        ("until", str(first)),
        ("after", str(at)),
    )


def numbered(rows: Callable[[int, int], Sequence[Any]], number: int, size: int) -> Rows:
    """The page of that number, from 1, of a list that is cut by `rows(start, stop)`."""
    start = (number - 1) * size
    found = rows(start, start + size + 1)
    return Rows(
        found[:size],
        start + 1,
        ("page", str(number - 1)) if number > 1 else None,
        ("page", str(number + 1)) if len(found) > size else None,
    )


def at_number(line: Line, number: int, size: int) -> Place | None:
    """The place where the page of that number, which is there, begins; None for the first."""
    if number == 1:
        return None
    return line.place((number - 1) * size)


def _end(line: Line, rows: Sequence[Any], at: Place | None) -> Place:
    """The place behind the last of these rows, which begin at `at`."""
    day = line.day(rows[-1])
    many = sum(line.day(row) == day for row in rows)
    return Place(day, many + (at.skip if at and at.day == day else 0))


def _start(line: Line, rows: Sequence[Any], end: Place) -> Place:
    """The place before the first of these rows, which end at `end`."""
    day = line.day(rows[0])
    many = sum(line.day(row) == day for row in rows)
    return Place(day, (end.skip if end.day == day else line.on(day)) - many)


class Records:
    """Records of the door in order of the days of their meetings, `date` being the way to these."""

    def __init__(self, rows: QuerySet[Any], date: str, *, newest_first: bool) -> None:
        self.rows, self.date, self.newest_first = rows, date, newest_first

    def onward(self, at: Place | None, many: int) -> list[Any]:
        return list(self._cut(self.rows, at, many, "lte" if self.newest_first else "gte"))

    def back(self, at: Place, many: int) -> list[Any]:
        there = Place(at.day, max(self.on(at.day) - at.skip, 0))
        return list(self._cut(self.rows.reverse(), there, many, "gte" if self.newest_first else "lte"))

    def on(self, day: dt.date | None) -> int:
        return self._where("exact", day).count()

    def ahead(self, day: dt.date | None) -> int | None:
        return self._ahead(day)

    def day(self, row: Any) -> dt.date | None:
        for name in self.date.split("__"):
            row = getattr(row, name)
        found: dt.date = row
        return found

    def place(self, index: int) -> Place:
        key = self.rows.values_list("pk", flat=True)[index]
        day = self.day(self.rows.get(pk=key))
        return Place(day, index - self._ahead(day))

    def _ahead(self, day: dt.date | None) -> int:
        return self._where("gt" if self.newest_first else "lt", day).count()

    def _where(self, how: str, day: dt.date | None) -> QuerySet[Any]:
        return self.rows.order_by().filter(**{f"{self.date}__{how}": day})

    def _cut(self, rows: QuerySet[Any], at: Place | None, many: int, how: str) -> QuerySet[Any]:
        if at is None:
            return rows[:many]
        return rows.filter(**{f"{self.date}__{how}": at.day})[at.skip : at.skip + many]


_MORE = 200
"""More entries than are found on most days."""


class Entries:
    """Found entries in order of days, people behind all; `few` when there are no more than are counted."""

    def __init__(self, results: Results, order: Order, *, few: bool) -> None:
        self.results, self.order, self.few = results, order, few
        self._on: dict[dt.date | None, int] = {}

    def onward(self, at: Place | None, many: int) -> list[Found]:
        return self._cut(at, many, self.order)

    def back(self, at: Place, many: int) -> list[Found]:
        # So many more tell how many there are on the days where the page begins and ends: nothing else need be asked.
        found = self._cut(Place(at.day, 0), many + _MORE, self.order.back)
        on = Counter(map(self.day, found))
        if len(found) == many + _MORE:
            del on[self.day(found[-1])]
        self._on = dict(on)
        there = max(self.on(at.day) - at.skip, 0)
        if there <= _MORE or len(found) < many + _MORE:
            return found[there : there + many]
        return self._cut(Place(at.day, there), many, self.order.back)

    def on(self, day: dt.date | None) -> int:
        if day not in self._on:
            self._on[day] = self.results.how_many([_within(*_span(day))])
        return self._on[day]

    def ahead(self, day: dt.date | None) -> int | None:
        return self.results.how_many([_ahead(day, self.order)]) if self.few else None

    def day(self, row: Found) -> dt.date | None:
        return day_of(row.docid)

    def place(self, index: int) -> Place:
        more = _MORE
        while True:
            first = max(index - more, 0)
            *before, row = map(self.day, self.results.in_order(first, index + 1, self.order, few=self.few))
            if not first or before[0] != row:
                return Place(row, before.count(row))
            more *= 10

    def _cut(self, at: Place | None, many: int, order: Order) -> list[Found]:
        skip = at.skip if at else 0
        if self.few or order in (Order.NEWEST, Order.NEWEST_BACK):
            also = [_not_ahead(at.day, order)] if at else []
        else:
            also = self._near(at, skip + many, order)
        return self.results.in_order(skip, skip + many, order, few=self.few, also=also)

    def _near(self, at: Place | None, many: int, order: Order) -> list[Sql]:
        """What holds so many entries from a place on, and the rest of their last day: not all there is need be sorted.

        The whole rest when there are fewer: it is soon sorted.
        """
        nearest = Order.NEWEST_BACK if order is Order.OLDEST else Order.NEWEST
        day, rest = (at.day, [_not_ahead(at.day, order)]) if at else (None, [])
        among = [_not_ahead(day, nearest)] if day else rest
        meetings = Sql("{id} >= %s", (_PEOPLE[1],))
        edge = self.results.in_order(many - 1, many, nearest, few=False, also=[*among, meetings])
        if not edge:
            return rest
        low, high = _span(day_of(edge[0].docid))
        if order is Order.OLDEST:
            return [_within(_span(day)[0] if day else _PEOPLE[1], high)]
        return [_within(low, _span(day)[1]) if day else Sql("{id} >= %s OR {id} < %s", (low, _PEOPLE[1]))]


class Known:
    """The same of entries whose ids are all known: nothing is asked but what a page shows."""

    def __init__(self, results: Results, order: Order, ids: Iterable[int]) -> None:
        self.results, self.order = results, order
        self.ids = sorted(ids, key=_RANK[order])

    def onward(self, at: Place | None, many: int) -> list[Found]:
        return self._cut(self._index(at), many)

    def back(self, at: Place, many: int) -> list[Found]:
        there = self._index(at)
        return self._cut(max(there - many, 0), min(many, there))[::-1]

    def on(self, day: dt.date | None) -> int:
        low, high = _span(day)
        return sum(low <= docid < high for docid in self.ids)

    def ahead(self, day: dt.date | None) -> int:
        low, high = _span(day)
        first: Any = 1 - high if self.order is Order.NEWEST else (*_RANK[Order.OLDEST](low)[:2], -inf)
        return bisect_left(self.ids, first, key=_RANK[self.order])

    def day(self, row: Found) -> dt.date | None:
        return day_of(row.docid)

    def place(self, index: int) -> Place:
        day = day_of(self.ids[index])
        return Place(day, index - self.ahead(day))

    def _index(self, at: Place | None) -> int:
        return self.ahead(at.day) + min(at.skip, self.on(at.day)) if at else 0

    def _cut(self, start: int, many: int) -> list[Found]:
        return self.results.of_ids(self.ids[start : start + many])


_RANK: dict[Order, Callable[[int], Any]] = {
    Order.NEWEST: lambda docid: -docid,
    Order.OLDEST: lambda docid: (docid < _PEOPLE[1], docid >> DAY, -docid),
}
"""What puts ids in an order: see `Order`."""

_PEOPLE: tuple[int, int] = (0, floor_of(dt.date.min))
"""The lowest id of people, and the lowest behind them."""


def _ahead(day: dt.date | None, order: Order) -> Sql:
    """What comes before a day in an order; before people, all days."""
    low, high = _span(day)
    if order is Order.NEWEST_BACK:
        return Sql("{id} < %s", (low,))
    if order is Order.OLDEST_BACK:
        return Sql("{id} >= %s OR {id} < %s", (high, _PEOPLE[1])) if day else Sql("FALSE")
    if order is Order.NEWEST or day is None:
        return Sql("{id} >= %s", (high,))
    return _within(_PEOPLE[1], low)


def _not_ahead(day: dt.date | None, order: Order) -> Sql:
    ahead = _ahead(day, order)
    return Sql(f"NOT ({ahead.text})", ahead.parameters)


def _within(low: int, high: int) -> Sql:
    return Sql("{id} >= %s AND {id} < %s", (low, high))


def _span(day: dt.date | None) -> tuple[int, int]:
    """The lowest id of a day, and the lowest behind it; of people without one."""
    if day is None:
        return _PEOPLE
    return floor_of(day), floor_of(day + dt.timedelta(days=1)) if day < dt.date.max else floor_of(day) + 1
