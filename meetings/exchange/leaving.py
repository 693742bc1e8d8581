"""Public records → the lines of an export, in the order of their addresses; only what the door gives.

The order is made here and not by the database, which may sort letters in its own way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from meetings import models, public
from meetings.exchange import shapes
from meetings.exchange.shapes import item_address, meeting_address
from meetings.minutes.vocabulary import PassageKind, Record, Role
from meetings.public.flow import Passage, flow

_AT_ONCE = 100
"""Meetings that are read together: what is in memory does not grow with the archive, but for names and keys."""


def authorities() -> Iterator[shapes.Authority]:
    """Every public authority."""
    for slug, name in sorted(models.Authority.objects.public().values_list("slug", "name")):
        yield shapes.Authority(slug=slug, name=name)


def boards() -> Iterator[shapes.Board]:
    """Every public board."""
    for slug, name, organisation in sorted(models.Board.objects.public().values_list("slug", "name", "organisation")):
        yield shapes.Board(slug=slug, name=name, organisation=organisation)


def members() -> Iterator[shapes.Member]:
    """Every public member."""
    for slug, name in sorted(models.Member.objects.public().values_list("slug", "name")):
        yield shapes.Member(slug=slug, name=name)


def meetings() -> Iterator[shapes.Meeting]:
    """Every published meeting, with the people that it lists."""
    for held in _batches():
        attendance, membership = (_seats(model, held) for model in (models.Attendance, models.Membership))
        versions = public.versions_of(held, _public_refs(held))
        for row in held:
            yield shapes.Meeting(
                board=row.board.slug,
                date=row.date,
                sequence=row.sequence,
                record=Record(row.record),
                board_printed=row.board_printed,
                time=row.time,
                venue=row.venue,
                is_draft_record=row.is_draft_record,
                preamble=_passages(row.preamble),
                attendance=tuple(attendance[row.pk]),
                membership=tuple(membership[row.pk]),
                versions=tuple(map(_version, versions[row.pk])),
            )


def items() -> Iterator[shapes.Item | shapes.Withheld]:
    """Every item of every published meeting, in printed order; of a private one what its page says."""
    for held in _batches():
        found: defaultdict[int, list[Any]] = defaultdict(list)
        for row in (*_open_items(held), *_private_items(held)):
            found[row.meeting_id].append(row)
        for meeting in held:
            address = meeting_address(meeting.board.slug, meeting.day)
            for row in sorted(found[meeting.pk], key=lambda each: each.position):
                yield _withheld(row, address) if row.restricted else _item(row, address)


def _batches() -> Iterator[list[Any]]:
    """Every public meeting with its board, in the order of the addresses."""
    public_meetings = models.Meeting.objects.public()
    keys = [row[-1] for row in sorted(public_meetings.values_list("board__slug", "date", "sequence", "pk"))]
    for start in range(0, len(keys), _AT_ONCE):
        batch = keys[start : start + _AT_ONCE]
        held = public_meetings.select_related("board").in_bulk(batch)
        yield [held[key] for key in batch]


def _public_refs(meetings: list[Any]) -> defaultdict[int, list[Any]]:
    """The public items of each meeting, with nothing of them but what names them."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    items = models.AgendaItem.objects.public().filter(meeting__in=meetings)
    for row in items.only("meeting", "ref").order_by("position"):
        found[row.meeting_id].append(row)
    return found


def _version(told: public.Version) -> shapes.Version:
    return shapes.Version(
        number=told.number,
        day=told.day,
        parts=tuple(map(shapes.Part, told.parts)),
        items=tuple(item.ref for item in told.items),
    )


def _seats(model: type[Any], meetings: list[Any]) -> defaultdict[int, list[shapes.Seat]]:
    rows = model.objects.public().filter(meeting__in=meetings).select_related("member", "authority")
    found: defaultdict[int, list[shapes.Seat]] = defaultdict(list)
    for row in rows.order_by("position"):
        found[row.meeting_id].append(_seat(row))
    return found


def _seat(row: Any) -> shapes.Seat:
    return shapes.Seat(
        position=row.position,
        member=row.member and row.member.slug,
        printed=row.printed,
        name=row.name,
        honorific=row.honorific,
        honours=row.honours,
        role=Role(row.role),
        role_printed=row.role_printed,
        authority=row.authority and row.authority.slug,
        authority_printed=row.authority_printed,
        party=row.party,
        note=row.note,
        uncertain=row.uncertain,
    )


def _open_items(meetings: list[Any]) -> QuerySet[Any]:
    """The public items of these meetings, each with `decisions`, `actions`, `declarations` and `papers` in order."""
    in_order = "position"
    declarations = models.Declaration.objects.public().prefetch_related(
        Prefetch("member", models.Member.objects.public())
    )
    rows: QuerySet[Any] = (
        models.AgendaItem.objects.public()
        .filter(meeting__in=meetings)
        .prefetch_related(
            Prefetch("all_decisions", public.decisions().order_by(in_order), to_attr="decisions"),
            Prefetch("all_actions", public.actions().order_by(in_order), to_attr="actions"),
            Prefetch("all_declarations", declarations.order_by(in_order), to_attr="declarations"),
            Prefetch("all_papers", models.Paper.objects.public().order_by(in_order), to_attr="papers"),
        )
    )
    return rows


def _private_items(meetings: list[Any]) -> QuerySet[Any]:
    """What may be known of the restricted items of these public meetings, and no other column."""
    rows: QuerySet[Any] = models.AgendaItem.objects.filter(meeting__in=meetings, restricted=True)
    return rows.only("meeting", "position", "ref", "number", "restricted")


def _withheld(row: Any, meeting: str) -> shapes.Withheld:
    return shapes.Withheld(meeting=meeting, ref=row.ref, number=row.number, withheld=True)


def _item(row: Any, meeting: str) -> shapes.Item:
    return shapes.Item(
        meeting=meeting,
        ref=row.ref,
        number=row.number,
        withheld=False,
        title=row.title,
        agenda_only=row.agenda_only,
        text=tuple(_text(row)),
        decisions=tuple(map(_decision, row.decisions)),
        actions=tuple(map(_action, row.actions)),
        declarations=tuple(map(_declaration, row.declarations)),
        papers=tuple(map(_paper, row.papers)),
    )


def _text(row: Any) -> Iterator[shapes.Passage | shapes.Place]:
    """The item as its page reads; offsets in a source, which private text could move, say nothing here."""
    for part in flow(row.passages, row.decisions, row.actions):
        yield from map(_passage, part.passages)
        for record in part.records:
            yield shapes.Place(
                kind="decision" if isinstance(record, models.Decision) else "action", position=record.position
            )


def _passages(data: Iterable[dict[str, Any]]) -> tuple[shapes.Passage, ...]:
    return tuple(_passage(each) for part in flow(data, (), ()) for each in part.passages)


def _passage(each: Passage) -> shapes.Passage:
    return shapes.Passage(kind=PassageKind(each.kind), text=each.text, marker=each.marker, level=each.level)


def _decision(row: Any) -> shapes.Decision:
    return shapes.Decision(
        position=row.position,
        lead_in=row.lead_in,
        text=row.text,
        heading=row.heading,
        inferred=row.inferred,
        negative=row.negative,
        outcomes=tuple(outcome.verb for outcome in row.outcomes.all()),
    )


def _action(row: Any) -> shapes.Action:
    return shapes.Action(
        position=row.position,
        lead_in=row.lead_in,
        text=row.text,
        heading=row.heading,
        inferred=row.inferred,
        due=row.due,
        boilerplate=row.boilerplate,
        owners=tuple(owner.printed for owner in row.owners.all()),
        status=shapes.Status(row.shown_status),
        reply=row.reply and _reply(row.reply),
        reply_quote=row.shown_quote,
    )


def _reply(item: Any) -> str:
    return item_address(meeting_address(item.meeting.board.slug, item.meeting.day), item.ref)


def _declaration(row: Any) -> shapes.Declaration:
    return shapes.Declaration(
        position=row.position, member=row.member and row.member.slug, name=row.name, text=row.text
    )


def _paper(row: Any) -> shapes.Paper:
    return shapes.Paper(
        position=row.position,
        title=row.title,
        pages=row.pages,
        sections=tuple(shapes.Section(name=name, passages=_passages(held)) for name, held in row.sections),
    )
