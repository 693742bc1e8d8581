"""Counts for the choices of a filter. Each takes rows that every other group of choices has narrowed already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, QuerySet

from meetings.models import Attendance
from meetings.public.narrow import to_meeting


@dataclass(frozen=True, slots=True)
class Cell:
    """How many rows one board has in one year."""

    slug: str
    board: str
    year: int
    count: int


_BY_BOARD_AND_YEAR = """
SELECT b.slug, b.name, SUBSTR(CAST(m.date AS VARCHAR(10)), 1, 4), SUM(counted.n)
FROM ({}) counted JOIN meetings_meeting m ON m.id = counted.held JOIN meetings_board b ON b.id = m.board_id
GROUP BY 1, 2, 3
"""
_BY_BOARD = """
SELECT b.slug, b.name, COUNT(*) FROM ({}) pair JOIN meetings_board b ON b.id = pair.board GROUP BY 1, 2
"""


def boards_and_years(rows: QuerySet[Any]) -> list[Cell]:
    """Meetings, decisions or actions counted by board and year: totals and both facets come from these cells.

    They are counted by meeting first, in the order of an index, and only the few meetings are sorted by board.
    """
    held = rows.order_by().values(held=F(f"{to_meeting(rows)}pk")).annotate(n=Count("*"))
    return [Cell(slug, name, int(year), int(n)) for slug, name, year, n in over(_BY_BOARD_AND_YEAR, held)]


def verbs(decisions: QuerySet[Any]) -> list[tuple[str, int]]:
    """Verbs of these decisions with how many decisions hold each, the most used first."""
    counts = decisions.order_by().values_list("outcomes__verb").annotate(n=Count("*"))
    return sorted(((verb, n) for verb, n in counts if verb), key=lambda pair: (-pair[1], pair[0]))


def statuses(actions: QuerySet[Any]) -> list[tuple[str, bool, int]]:
    """These actions counted by the status that may be shown and by whether their wording is routine."""
    return list(actions.order_by().values_list("shown_status", "boilerplate").annotate(n=Count("*")))


def boards_of_members(members: QuerySet[Any] | None = None) -> list[tuple[str, str, int]]:
    """Boards on which these members (all when none are given) sat: slug, name, how many of them did; by name."""
    seats = Attendance.objects.public().filter(member__isnull=False).order_by()
    if members is not None:
        seats = seats.filter(member__in=members.order_by().values("pk"))
    pairs = seats.values(who=F("member"), board=F("meeting__board")).distinct()
    found = [(slug, name, n) for slug, name, n in over(_BY_BOARD, pairs)]
    return sorted(found, key=lambda board: (board[1], board[0]))


def over(statement: str, rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement with `{}` for a queryset that it counts: Django groups once, these are grouped twice."""
    try:
        inner, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.format(inner), parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
