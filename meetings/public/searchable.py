"""What of a meeting can be searched: its public items, and what stands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery

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


@dataclass(slots=True)
class SearchableRecord:
    """A decision with its verbs, or an action with those who must act, as printed.

    It `continues` when the meeting's page has its lead-in above an earlier one already.
    """

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
    rows = AgendaItem.objects.public().filter(meeting__in=of).order_by("meeting_id", "position")
    items = [SearchableItem(*row) for row in rows.values_list("pk", "meeting_id", "title", "passages")]
    held = {item.pk: item for item in items}
    for key, record in _records(SearchableDecision, Outcome, "decision", "verb", of):
        if key in held:  # it may have become public in between
            held[key].decisions.append(record)
    for key, record in _records(SearchableRecord, ActionOwner, "action", "printed", of):
        if key in held:
            held[key].actions.append(record)
    papers = Paper.objects.public().filter(item__meeting__in=of).order_by("position")
    for key, title, sections in papers.values_list("item_id", "title", "sections"):
        if key in held:
            held[key].papers.append(SearchablePaper(title, sections, front(sections)))
    return [_continued(item) for item in items]


def _records(
    made: type[SearchableRecord], part: type[Outcome | ActionOwner], name: str, field: str, of: Sequence[int]
) -> Iterator[tuple[int, SearchableRecord]]:
    """The public decisions or actions of these meetings in order, each with its item's key and its parts."""
    model: Any = Decision if made is SearchableDecision else Action
    public = model.objects.public().filter(item__meeting__in=of)
    parts = part.objects.filter(**{f"{name}__in": public}).order_by("position")
    told: defaultdict[int, list[str]] = defaultdict(list)
    for key, text in parts.values_list(f"{name}_id", field):
        told[key].append(text)
    fields = ("item_id", "pk", "lead_in", "heading", "text", "start")
    for item, key, lead_in, heading, text, start in public.order_by("position").values_list(*fields):
        yield item, made(key, lead_in, heading, text, start, told.get(key, []))


def _continued(item: SearchableItem) -> SearchableItem:
    """An item whose records know what the meeting's page prints above the first of a card."""
    if any(record.lead_in for record in (*item.decisions, *item.actions)):
        for part in flow(item.passages, item.decisions, item.actions):
            for place, record in enumerate(part.records):
                record.continues = place > 0
    return item


def searchable_people(model: type[Member | Authority], keys: Iterable[int]) -> list[tuple[int, str, str, int]]:
    """The public ones of these members or authorities: key, name, what sorts it, key of a meeting that shows it."""
    field = "member" if model is Member else "authority"
    seats = [seat.objects.public().filter(**{field: OuterRef("pk")}) for seat in (Attendance, Membership)]
    attended, listed = (Subquery(each.order_by("-meeting_id").values("meeting_id")[:1]) for each in seats)
    rows = model.objects.filter(pk__in=list(keys)).annotate(attended=attended, listed=listed)
    order = "sort_name" if model is Member else "name"
    found = rows.values_list("pk", "name", order, "attended", "listed")
    return [(pk, name, by or name, max(one or 0, two or 0)) for pk, name, by, one, two in found if one or two]


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
