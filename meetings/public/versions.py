"""What the public sees of a meeting, part by part, and the versions that there were of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    Meeting,
    MeetingVersion,
    Membership,
    Outcome,
    Paper,
)
from meetings.public.flow import Part, flow

OPENING, ATTENDANCE, MEMBERSHIP = "opening", "attendance", "membership"
"""Parts of a record beside its items: what stands before the first of them, and the lists of people."""

MOST = 20
"""Versions of one page: the newest."""

_ITEM_SAYS = ("number", "title", "agenda_only")
_SEAT_SAYS = ("printed", "name", "honours", "role", "role_printed", "authority_printed", "party", "note")
_MEETING_SAYS = ("board_printed", "date", "sequence", "record", "time", "venue", "is_draft_record")
_DECISION_SAYS = ("position", "lead_in", "text", "heading", "inferred", "negative")
_ACTION_SAYS = ("position", "lead_in", "text", "heading", "inferred", "due", "boilerplate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a meeting's record. What differs from the one before: `items` (those that are public now, each
    with `ref`, `number` and `title`), and `parts` among OPENING, ATTENDANCE and MEMBERSHIP. Both are empty for the
    first, and where only what is withheld now has changed."""

    number: int
    day: dt.date
    items: tuple[Any, ...] = ()
    parts: tuple[str, ...] = ()


def item_part(ref: str) -> str:
    """The name of an item among the parts of a record."""
    return f"item-{ref}"


def versions(of: Meeting, items: Collection[Any]) -> tuple[Version, ...]:
    """The newest versions of a public meeting, newest first; `items` are its public ones. None of one made up."""
    return versions_of([of], {of.pk: items})[of.pk]


def versions_of(meetings: Iterable[Meeting], items: Mapping[int, Collection[Any]]) -> dict[int, tuple[Version, ...]]:
    """The same of several public meetings, by key; `items` by key of the meeting."""
    found: dict[int, list[Version]] = {of.pk: [] for of in meetings}
    rows = MeetingVersion.objects.public().filter(meeting__in=found).order_by("-number")
    for key, number, at, changed in rows.values_list("meeting", "number", "at", "changed"):
        if len(found[key]) < MOST:
            found[key].append(
                Version(
                    number=number,
                    day=timezone.localdate(at),
                    items=tuple(item for item in items.get(key, ()) if item_part(item.ref) in changed),
                    parts=tuple(part for part in (OPENING, ATTENDANCE, MEMBERSHIP) if part in changed),
                )
            )
    return {key: tuple(told) for key, told in found.items()}


def latest_version(of: Meeting) -> int | None:
    """The number of the version that the public sees of a public meeting."""
    numbers = MeetingVersion.objects.public().filter(meeting=of).order_by("-number").values_list("number", flat=True)
    return numbers.first()


def parts(of: Meeting) -> dict[str, str]:
    """What the public would see of a published meeting: part → digest of its words.

    A private item is there with the same digest whatever it holds. Where a record stands in its source, whom a name
    was matched with, and what later meetings say of an action are not part of the words.
    """
    seen = {OPENING: _digest([_said(of, _MEETING_SAYS), *_flowing(flow(of.preamble, (), ()))])}
    for part, model in ((ATTENDANCE, Attendance), (MEMBERSHIP, Membership)):
        seats = model.objects.public().filter(meeting=of).order_by("position")
        seen[part] = _digest([_said(seat, _SEAT_SAYS) for seat in seats])
    for item in _items(of):
        seen[item_part(item.ref)] = _digest(_of_item(item))
    private = AgendaItem.objects.filter(meeting=of, restricted=True).values_list("ref", "number")
    return seen | {item_part(ref): _digest(["withheld", number]) for ref, number in private}


def _items(of: Meeting) -> Iterable[Any]:
    outcomes = Prefetch("outcomes", Outcome.objects.order_by("position"))
    owners = Prefetch("owners", ActionOwner.objects.order_by("position"))
    items: Iterable[Any] = (
        AgendaItem.objects.public()
        .filter(meeting=of)
        .prefetch_related(
            Prefetch("all_decisions", Decision.objects.public().order_by("position").prefetch_related(outcomes)),
            Prefetch("all_actions", Action.objects.public().order_by("position").prefetch_related(owners)),
            Prefetch("all_declarations", Declaration.objects.public().order_by("position")),
            Prefetch("all_papers", Paper.objects.public().order_by("position")),
        )
    )
    return items


def _of_item(item: Any) -> list[Any]:
    papers = [
        (paper.title, paper.pages, [(name, _flowing(flow(section, (), ()))) for name, section in paper.sections])
        for paper in item.all_papers.all()
    ]
    declared = [(each.name, each.text) for each in item.all_declarations.all()]
    text = _flowing(flow(item.passages, item.all_decisions.all(), item.all_actions.all()))
    return [item.position, _said(item, _ITEM_SAYS), text, declared, papers]


def _flowing(flowing: Iterable[Part]) -> list[Any]:
    """The parts of a text in printed order, without their places in a source."""
    return [
        [part.kind, [(each.text, each.marker, each.level) for each in part.passages], [*map(_of_record, part.records)]]
        for part in flowing
    ]


def _of_record(record: Any) -> list[Any]:
    if isinstance(record, Decision):
        return [*_said(record, _DECISION_SAYS), [outcome.verb for outcome in record.outcomes.all()]]
    return [*_said(record, _ACTION_SAYS), [owner.printed for owner in record.owners.all()]]


def _said(row: Any, fields: Iterable[str]) -> list[str]:
    return [str(getattr(row, field)) for field in fields]


def _digest(data: Any) -> str:
    return hashlib.blake2b(json.dumps(data).encode(), digest_size=12).hexdigest()
