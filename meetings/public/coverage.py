"""What is on file, and what is not: boards by years."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext

from meetings.minutes.vocabulary import Record
from meetings.models import Board, Meeting
from meetings.public import lists
from meetings.public.errors import NotThere

BOARDS = 25
"""How many boards stand on one page: each has a cell for every year."""

Counts = dict[int, tuple[int, int]]
"""Year → how many meetings of a board are on file, and of how many of these an agenda only."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One year with its meetings, or neighbouring years without any; `columns` is how many of the table it takes."""

    first: int
    last: int
    meetings: int = 0
    agendas: int = 0
    """How many of the meetings have an agenda only."""
    columns: int = 1

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return gettext("{first} to {last}").format(first=self.first, last=self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One board with its `meeting_count`, `first_date` and `last_date`, and the time of the table in spells."""

    board: Any
    spells: list[Spell]

    @property
    def gaps(self) -> list[Spell]:
        """What is not on file between the first meeting and the last."""
        years = range(self.board.first_date.year, self.board.last_date.year)
        return [spell for spell in self.spells if not spell.meetings and spell.first in years]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One page of the boards by name, with the columns of their table; the counts are of the whole archive."""

    boards: list[Covered]
    columns: list[Spell]
    page: int = 1
    board_count: int = 0
    meeting_count: int = 0
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def start(self) -> int:
        """The number of the first board of the page."""
        return (self.page - 1) * BOARDS + 1

    @property
    def end(self) -> int:
        """The number of the last."""
        return self.start + len(self.boards) - 1


def coverage(page: int = 1) -> Coverage:
    """How many meetings of each board are on file in each year. Raises NotThere past the last page.

    Years in which no board of the page has any stand together.
    """
    boards = list(lists.boards()[(page - 1) * BOARDS : page * BOARDS])
    span = lists.span()
    if not boards or not span:
        if page > 1:
            raise NotThere
        return Coverage(boards=[], columns=[])
    held = _held(boards)
    columns = _columns({day.year for day in span}.union(*held.values()))
    return Coverage(
        boards=[Covered(board=each, spells=_spells(held[each.pk], columns)) for each in boards],
        columns=columns,
        page=page,
        board_count=Board.objects.public().count(),
        meeting_count=Meeting.objects.public().count(),
        first=span[0],
        last=span[1],
    )


def _held(boards: list[Any]) -> dict[int, Counts]:
    """Board → what is on file of it, year by year."""
    year = Substr(Cast("date", CharField(max_length=10)), 1, 4)
    rows: QuerySet[Any] = Meeting.objects.public().filter(board__in=boards).order_by().annotate(year=year)
    cells: Iterable[Any] = rows.values_list("board_id", "year").annotate(
        n=Count("pk"), agendas=Count("pk", filter=Q(record=Record.AGENDA))
    )
    found: defaultdict[int, Counts] = defaultdict(dict)
    for board, of, n, agendas in cells:
        found[board][int(of)] = (n, agendas)
    return found


def _columns(years: set[int]) -> list[Spell]:
    """Each of these years, and between two that are no neighbours the spell of those between them."""
    found: list[Spell] = []
    for year in sorted(years):
        if found and found[-1].last + 1 < year:
            found.append(Spell(found[-1].last + 1, year - 1))
        found.append(Spell(year, year))
    return found


def _spells(counts: Counts, columns: list[Spell]) -> list[Spell]:
    """The columns as one board fills them; neighbours without a meeting are one spell."""
    found: list[Spell] = []
    for held, group in groupby(columns, key=lambda column: column.first in counts):
        those = list(group)
        if held:
            found += [Spell(each.first, each.last, *counts[each.first]) for each in those]
        else:
            found.append(Spell(those[0].first, those[-1].last, columns=len(those)))
    return found
