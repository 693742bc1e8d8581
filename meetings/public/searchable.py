"""What of a meeting can be searched: its public items, and what stands in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

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
from meetings.models.prepared import Prepared, united
from meetings.public.flow import flow
from meetings.public.meeting import front


@dataclass(slots=True)
class SearchableRecord:
    """A decision with its verbs, or an action with those who must act, as printed.

    It `continues` when the meeting's page has its lead-in above an earlier one already.
    """

    item: int
    pk: int
    lead_in: str
    heading: str
    text: str
    start: int | None
    told: list[str]
    continues: bool = False


class SearchableDecision(SearchableRecord):
    """A decision: another class than an action, so that a page would not set the two together."""


@dataclass(slots=True)
class SearchablePaper:
    """A paper, with the sections that the meeting's page shows."""

    title: str
    sections: list[Any]
    front: list[Any]


@dataclass(slots=True)
class SearchableItem:
    """A public item with what stands in it."""

    pk: int
    meeting_id: int
    title: str
    passages: list[dict[str, Any]]
    decisions: list[SearchableRecord] = field(default_factory=list)
    actions: list[SearchableRecord] = field(default_factory=list)
    papers: list[SearchablePaper] = field(default_factory=list)


def searchable_items(meetings: Iterable[Meeting]) -> list[SearchableItem]:
    """The public items of these meetings, in order inside each, with what stands in them.

    Plain rows, since the whole archive is read in this way when its index is made anew.
    """
    of = [meeting.pk for meeting in meetings]
    items = [SearchableItem(pk, at, title, json.loads(told)) for pk, at, title, told in _ITEMS.rows(of)]
    held = {item.pk: item for item in items}
    for record in _records(SearchableDecision, _VERBS, _DECISIONS, of):
        if record.item in held:  # it may have become public in between
            held[record.item].decisions.append(record)
    for record in _records(SearchableRecord, _OWNERS, _ACTIONS, of):
        if record.item in held:
            held[record.item].actions.append(record)
    for key, title, told in _PAPERS.rows(of):
        if key in held:
            sections = json.loads(told)
            held[key].papers.append(SearchablePaper(title, sections, front(sections)))
    return [_continued(item) for item in items]


def _records(
    made: type[SearchableRecord], parts: Prepared, records: Prepared, of: Sequence[int]
) -> Iterator[SearchableRecord]:
    """The public decisions or actions of these meetings in order, each with its parts."""
    told: defaultdict[int, list[str]] = defaultdict(list)
    for key, text in parts.rows(of):
        told[key].append(text)
    for item, key, lead_in, heading, text, start in records.rows(of):
        yield made(item, key, lead_in, heading, text, start, told.get(key, []))


def _items(of: RawSQL) -> QuerySet[Any, Any]:
    rows = AgendaItem.objects.public().filter(meeting__in=of).order_by("meeting_id", "position")
    return rows.values_list("pk", "meeting_id", "title", Cast("passages", TextField()))


def _papers(of: RawSQL) -> QuerySet[Any, Any]:
    rows = Paper.objects.public().filter(item__meeting__in=of).order_by("position")
    return rows.values_list("item_id", "title", Cast("sections", TextField()))


def _of_items(model: type[Decision | Action], of: RawSQL) -> QuerySet[Any, Any]:
    rows: QuerySet[Any] = model.objects.public().filter(item__meeting__in=of)
    return rows.order_by("position").values_list("item_id", "pk", "lead_in", "heading", "text", "start")


def _parts(part: type[Outcome | ActionOwner], name: str, field: str, of: RawSQL) -> QuerySet[Any, Any]:
    model: type[Decision | Action] = Decision if part is Outcome else Action
    public = model.objects.public().filter(item__meeting__in=of)
    rows: QuerySet[Any] = part.objects.filter(**{f"{name}__in": public}).order_by("position")
    return rows.values_list(f"{name}_id", field)


_ITEMS, _PAPERS = Prepared(_items), Prepared(_papers)
_DECISIONS, _ACTIONS = (Prepared(partial(_of_items, model)) for model in (Decision, Action))
_VERBS = Prepared(partial(_parts, Outcome, "decision", "verb"))
_OWNERS = Prepared(partial(_parts, ActionOwner, "action", "printed"))


def _continued(item: SearchableItem) -> SearchableItem:
    """An item whose records know what the meeting's page prints above the first of a card."""
    if any(record.lead_in for record in (*item.decisions, *item.actions)):
        for part in flow(item.passages, item.decisions, item.actions):
            for place, record in enumerate(part.records):
                record.continues = place > 0
    return item


def searchable_people(model: type[Member | Authority], keys: Collection[int]) -> list[tuple[int, str, str, int]]:
    """The public ones of these members or authorities: key, name, what sorts it, key of a meeting that shows it."""
    found = _PEOPLE[model].rows(keys)
    return [(pk, name, by or name, max(one or 0, two or 0)) for pk, name, by, one, two in found if one or two]


def _people(model: type[Member | Authority], keys: RawSQL) -> QuerySet[Any, Any]:
    field, order = ("member", "sort_name") if model is Member else ("authority", "name")
    seats = [seat.objects.public().filter(**{field: OuterRef("pk")}) for seat in (Attendance, Membership)]
    attended, listed = (Subquery(each.order_by("-meeting_id").values("meeting_id")[:1]) for each in seats)
    rows: QuerySet[Any] = model.objects.filter(pk__in=keys).annotate(attended=attended, listed=listed)
    return rows.values_list("pk", "name", order, "attended", "listed")


_PEOPLE: dict[Any, Prepared] = {model: Prepared(partial(_people, model)) for model in (Member, Authority)}


def seated(meeting: Meeting) -> dict[type[Member | Authority], set[int]]:
    """Keys of the members and of the authorities that this meeting lists, public or not."""
    pairs = united(seats.of_keys([meeting.pk]) for seats in _SEATS)
    return {
        Member: {member for member, _ in pairs if member},
        Authority: {authority for _, authority in pairs if authority},
    }


def _seats(model: type[Attendance | Membership], of: RawSQL) -> QuerySet[Any, Any]:
    return model.objects.filter(meeting__in=of).order_by().values_list("member", "authority")


_SEATS = [Prepared(partial(_seats, model)) for model in (Attendance, Membership)]
