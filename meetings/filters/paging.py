"""Pages of a list by place: the page behind, or before, the so-manieth row of a day, however deep in the list."""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

_PLACE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|people)\.(?P<skip>0|[1-9][0-9]{0,6})\Z")

_NO_PLACE = gettext_lazy("This place in the list cannot be read. Begin at the first page.")


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

    def place(self, index: int) -> Place | None:
        """The place before the row at an index from 0; None when the list ends before it."""


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
    """Records of the door in order of the days of their meetings, `date` being the way to these.

    `years` says how many rows each year has: what comes before a day is counted in the day's own year alone.
    """

    def __init__(
        self, rows: QuerySet[Any], date: str, *, newest_first: bool, years: Callable[[], Mapping[int, int]]
    ) -> None:
        self.rows, self.date, self.newest_first, self.years = rows, date, newest_first, years
        self._counted: dict[dt.date, int] = {}

    def onward(self, at: Place | None, many: int) -> list[Any]:
        return list(self._cut(self.rows, at, many, "lte" if self.newest_first else "gte"))

    def back(self, at: Place, many: int) -> list[Any]:
        there = Place(at.day, max(self.on(at.day) - at.skip, 0))
        return list(self._cut(self.rows.reverse(), there, many, "gte" if self.newest_first else "lte"))

    def on(self, day: dt.date | None) -> int:
        return self._where("exact", day).count()

    def ahead(self, day: dt.date | None) -> int | None:
        return self._ahead(day) if day else 0

    def day(self, row: Any) -> dt.date | None:
        for name in self.date.split("__"):
            row = getattr(row, name)
        found: dt.date = row
        return found

    def place(self, index: int) -> Place | None:
        skip, years = index, self.years()
        for year in sorted(years, reverse=self.newest_first):
            if skip < years[year]:
                days = self._in(self.rows, year).values_list(self.date, flat=True)[skip : skip + 1]
                return next((Place(day, index - self._ahead(day)) for day in days), None)
            skip -= years[year]
        return None

    def _ahead(self, day: dt.date) -> int:
        if day not in self._counted:
            ahead = operator.gt if self.newest_first else operator.lt
            in_year = self._in(self._where("gt" if self.newest_first else "lt", day), day.year)
            self._counted[day] = sum(n for year, n in self.years().items() if ahead(year, day.year)) + in_year.count()
        return self._counted[day]

    def _in(self, rows: QuerySet[Any], year: int) -> QuerySet[Any]:
        return rows.filter(**{f"{self.date}__range": (dt.date(year, 1, 1), dt.date(year, 12, 31))})

    def _where(self, how: str, day: dt.date | None) -> QuerySet[Any]:
        return self.rows.order_by().filter(**{f"{self.date}__{how}": day})

    def _cut(self, rows: QuerySet[Any], at: Place | None, many: int, how: str) -> QuerySet[Any]:
        if at is None:
            return rows[:many]
        return rows.filter(**{f"{self.date}__{how}": at.day})[at.skip : at.skip + many]
