"""What lines hold → rows that are not stored yet, each checked against what its columns and its neighbours allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

from django.db import models

from meetings import public
from meetings.exchange import shapes
from meetings.exchange.lines import NotTaken
from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Board,
    Decision,
    Declaration,
    Meeting,
    MeetingVersion,
    Outcome,
    Paper,
    State,
)

T = TypeVar("T", bound=models.Model)

WITHHELD = "It was private in the archive that this one was imported from."


@dataclass(slots=True)
class Known:
    """What earlier lines have named, by address."""

    boards: dict[str, Board] = field(default_factory=dict)
    authorities: dict[str, int] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Rows:
    """Items and what stands in them, in the order in which they can be stored."""

    items: list[AgendaItem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    owners: list[ActionOwner] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    def by_model(self) -> Iterator[tuple[type[Any], list[Any]]]:
        """Each class with its rows."""
        yield from (
            (AgendaItem, self.items),
            (Decision, self.decisions),
            (Outcome, self.outcomes),
            (Action, self.actions),
            (ActionOwner, self.owners),
            (Declaration, self.declarations),
            (Paper, self.papers),
        )


def meeting(told: shapes.Meeting, known: Known, now: dt.datetime) -> Meeting:
    """A meeting that everyone may read from now on. Raises NotTaken."""
    row = Meeting(
        board=_named(known.boards, told.board, "board"),
        date=told.date,
        sequence=told.sequence,
        record=told.record.value,
        state=State.PUBLISHED,
        published_at=now,
        board_printed=told.board_printed,
        time=told.time,
        venue=told.venue,
        is_draft_record=told.is_draft_record,
        preamble=[_passage(each, place) for place, each in enumerate(told.preamble)],
    )
    return fitting(row)


def versions(told: Iterable[shapes.Version], meeting: int) -> list[MeetingVersion]:
    """The versions of a meeting, newest first. Raises NotTaken where they are in another order."""
    made = [
        MeetingVersion(
            meeting_id=meeting,
            number=each.number,
            at=dt.datetime.combine(each.day, dt.time(12), dt.UTC),
            parts={},
            changed=[*map(str, each.parts), *map(public.item_part, each.items)],
        )
        for each in told
    ]
    if any(newer.number <= older.number for newer, older in pairwise(made)):
        raise NotTaken('"versions" are not in order, newest first')
    return made


def item(told: shapes.Item | shapes.Withheld, position: int, known: Known) -> AgendaItem:
    """An item without what stands in it. Raises NotTaken."""
    row = AgendaItem(
        meeting_id=_named(known.meetings, told.meeting, "meeting"),
        position=position,
        number=told.number,
        ref=told.ref,
    )
    if isinstance(told, shapes.Withheld):
        row.restricted, row.restricted_because = True, WITHHELD
    else:
        row.title, row.agenda_only = told.title, told.agenda_only
        row.passages = [
            _passage(each, place) for place, each in enumerate(told.text) if isinstance(each, shapes.Passage)
        ]
    return fitting(row)


def inside(told: shapes.Item, of: AgendaItem, known: Known, into: Rows) -> list[tuple[Action, str]]:
    """Add what stands in an item to the rows → its actions that an item answers, each with that item's address.

    Raises NotTaken.
    """
    for name in ("decisions", "actions", "declarations", "papers"):
        _distinct((each.position for each in getattr(told, name)), name)
    places, replies = _places(told), []
    for decision in told.decisions:
        _decision(decision, of, places["decision", decision.position], into)
    for action in told.actions:
        row = _action(action, of, places["action", action.position], into)
        if action.reply:
            replies.append((row, action.reply))
    into.declarations += [_declaration(each, of, known) for each in told.declarations]
    into.papers += [_paper(each, of) for each in told.papers]
    return replies


def _places(told: shapes.Item) -> dict[tuple[str, int], int]:
    """(`decision` or `action`, its position) → its place in the text of its item."""
    places: dict[tuple[str, int], int] = {
        (each.kind, each.position): at for at, each in enumerate(told.text) if isinstance(each, shapes.Place)
    }
    wanted = {("decision", each.position) for each in told.decisions}
    wanted |= {("action", each.position) for each in told.actions}
    if places.keys() != wanted or len(wanted) != sum(isinstance(each, shapes.Place) for each in told.text):
        raise NotTaken('"text" must say once where each of the decisions and actions stands')
    return places


def _passage(told: shapes.Passage, place: int) -> dict[str, Any]:
    """A passage as records keep it; its span is empty, stands in no source and keeps its place in the order."""
    return {
        "text": told.text,
        "span": [place, place],
        "kind": told.kind.value,
        "marker": told.marker,
        "level": told.level,
    }


def fitting(row: T) -> T:
    """The row, when every text fits its column: one database would cut or refuse it, the other would not."""
    for name, longest in _limits(type(row)):
        if len(getattr(row, name)) > longest:
            raise NotTaken(f'"{name}" is longer than {longest:,} characters')
    return row


def seats(model: type[Any], told: Iterable[shapes.Seat], of: Meeting, known: Known) -> list[Any]:
    """A list of attendance or of membership. Raises NotTaken."""
    seats = list(told)
    _distinct((seat.position for seat in seats), model.__name__.lower())
    return [
        fitting(
            model(
                meeting=of,
                position=seat.position,
                member_id=seat.member and _named(known.members, seat.member, "member"),
                printed=seat.printed,
                name=seat.name,
                honorific=seat.honorific,
                honours=seat.honours,
                role=seat.role.value,
                role_printed=seat.role_printed,
                authority_id=seat.authority and _named(known.authorities, seat.authority, "authority"),
                authority_printed=seat.authority_printed,
                party=seat.party,
                note=seat.note,
                uncertain=seat.uncertain,
            )
        )
        for seat in seats
    ]


def _decision(told: shapes.Decision, of: AgendaItem, place: int, into: Rows) -> None:
    _distinct(told.outcomes, "outcomes")
    row = Decision(
        item=of,
        position=told.position,
        lead_in=told.lead_in,
        text=told.text,
        heading=told.heading,
        inferred=told.inferred,
        negative=told.negative,
        start=place,
        end=place,
    )
    into.decisions.append(fitting(row))
    into.outcomes += [
        fitting(Outcome(decision=row, position=at, verb=verb)) for at, verb in enumerate(told.outcomes, 1)
    ]


def _action(told: shapes.Action, of: AgendaItem, place: int, into: Rows) -> Action:
    row = Action(
        item=of,
        position=told.position,
        lead_in=told.lead_in,
        text=told.text,
        heading=told.heading,
        inferred=told.inferred,
        due=told.due,
        boilerplate=told.boilerplate,
        status=told.status.value,
        reply_quote=told.reply_quote,
        start=place,
        end=place,
    )
    into.actions.append(fitting(row))
    into.owners += [fitting(ActionOwner(action=row, position=at, printed=who)) for at, who in enumerate(told.owners, 1)]
    return row


def _declaration(told: shapes.Declaration, of: AgendaItem, known: Known) -> Declaration:
    who = told.member and _named(known.members, told.member, "member")
    row = Declaration(item=of, position=told.position, member_id=who, name=told.name, text=told.text)
    return fitting(row)


def _paper(told: shapes.Paper, of: AgendaItem) -> Paper:
    sections = [
        [section.name, [_passage(each, place) for place, each in enumerate(section.passages)]]
        for section in told.sections
    ]
    row = Paper(item=of, position=told.position, title=told.title, pages=told.pages, sections=sections)
    return fitting(row)


def _named(known: dict[str, Any], address: str, name: str) -> Any:
    if address not in known:
        raise NotTaken(f'"{name}" names {address}, which is not in the export')
    return known[address]


def _distinct(values: Iterable[Hashable], name: str) -> None:
    seen = list(values)
    if len(set(seen)) < len(seen):
        raise NotTaken(f'"{name}" has one entry twice')


@cache
def _limits(model: type[models.Model]) -> tuple[tuple[str, int], ...]:
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django documents it
    texts = [each for each in fields if isinstance(each, models.CharField)]
    return tuple((each.name, each.max_length) for each in texts if each.max_length)
