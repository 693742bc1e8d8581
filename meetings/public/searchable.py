"""What of a meeting can be searched: its public items, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery

from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Authority,
    Decision,
    Meeting,
    Member,
    Membership,
    Outcome,
    Paper,
)
from meetings.public.flow import flow
from meetings.public.meeting import front


def searchable_items(meetings: Iterable[Meeting]) -> list[Any]:
    """The public items of these meetings, in order inside each.

    Each has `decisions` (with `outcomes.all`), `actions` (with `owners.all`) and `papers`. A decision or an action
    `continues` when the meeting's page has its lead-in above an earlier one already; a paper has `front`, the sections
    that this page shows.
    """
    outcomes = Prefetch("outcomes", Outcome.objects.order_by("position"))
    owners = Prefetch("owners", ActionOwner.objects.order_by("position"))
    decisions = Decision.objects.public().order_by("position").prefetch_related(outcomes)
    actions = Action.objects.public().order_by("position").prefetch_related(owners)
    rows = AgendaItem.objects.public().filter(meeting__in=meetings).order_by("meeting_id", "position")
    prefetched = rows.prefetch_related(
        Prefetch("all_decisions", decisions, to_attr="decisions"),
        Prefetch("all_actions", actions, to_attr="actions"),
        Prefetch("all_papers", Paper.objects.public().order_by("position"), to_attr="papers"),
    )
    return [_printed(item) for item in prefetched]


def _printed(item: Any) -> Any:
    for part in flow(item.passages, item.decisions, item.actions):
        for place, record in enumerate(part.records):
            record.continues = place > 0
    for paper in item.papers:
        paper.front = front(paper.sections)
    return item


def searchable_people(model: type[Member | Authority], keys: Iterable[int]) -> list[tuple[int, str, int]]:
    """Of these members or authorities the public ones: key, name, key of the last meeting that makes them public."""
    field = "member" if model is Member else "authority"
    seats = [seat.objects.public().filter(**{field: OuterRef("pk")}) for seat in (Attendance, Membership)]
    attended, listed = (Subquery(each.order_by("-meeting_id").values("meeting_id")[:1]) for each in seats)
    rows = model.objects.filter(pk__in=list(keys)).annotate(attended=attended, listed=listed)
    found = rows.values_list("pk", "name", "attended", "listed")
    return [(pk, name, max(one or 0, two or 0)) for pk, name, one, two in found if one or two]


def seated(meeting: Meeting) -> dict[type[Member | Authority], set[int]]:
    """Keys of the members and of the authorities that this meeting lists, public or not."""
    pairs = [
        pair
        for seats in (Attendance, Membership)
        for pair in seats.objects.filter(meeting=meeting).order_by().values_list("member", "authority")
    ]
    return {
        Member: {member for member, _ in pairs if member},
        Authority: {authority for _, authority in pairs if authority},
    }
