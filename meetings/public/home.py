"""What the front page tells: what is new, what there is, and what is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from meetings.minutes.vocabulary import Record
from meetings.models import Action, AgendaItem, Authority, Board, Decision, Meeting, Member
from meetings.public import lists
from meetings.public.facets import statuses


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Everything on the front page."""

    decisions: list[Decision]
    meetings: list[Meeting]
    coming: list[Meeting]
    """Meetings from today on, nearest first."""
    boards: list[Board]
    open_actions: list[Action]
    open_action_count: int
    meeting_count: int
    decision_count: int
    action_count: int
    item_count: int
    member_count: int
    authority_count: int
    board_count: int
    first: dt.date | None
    last: dt.date | None


def home(*, latest: int = 5, today: dt.date | None = None) -> Home:
    """The front page, as of `today`, with `latest` rows in each list."""
    today = today or timezone.localdate()
    dates: dict[str, Any] = Meeting.objects.public().aggregate(first=Min("date"), last=Max("date"))
    open_actions = lists.actions().filter(shown_status=Action.Status.OPEN, boilerplate=False)
    counts = statuses(lists.actions())
    coming = lists.meetings().filter(date__gte=today, record=Record.AGENDA).order_by("date", "pk")
    past = lists.meetings().exclude(date__gte=today, record=Record.AGENDA)
    return Home(
        decisions=list(lists.decisions()[:latest]),
        meetings=list(past[:latest]),
        coming=list(coming[:latest]),
        boards=list(lists.boards()[: 4 * latest]),
        open_actions=list(open_actions[:latest]),
        open_action_count=sum(n for status, routine, n in counts if status == Action.Status.OPEN and not routine),
        meeting_count=Meeting.objects.public().count(),
        decision_count=Decision.objects.public().count(),
        action_count=sum(n for _, _, n in counts),
        item_count=AgendaItem.objects.public().count(),
        member_count=Member.objects.public().count(),
        authority_count=Authority.objects.public().count(),
        board_count=Board.objects.public().count(),
        **dates,
    )
