"""What a search found, in order of days: the pages of the search, and of lists that have words, are cut from it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from math import inf
from operator import neg
from typing import Any

from meetings.filters.paging import Place
from meetings.search.backends.base import Counted, Order, Sql
from meetings.search.ids import DAY, day_of, floor_of
from meetings.search.results import Found, Results

_MORE = 200
"""More entries than are found on most days."""

SOONER = 10
"""So many entries are walked past in the time in which one that is found is fetched and put in order."""

_ENOUGH = 10
"""Where there are about so many times as many as are wanted, one does not come to the end."""


class Entries:
    """Found entries in order of days, people behind all; `total` is how many there are, as far as they were counted."""

    def __init__(self, results: Results, order: Order, total: Counted) -> None:
        self.results, self.order, self.few, self._total = results, order, total.exact, total
        self._newest = Known(results, order, total.ids if total.newest and order is Order.NEWEST else ())
        self._on: dict[dt.date | None, int] = {}

    def onward(self, at: Place | None, many: int) -> list[Found]:
        if self._newest.holds(at, many):
            return self._newest.onward(at, many)
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

    def place(self, index: int) -> Place | None:
        more = _MORE
        while True:
            first = max(index - more, 0)
            few = self.few or self._fetched(None, index + 1, self.order)
            found = self.results.in_order(first, index + 1, self.order, few=few)
            if len(found) <= index - first:
                return None
            *before, row = map(self.day, found)
            if not first or before[0] != row:
                return Place(row, before.count(row))
            more *= 10

    def _cut(self, at: Place | None, many: int, order: Order) -> list[Found]:
        skip = at.skip if at else 0
        few = self.few or self._fetched(at, skip + many, order)
        if few or order in (Order.NEWEST, Order.NEWEST_BACK):
            also = [_not_ahead(at.day, order)] if at else []
        else:
            also = self._near(at, skip + many, order)
        return self.results.in_order(skip, skip + many, order, few=few, also=also)

    def _fetched(self, at: Place | None, many: int, order: Order) -> bool:
        """Whether all that is found is sooner fetched than so many are come to, past entries that are not."""
        total, back = self._total, order in (Order.NEWEST_BACK, Order.OLDEST)
        first, last = (total.older, total.newer) if back else (total.newer, total.older)
        if at is None:
            past = first
        else:
            low, high = _span(at.day)
            rest = sum(docid >= low if back else docid < high for docid in total.ids) * total.each
            past = last if rest < _ENOUGH * many else 0
        return past > SOONER * total.many

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
    """The same of entries whose ids are all known, newest first: nothing is asked but what a page shows."""

    def __init__(self, results: Results, order: Order, ids: Sequence[int]) -> None:
        self.results, self.order = results, order
        self.ids = ids if order is Order.NEWEST else sorted(ids, key=_RANK[order])

    def holds(self, at: Place | None, many: int) -> bool:
        """Whether there are so many rows from a place on."""
        return self._index(at) + many <= len(self.ids)

    def onward(self, at: Place | None, many: int) -> list[Found]:
        return self._cut(self._index(at), many)

    def back(self, at: Place, many: int) -> list[Found]:
        there = self._index(at)
        return self._cut(max(there - many, 0), min(many, there))[::-1]

    def on(self, day: dt.date | None) -> int:
        low, high = _span(day)
        if self.order is Order.NEWEST:
            return bisect_left(self.ids, 1 - low, key=neg) - bisect_left(self.ids, 1 - high, key=neg)
        return sum(low <= docid < high for docid in self.ids)

    def ahead(self, day: dt.date | None) -> int:
        low, high = _span(day)
        first: Any = 1 - high if self.order is Order.NEWEST else (*_RANK[Order.OLDEST](low)[:2], -inf)
        return bisect_left(self.ids, first, key=_RANK[self.order])

    def day(self, row: Found) -> dt.date | None:
        return day_of(row.docid)

    def place(self, index: int) -> Place | None:
        if index >= len(self.ids):
            return None
        day = day_of(self.ids[index])
        return Place(day, index - self.ahead(day))

    def _index(self, at: Place | None) -> int:
        return self.ahead(at.day) + min(at.skip, self.on(at.day)) if at else 0

    def _cut(self, start: int, many: int) -> list[Found]:
        return self.results.of_ids(self.ids[start : start + many])


_RANK: dict[Order, Callable[[int], Any]] = {
    Order.NEWEST: neg,
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
    """The rest, without a NOT: only from a plain comparison an index sees where to begin."""
    low, high = _span(day)
    if order is Order.NEWEST_BACK:
        return Sql("{id} >= %s", (low,))
    if order is Order.OLDEST_BACK:
        return _within(_PEOPLE[1], high) if day else Sql("TRUE")
    if order is Order.NEWEST or day is None:
        return Sql("{id} < %s", (high,))
    return Sql("{id} < %s OR {id} >= %s", (_PEOPLE[1], low))


def _within(low: int, high: int) -> Sql:
    return Sql("{id} >= %s AND {id} < %s", (low, high))


def _span(day: dt.date | None) -> tuple[int, int]:
    """The lowest id of a day, and the lowest behind it; of people without one."""
    if day is None:
        return _PEOPLE
    return floor_of(day), floor_of(day + dt.timedelta(days=1)) if day < dt.date.max else floor_of(day) + 1
