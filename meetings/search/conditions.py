"""What a search is narrowed by → conditions on the ids of entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet
from django.db.models import Value as Constant
from django.db.models.functions import Concat

from meetings import public
from meetings.models import Authority, Member, OutcomeSet, SearchEntry
from meetings.search.backends.base import Sql
from meetings.search.ids import BOARD, KIND, OUTCOMES, ROUTINE, WIDTH, YEAR, Kind, floor_of, year_span

_OF_MEETING = Sql("{id} >= %s", (1 << YEAR,))
"""People have ids below those of every meeting's texts."""

_OUTCOMES = (1 << WIDTH[OUTCOMES]) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Choices, each blank for all: kinds by name, the rest by key; `years` are calendar years, `verbs` outcomes of
    decisions, `statuses` what may be said of an action, `first` and `last` days of meetings, both included."""

    kinds: frozenset[str] = frozenset()
    boards: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    verbs: frozenset[str] = frozenset()
    members: frozenset[int] = frozenset()
    authorities: frozenset[int] = frozenset()
    statuses: frozenset[str] = frozenset()
    first: dt.date | None = None
    last: dt.date | None = None

    def conditions(self) -> list[Sql]:
        """One for each choice that was made."""
        made: list[Sql] = []
        if self.kinds:
            made.append(of_kinds(Kind[kind.upper()] for kind in self.kinds))
        if self.boards:
            made.append(of_boards(self.boards))
        if self.years:
            made.append(in_years(self.years))
        if self.first:
            made.append(from_day(self.first))
        if self.last:
            made.append(to_day(self.last))
        if self.verbs:
            made.append(with_verbs(self.verbs))
        if self.members:
            made.append(at_meetings(public.meetings_with(Member, self.members)))
        if self.authorities:
            made.append(at_meetings(public.meetings_with(Authority, self.authorities)))
        if self.statuses:
            made.append(of_actions(public.with_statuses(public.actions(), self.statuses)))
        return made


def part_in(at: int, values: Iterable[int]) -> Sql:
    """A part of the id is one of these."""
    held = tuple(sorted(values))
    if not held:
        return Sql("FALSE")
    return Sql(f"(({{id}} >> {at}) & {(1 << WIDTH[at]) - 1}) IN ({_marks(held)})", held)


def of_kinds(kinds: Iterable[Kind]) -> Sql:
    """Entries of these kinds."""
    return part_in(KIND, (int(kind) for kind in kinds))


def of_boards(boards: Iterable[int]) -> Sql:
    """Texts of meetings of these boards."""
    return both(_OF_MEETING, part_in(BOARD, boards))


def in_years(years: Iterable[int]) -> Sql:
    """Texts of meetings in any of these years: between the first and the last, where an index sees to begin and end."""
    spans = [year_span(year) for year in sorted(years)]
    within = "({id} >= %s AND {id} < %s)"
    each = Sql(" OR ".join(within for _ in spans), tuple(edge for span in spans for edge in span))
    return both(Sql(within, (spans[0][0], spans[-1][1])), each)


def from_day(first: dt.date) -> Sql:
    """Texts of meetings on that day or later."""
    return Sql("{id} >= %s", (floor_of(first),))


def to_day(last: dt.date) -> Sql:
    """Texts of meetings on that day or before."""
    behind = floor_of(last + dt.timedelta(days=1)) if last < dt.date.max else 1 << YEAR + WIDTH[YEAR]
    return both(_OF_MEETING, Sql("{id} < %s", (behind,)))


def with_verbs(verbs: Iterable[str], beginnings: Iterable[str] = ()) -> Sql:
    """Decisions with any of these outcomes, or of those that begin so: the number in their ids says which they have."""
    told = [*(f"|{verb}|" for verb in verbs), *(f"|{verb}" for verb in beginnings)]
    wanted = reduce(or_, (Q(held__contains=each) for each in told), Q(pk__in=[]))
    sets = OutcomeSet.objects.annotate(held=Concat(Constant("|"), "verbs", Constant("|"))).filter(wanted)
    return both(of_kinds([Kind.DECISIONS]), _among(sets.values("code"), f"(({{id}} >> {OUTCOMES}) & {_OUTCOMES})"))


def at_meetings(meetings: QuerySet[Any, Any]) -> Sql:
    """Texts of these meetings."""
    held = SearchEntry.objects.filter(meeting__in=meetings, kind__lte=Kind.ACTIONS)
    return _among(held.values("docid"))


def of_actions(actions: QuerySet[Any]) -> Sql:
    """These actions."""
    held = SearchEntry.objects.filter(kind=Kind.ACTIONS, record_id__in=actions.order_by().values("pk"))
    return _among(held.values("docid"))


def of_decisions(decisions: QuerySet[Any]) -> Sql:
    """These decisions."""
    held = SearchEntry.objects.filter(kind=Kind.DECISIONS, record_id__in=decisions.order_by().values("pk"))
    return _among(held.values("docid"))


def not_routine() -> Sql:
    """Texts that say something of their own."""
    return Sql(f"({{id}} >> {ROUTINE}) & 1 = 0")


def both(*conditions: Sql) -> Sql:
    """All of these."""
    text = " AND ".join(f"({each.text})" for each in conditions)
    return Sql(text, tuple(value for each in conditions for value in each.parameters))


def without(condition: Sql) -> Sql:
    """All that this is not true of."""
    return Sql(f"NOT ({condition.text})", condition.parameters)


def _among(rows: QuerySet[Any, Any], what: str = "{id}") -> Sql:
    try:
        statement, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return Sql("FALSE")
    return Sql(f"{what} IN ({statement.replace('{', '{{').replace('}', '}}')})", tuple(parameters))


def _marks(values: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(values))
