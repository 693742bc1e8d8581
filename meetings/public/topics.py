"""An item followed through the years: a board's public items of one title, and what came before and after one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch

from meetings.models import AgendaItem, Board, Decision, Outcome
from meetings.public.errors import NotThere

MOST = 50
"""Items of one page; of more the newest are shown."""

_ADDRESS = re.compile(r"([-a-zA-Z0-9_]{1,200})--([a-z0-9-]{1,200})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a board had before it under one title. `items` are the newest, each with `decisions` (in order, each with
    its outcomes) and `board`; `total` says how many there are, `first` and `last` when."""

    board: Board
    title: str
    address: str
    items: list[Any]
    total: int
    first: dt.date
    last: dt.date

    @property
    def quoted(self) -> str:
        """What finds the items in a search."""
        return f'"{self.title.replace(chr(34), " ")}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The items of the same title at the meetings just before and just after, with `decisions` as in a Topic; None
    where there is none. `total` counts all meetings with the title, this one too."""

    before: Any = None
    after: Any = None
    total: int = 1


def topic(address: str) -> Topic:
    """The topic at this address, `ferries-board--winter-timetable`. Raises NotThere."""
    match = _ADDRESS.fullmatch(address)
    board = Board.objects.public().filter(slug=match[1]).first() if match else None
    if match is None or board is None:
        raise NotThere
    held = _held(board, match[2])
    if not held:
        raise NotThere
    return Topic(
        board=board,
        title=held[0].title,
        address=address,
        items=_with_decisions(held[:MOST]),
        total=len(held),
        first=held[-1].meeting.date,
        last=held[0].meeting.date,
    )


def around(item: Any) -> Around:
    """What came before and after a public item of the door."""
    held = _held(item.meeting.board, item.topic) if item.topic else []
    here = _when(item)
    before = [each for each in held if _when(each) < here][:1]
    after = [each for each in held if _when(each) > here][-1:]
    _with_decisions([*before, *after])
    return Around(
        before=next(iter(before), None), after=next(iter(after), None), total=len({_when(each) for each in held})
    )


def meetings_of(items: Iterable[Any], board: int) -> dict[str, int]:
    """Topic → at how many of the board's meetings it is; only for those of these items, and only above one."""
    topics = {item.topic for item in items} - {""}
    rows = _public(board).filter(topic__in=sorted(topics)).order_by().values("topic")
    counts = rows.annotate(n=Count("meeting", distinct=True)).values_list("topic", "n")
    return {name: n for name, n in counts if n > 1}


def decisions_beside(item: Any) -> Any:
    """The public decisions of an item, and of its board's items of the same title, as a queryset."""
    decided = Decision.objects.public()
    if item.topic:
        return decided.filter(item__topic=item.topic, item__meeting__board=item.meeting.board_id)
    return decided.filter(item=item.pk)


def _public(board: int) -> Any:
    return AgendaItem.objects.public().filter(meeting__board=board)


def _when(item: Any) -> tuple[dt.date, int]:
    return item.meeting.date, item.meeting.sequence


def _held(board: Board, name: str) -> list[Any]:
    """A board's public items of one topic, newest first: no more than it met. No more is read than a list shows."""
    rows = (
        _public(board.pk)
        .filter(topic=name)
        .select_related("meeting")
        .only("number", "ref", "title", "topic", "meeting__board", "meeting__date", "meeting__sequence")
        .order_by("-meeting__date", "-meeting__sequence", "position")
    )
    held = list(rows)
    for item in held:
        item.meeting.board = board
    return held


def _with_decisions(items: list[Any]) -> list[Any]:
    """The same items, each with its public decisions."""
    found: dict[int, list[Any]] = {item.pk: [] for item in items}
    decided = Decision.objects.public().filter(item__in=list(found)).order_by("position")
    for decision in decided.prefetch_related(Prefetch("outcomes", Outcome.objects.order_by("position"))):
        found[decision.item_id].append(decision)
    for item in items:
        item.decisions = found[item.pk]
        for each in item.decisions:
            each.item = item
    return items
