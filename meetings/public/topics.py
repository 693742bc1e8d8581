"""An item followed through the years: a board's public items of one title, and what came before and after one."""

from __future__ import annotations

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
    first: Any
    last: Any

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
    held = _held(board.pk, match[2])
    if not held:
        raise NotThere
    items = _with_decisions([pk for pk, *_ in held[:MOST]], board)
    return Topic(
        board=board,
        title=items[0].title,
        address=address,
        items=items,
        total=len(held),
        first=held[-1][1],
        last=held[0][1],
    )


def around(item: Any) -> Around:
    """What came before and after a public item of the door."""
    held = _held(item.meeting.board_id, item.topic) if item.topic else []
    here = (item.meeting.date, item.meeting.sequence)
    before = next((pk for pk, *day in held if tuple(day) < here), None)
    after = next((pk for pk, *day in reversed(held) if tuple(day) > here), None)
    found = {each.pk: each for each in _with_decisions([pk for pk in (before, after) if pk], item.meeting.board)}
    return Around(before=found.get(before), after=found.get(after), total=len({tuple(day) for _, *day in held}))


def meetings_of(items: Iterable[Any], board: int) -> dict[str, int]:
    """Topic → at how many of the board's meetings it is; only for those of these items, and only above one."""
    topics = {item.topic for item in items} - {""}
    rows = _public(board).filter(topic__in=sorted(topics)).order_by().values("topic")
    counts = rows.annotate(n=Count("meeting", distinct=True)).values_list("topic", "n")
    return {name: n for name, n in counts if n > 1}


def _public(board: int) -> Any:
    return AgendaItem.objects.public().filter(meeting__board=board)


def _held(board: int, name: str) -> list[tuple[int, Any, int]]:
    """Key, date and sequence of a board's public items of one topic, newest first: no more than it met."""
    rows = _public(board).filter(topic=name).order_by("-meeting__date", "-meeting__sequence", "position")
    return list(rows.values_list("pk", "meeting__date", "meeting__sequence"))


def _with_decisions(keys: list[int], board: Board) -> list[Any]:
    """These items in this order, each with its public decisions."""
    decided = Decision.objects.public().order_by("position")
    verbs = Prefetch("outcomes", Outcome.objects.order_by("position"))
    rows = (
        AgendaItem.objects.public()
        .filter(pk__in=keys)
        .select_related("meeting")
        .defer("passages", "meeting__preamble")
        .prefetch_related(Prefetch("all_decisions", decided.prefetch_related(verbs), to_attr="decisions"))
    )
    found = {item.pk: item for item in rows}
    for item in found.values():
        item.meeting.board = board
        for each in item.decisions:
            each.item = item
    return [found[key] for key in keys if key in found]
