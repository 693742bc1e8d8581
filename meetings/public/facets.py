"""Counts for the choices of a filter. Each takes rows that every other group of choices has narrowed already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, QuerySet
from django.db.models.functions import Cast, Substr

from meetings.models import Attendance, Outcome
from meetings.public.narrow import to_meeting


@dataclass(frozen=True, slots=True)
class Cell:
    """How many rows one board has in one year."""

    slug: str
    board: str
    year: int
    count: int


def boards_and_years(rows: QuerySet[Any]) -> list[Cell]:
    """Meetings, decisions or actions counted by board and year: totals and both facets come from these cells."""
    way = to_meeting(rows)
    year = Substr(Cast(f"{way}date", CharField(max_length=10)), 1, 4)
    cells = (
        rows.order_by()
        .values(slug=F(f"{way}board__slug"), board_name=F(f"{way}board__name"), year=year)
        .annotate(n=Count("pk"))
    )
    return [Cell(each["slug"], each["board_name"], int(each["year"]), each["n"]) for each in cells]


def verbs(decisions: QuerySet[Any]) -> list[tuple[str, int]]:
    """Verbs of these decisions with how many decisions hold each, the most used first."""
    held = Outcome.objects.filter(decision__in=decisions.order_by()).order_by()
    counts = held.values_list("verb").annotate(n=Count("decision", distinct=True))
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def statuses(actions: QuerySet[Any]) -> list[tuple[str, bool, int]]:
    """These actions counted by the status that may be shown and by whether their wording is routine."""
    return list(actions.order_by().values_list("shown_status", "boilerplate").annotate(n=Count("pk")))


def boards_of_members(members: QuerySet[Any]) -> list[tuple[str, str, int]]:
    """Slug and name of each board on which these members sat, with how many of them did."""
    seats = Attendance.objects.public().filter(member__in=members.order_by().values("pk"))
    counts = seats.order_by().values_list("meeting__board__slug", "meeting__board__name")
    return list(counts.annotate(n=Count("member", distinct=True)))
