"""Ways to narrow the door's querysets: by text, by board, by year, by who was there."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import Attendance, Authority, Board, Member, Outcome

ABSENT = ("apologies",)
"""Roles of those who are listed and were not there."""

_TO_MEETING = {"Meeting": "", "Decision": "item__meeting__", "Action": "item__meeting__"}


def to_meeting(rows: QuerySet[Any]) -> str:
    """The way from a record to its meeting, as Django writes lookups."""
    return _TO_MEETING[rows.model.__name__]


def of_boards(rows: QuerySet[Any], boards: Iterable[Board]) -> QuerySet[Any]:
    """Rows of meetings of any of `boards`."""
    return rows.filter(**{f"{to_meeting(rows)}board__in": [board.pk for board in boards]})


def in_years(rows: QuerySet[Any], years: Iterable[int]) -> QuerySet[Any]:
    """Rows of meetings in any of `years`."""
    return rows.filter(_any(Q(**{f"{to_meeting(rows)}date__year": year}) for year in years))


def from_day(rows: QuerySet[Any], first: dt.date) -> QuerySet[Any]:
    """Rows of meetings on that day or later."""
    return rows.filter(**{f"{to_meeting(rows)}date__gte": first})


def to_day(rows: QuerySet[Any], last: dt.date) -> QuerySet[Any]:
    """Rows of meetings on that day or before."""
    return rows.filter(**{f"{to_meeting(rows)}date__lte": last})


def with_members(rows: QuerySet[Any], members: Iterable[Member]) -> QuerySet[Any]:
    """Rows of meetings at which any of `members` was present."""
    return _at_meetings(rows, Q(member__in=[member.pk for member in members]))


def with_authorities(rows: QuerySet[Any], authorities: Iterable[Authority]) -> QuerySet[Any]:
    """Rows of meetings at which anyone from any of `authorities` was present."""
    return _at_meetings(rows, Q(authority__in=[authority.pk for authority in authorities]))


def with_verbs(rows: QuerySet[Any], verbs: Iterable[str]) -> QuerySet[Any]:
    """Decisions that hold any of `verbs`."""
    return rows.filter(pk__in=Outcome.objects.filter(verb__in=list(verbs)).values("decision"))


def with_statuses(rows: QuerySet[Any], statuses: Iterable[str]) -> QuerySet[Any]:
    """Actions whose status, as it may be shown, is any of `statuses`."""
    return rows.filter(shown_status__in=list(statuses))


def named(kind: str, names: Sequence[str]) -> list[Any]:
    """Public `boards`, `members` or `authorities` whose slug is one of `names`, or whose name holds one."""
    either = [Q(slug=name) | Q(name__icontains=name) for name in names]
    models: dict[str, Any] = {"boards": Board, "members": Member, "authorities": Authority}
    rows: QuerySet[Any] = models[kind].objects.public()
    return list(rows.filter(_any(either))[: 50 * len(names)])


def sat_on(rows: QuerySet[Any], boards: Iterable[Board]) -> QuerySet[Any]:
    """Members listed at a public meeting of any of `boards`."""
    seats = Attendance.objects.public().filter(meeting__board__in=[board.pk for board in boards])
    return rows.filter(pk__in=seats.values("member"))


def came_from(rows: QuerySet[Any], authorities: Iterable[Authority]) -> QuerySet[Any]:
    """Members listed at a public meeting as from any of `authorities`."""
    seats = Attendance.objects.public().filter(authority__in=[authority.pk for authority in authorities])
    return rows.filter(pk__in=seats.values("member"))


def meetings_with(model: type[Member | Authority], keys: Any) -> QuerySet[Any, Any]:
    """Keys of the public meetings at which any of these members, or anyone from these authorities, was present."""
    field = "member" if model is Member else "authority"
    there = Attendance.objects.public().filter(**{f"{field}__in": keys}).exclude(role__in=ABSENT)
    return there.values("meeting")


def oldest_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows of the door with the oldest meeting first; still in printed order inside a meeting."""
    first, *rest = rows.query.order_by
    return rows.order_by(str(first).removeprefix("-"), *rest)


def _at_meetings(rows: QuerySet[Any], who: Q) -> QuerySet[Any]:
    there = Attendance.objects.public().filter(who).exclude(role__in=ABSENT)
    return rows.filter(**{f"{to_meeting(rows)}pk__in": there.values("meeting")})


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(operator.or_, conditions, Q(pk__in=[]))
