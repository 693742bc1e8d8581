"""The archive in figures: what is on file by year, what came of it, and how old what is open is."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.utils import timezone

from meetings.models import Action, Decision
from meetings.public import lists
from meetings.public.bodies import BoardYear
from meetings.public.facets import boards_and_years, over

_EDGES = (3, 6, 12, 24, 60)
"""Months after which an open action counts as older."""

_BY_YEAR_AND_VERB = """
SELECT SUBSTR(CAST(m.date AS VARCHAR(10)), 1, 4), counted.verb, SUM(counted.n)
FROM ({}) counted JOIN meetings_meeting m ON m.id = counted.held GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Open actions of meetings from `first` (None for any) to `last`, which is `months` ago up to `until` months."""

    months: int
    until: int | None
    first: dt.date | None
    last: dt.date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`years` from the last to the first, with those that have nothing; `ages` from the youngest."""

    years: list[BoardYear]
    ages: list[Age]

    @property
    def open_count(self) -> int:
        """Open actions, of any age."""
        return sum(age.count for age in self.ages)

    @property
    def most_decisions(self) -> int:
        """The largest number of a year, at least 1: the full width of a bar."""
        return max((year.decisions for year in self.years), default=1) or 1

    @property
    def most_verbs(self) -> int:
        """The largest sum of a year's verbs, at least 1."""
        return max((sum(year.verbs.values()) for year in self.years), default=1) or 1

    @property
    def most_open(self) -> int:
        """The largest number of an age, at least 1."""
        return max((age.count for age in self.ages), default=1) or 1


def figures(today: dt.date | None = None) -> Figures:
    """What may be known, counted as of `today`. Routine actions are not counted, as in the list of actions."""
    return Figures(years=_years(), ages=_ages(today or timezone.localdate()))


def _years() -> list[BoardYear]:
    found: dict[int, BoardYear] = {}
    for cell in boards_and_years(lists.meetings()):
        found.setdefault(cell.year, BoardYear(year=cell.year)).meetings += cell.count
    for year in range(min(found, default=0), max(found, default=-1)):
        found.setdefault(year, BoardYear(year=year))
    for cell in boards_and_years(lists.decisions()):
        found[cell.year].decisions += cell.count
    held: Any = Decision.objects.public().order_by().values(held=F("item__meeting"), verb=F("outcomes__verb"))
    for year, verb, n in over(_BY_YEAR_AND_VERB, held.annotate(n=Count("*")).filter(verb__isnull=False)):
        found[int(year)].verbs[verb] += int(n)
    return sorted(found.values(), key=lambda year: -year.year)


def _ages(today: dt.date) -> list[Age]:
    rows: Any = lists.actions().filter(shown_status=Action.Status.OPEN, boilerplate=False).order_by()
    held: Sequence[tuple[dt.date, int]] = list(rows.values_list("item__meeting__date").annotate(n=Count("*")))
    starts = [0, *_EDGES]
    found = []
    for months, until in zip(starts, [*_EDGES, None], strict=True):
        last = _before(today, months) if months else max([today, *(date for date, _ in held)])
        first = _before(today, until) + dt.timedelta(days=1) if until else None
        count = sum(n for date, n in held if date <= last and (first is None or date >= first))
        found.append(Age(months=months, until=until, first=first, last=last, count=count))
    return found


def _before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
