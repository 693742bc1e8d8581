"""Querysets for lists: filtered to what is public, joined, prefetched, newest first.

They are typed `Any` because the door hangs more on each record than its class declares; the docstrings name it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Authority,
    Board,
    Decision,
    Meeting,
    MeetingSource,
    Member,
    Outcome,
)

ROUTINE_TITLES = (
    "welcome",
    "apologies",
    "minutes of",
    "note of",
    "any other business",
    "date of next",
    "declarations of",
)
"""How the titles begin that say nothing of what a meeting was about."""

_NEWEST_FIRST = ("-item__meeting__date", RawSQL("meetings_meeting.id", ()), "item__position", "position")
"""Newest meeting first, and as printed in it.

The key is the meeting's own and not the item's equal one, so that SQLite walks its indexes and sorts nothing.
"""


_WIDE = ("item__passages", "item__meeting__preamble")
"""Columns that no list shows, and that are most of what would be read."""


def _built_once(build: Callable[[], QuerySet[Any]]) -> Callable[[], QuerySet[Any]]:
    """A fresh copy of one queryset at each call: to build one takes as long as to ask a database for its rows."""
    built = cache(build)

    @wraps(build)
    def copied() -> QuerySet[Any]:
        return built().all()

    return copied


@_built_once
def meetings() -> QuerySet[Any]:
    """Published meetings, newest first, each with its board.

    Each has `item_count`, `withheld_count`, `decision_count`, `action_count`, and `subjects`: its public
    items whose titles say something, in order.
    """
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    rows: QuerySet[Any] = (
        Meeting.objects.public()
        .select_related("board")
        .defer("preamble")
        .annotate(
            item_count=counted(items.filter(restricted=False), "meeting"),
            withheld_count=counted(items.filter(restricted=True), "meeting"),
            decision_count=counted(Decision.objects.public().filter(item__meeting=OuterRef("pk")), "item__meeting"),
            action_count=counted(Action.objects.public().filter(item__meeting=OuterRef("pk")), "item__meeting"),
        )
        .prefetch_related(Prefetch("all_items", _subjects(), to_attr="subjects"))
        .order_by("-date", "pk")
    )
    return rows


def span() -> tuple[dt.date, dt.date] | None:
    """The days of the first and of the last published meeting; None when there is none."""
    found = Meeting.objects.public().aggregate(first=Min("date"), last=Max("date"))
    return (found["first"], found["last"]) if found["first"] else None


@_built_once
def decisions() -> QuerySet[Any]:
    """Public decisions, newest meeting first and in printed order inside it.

    Each has `item`, `item.meeting`, `item.meeting.board`, and `outcomes.all` in order.
    """
    rows: QuerySet[Any] = (
        Decision.objects.public()
        .select_related("item__meeting__board")
        .defer(*_WIDE)
        .prefetch_related(Prefetch("outcomes", Outcome.objects.order_by("position")))
        .order_by(*_NEWEST_FIRST)
    )
    return rows


@_built_once
def actions() -> QuerySet[Any]:
    """Public actions, newest meeting first and in printed order inside it.

    Each has `item`, `item.meeting`, `item.meeting.board`, `owners.all`, and what may be said of its reply:
    `shown_status`, `shown_quote`, and `reply`, which is None unless the item that answers is public.
    Never show `status` or `reply_quote`: they may speak of a restricted item.
    """
    told = AgendaItem.objects.public()
    hidden = Q(reply__isnull=False) & ~Exists(told.filter(pk=OuterRef("reply")))
    rows: QuerySet[Any] = (
        Action.objects.public()
        .select_related("item__meeting__board")
        .defer(*_WIDE)
        .prefetch_related(
            Prefetch("owners", ActionOwner.objects.order_by("position")),
            Prefetch("reply", told.select_related("meeting__board").defer("passages", "meeting__preamble")),
        )
        .annotate(
            shown_status=Case(When(hidden, then=Value(Action.Status.OPEN.value)), default=F("status")),
            shown_quote=Case(When(hidden, then=Value("")), default=F("reply_quote")),
        )
        .order_by(*_NEWEST_FIRST)
    )
    return rows


@_built_once
def members() -> QuerySet[Any]:
    """Members in any published meeting, by surname.

    Each has `meeting_count`, `first_date`, `last_date`, and its last recorded `last_authority`.
    """
    seats = Attendance.objects.public().filter(member=OuterRef("pk"))
    latest = seats.order_by("-meeting__date", "-meeting_id", "position")
    rows: QuerySet[Any] = (
        Member.objects.public()
        .annotate(
            meeting_count=counted(seats, "member", of="meeting"),
            first_date=Subquery(seats.order_by("meeting__date").values("meeting__date")[:1]),
            last_date=Subquery(latest.values("meeting__date")[:1]),
            last_authority=Subquery(latest.values("authority__name")[:1]),
        )
        .order_by("sort_name", "name", "pk")
    )
    return rows


@_built_once
def authorities() -> QuerySet[Any]:
    """Authorities named in any published meeting, by name, with `member_count`, `meeting_count`, `last_date`."""
    seats = Attendance.objects.public().filter(authority=OuterRef("pk"))
    rows: QuerySet[Any] = (
        Authority.objects.public()
        .annotate(
            member_count=counted(seats, "authority", of="member"),
            meeting_count=counted(seats, "authority", of="meeting"),
            last_date=Subquery(seats.order_by("-meeting__date").values("meeting__date")[:1]),
        )
        .order_by("name", "pk")
    )
    return rows


@_built_once
def boards() -> QuerySet[Any]:
    """Boards with any published meeting, by name, with `meeting_count`, `first_date`, `last_date`."""
    held = Meeting.objects.public().filter(board=OuterRef("pk"))
    rows: QuerySet[Any] = (
        Board.objects.public()
        .annotate(
            meeting_count=counted(held, "board"),
            first_date=Subquery(held.order_by("date").values("date")[:1]),
            last_date=Subquery(held.order_by("-date").values("date")[:1]),
        )
        .order_by("name", "organisation", "pk")
    )
    return rows


def with_source_number(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Items, decisions or actions with `source_n`: which source of the meeting tells of each, 0 for none."""
    meeting = "meeting" if rows.model is AgendaItem else "item__meeting"
    sources = MeetingSource.objects.public()
    earlier = sources.filter(meeting=OuterRef("meeting"), pk__lte=OuterRef("pk"))
    tells = sources.filter(pk=OuterRef("told_by"), meeting=OuterRef(meeting))
    number = tells.annotate(n=counted(earlier, "meeting")).values("n")
    told: QuerySet[Any] = rows.annotate(source_n=Coalesce(Subquery(number, output_field=IntegerField()), 0))
    return told


def counted(rows: QuerySet[Any], by: str, *, of: str = "pk") -> Coalesce:
    """How many different `of` there are in `rows`, which are tied to the outer row through `by`."""
    total = rows.order_by().values(by).annotate(n=Count(of, distinct=of != "pk")).values("n")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def _subjects() -> QuerySet[AgendaItem]:
    routine = Q(title="")
    for words in ROUTINE_TITLES:
        routine |= Q(title__istartswith=words)
    rows: QuerySet[Any] = (
        AgendaItem.objects.public()
        .exclude(routine)
        .only("meeting", "position", "number", "ref", "title")
        .order_by("position")
    )
    return rows
