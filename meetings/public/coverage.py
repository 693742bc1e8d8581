"""What is on file, and what is not: boards by years."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import CharField, Count, Max, Min, Q, QuerySet
from django.db.models.functions import Cast, Substr

from meetings.minutes.vocabulary import Record
from meetings.models import Meeting


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
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One board: its first and last meeting on file, and the whole time of the archive in spells."""

    slug: str
    name: str
    organisation: str
    meetings: int
    first: dt.date
    last: dt.date
    spells: list[Spell]

    @property
    def gaps(self) -> list[Spell]:
        """What is not on file between the first meeting and the last."""
        years = range(self.first.year, self.last.year)
        return [spell for spell in self.spells if not spell.meetings and spell.first in years]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Every board by name, and the spells of all boards together: the columns of a table."""

    boards: list[Covered]
    columns: list[Spell]
    meetings: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


def coverage() -> Coverage:
    """How many meetings of each board are on file in each year. Years in which no board has any stand together."""
    held = defaultdict(list)
    for slug, name, organisation, *cell in _cells():
        held[name, organisation, slug].append(cell)
    if not held:
        return Coverage(boards=[], columns=[])
    every = [cell for cells in held.values() for cell in cells]
    columns = _columns({int(year) for year, *_ in every})
    return Coverage(
        boards=[_covered(board, held[board], columns) for board in sorted(held)],
        columns=columns,
        meetings=sum(n for _, n, *_ in every),
        first=min(first for *_, first, _ in every),
        last=max(last for *_, last in every),
    )


def _cells() -> Iterable[Any]:
    """(slug, name, organisation, year, meetings, agendas, first day, last day) of each board in each year."""
    year = Substr(Cast("date", CharField(max_length=10)), 1, 4)
    rows: QuerySet[Any] = Meeting.objects.public().order_by().annotate(year=year)
    cells: Iterable[Any] = rows.values_list("board__slug", "board__name", "board__organisation", "year").annotate(
        n=Count("pk"), agendas=Count("pk", filter=Q(record=Record.AGENDA)), first=Min("date"), last=Max("date")
    )
    return cells


def _columns(years: set[int]) -> list[Spell]:
    """Each of these years, and between two that are no neighbours the spell of those between them."""
    found: list[Spell] = []
    for year in sorted(years):
        if found and found[-1].last + 1 < year:
            found.append(Spell(found[-1].last + 1, year - 1))
        found.append(Spell(year, year))
    return found


def _covered(board: tuple[str, str, str], cells: list[Any], columns: list[Spell]) -> Covered:
    name, organisation, slug = board
    counts = {int(year): (n, agendas) for year, n, agendas, *_ in cells}
    return Covered(
        slug=slug,
        name=name,
        organisation=organisation,
        meetings=sum(n for n, _ in counts.values()),
        first=min(first for *_, first, _ in cells),
        last=max(last for *_, last in cells),
        spells=_spells(counts, columns),
    )


def _spells(counts: dict[int, tuple[int, int]], columns: list[Spell]) -> list[Spell]:
    """The columns as one board fills them; neighbours without a meeting are one spell."""
    found: list[Spell] = []
    for held, group in groupby(columns, key=lambda column: column.first in counts):
        those = list(group)
        if held:
            found += [Spell(each.first, each.last, *counts[each.first]) for each in those]
        else:
            found.append(Spell(those[0].first, those[-1].last, columns=len(those)))
    return found
