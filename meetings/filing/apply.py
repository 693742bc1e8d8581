"""A merge carried out: what must be kept of one meeting becomes its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.extraction.blocks import Span
from meetings.filing.combine import Combined
from meetings.filing.identity import People, declaring, remember_names
from meetings.filing.merge import ItemRow, Merged, Row, refs_of
from meetings.filing.rows import replace_lists, sync
from meetings.filing.threeway import NOWHERE
from meetings.filing.transcript import OnFile, passage_data
from meetings.minutes.structure import Action as MinutedAction
from meetings.minutes.structure import Attendee, Item
from meetings.minutes.structure import Decision as MinutedDecision
from meetings.minutes.structure import Declaration as MinutedDeclaration
from meetings.minutes.topics import topic_of
from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    Meeting,
    MeetingSource,
    Membership,
    Outcome,
    Paper,
    State,
)

_UNANSWERED = "New in a published meeting, and nobody has said yet whether it is public:"
"""New words that ask a clerk are withheld from a meeting that everyone can read already: restrict first, then ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Everything needed to bring one meeting's rows up to date."""

    on_file: OnFile
    merged: Merged
    combined: Combined
    told_by: Sequence[MeetingSource]
    """The tellings in the order in which they were combined."""
    standing: frozenset[int] = frozenset()
    """Keys of the tellings whose text is still the one that rows on file point into."""
    people: People


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Entries that stand in an item: where Minutes keep them, where the records do, and their columns."""

    name: str
    model: type[Any]
    related: str
    values: Callable[[Filing, Any], dict[str, Any]]


def carry_out(filing: Filing) -> list[Any]:
    """Make the rows of the meeting what the merge says → its attendance and membership rows.

    Call it inside a transaction.
    """
    _meeting(filing)
    items = _items(filing)
    decisions = _children(filing, items, _DECISIONS)
    actions = _children(filing, items, _ACTIONS)
    replace_lists(Outcome, "decision", "verb", [(row, verbs, entry.outcomes) for row, verbs, entry in decisions])
    replace_lists(ActionOwner, "action", "printed", [(row, owners, entry.owners) for row, owners, entry in actions])
    _children(filing, items, _DECLARATIONS)
    _children(filing, items, _PAPERS)
    merged, combined, on_file = filing.merged, filing.combined, filing.on_file
    seats = _seats(filing, Attendance, merged.attendance, on_file.attendance, combined.attendance)
    seats += _seats(filing, Membership, merged.membership, on_file.membership, combined.membership)
    remember_names(filing.people, seats)
    return seats


def forget_places(on_file: OnFile) -> None:
    """Leave the rows as they are, but no longer standing in any source."""
    nowhere = {"told_by_id": None, "start": None, "end": None, "page": None}
    kinds: list[tuple[Any, list[Any]]] = [(AgendaItem, on_file.items)]
    kinds += [(Attendance, on_file.attendance), (Membership, on_file.membership)]
    kinds += [
        (kind.model, [row for item in on_file.items for row in getattr(item, kind.related).all()])
        for kind in (_DECISIONS, _ACTIONS, _DECLARATIONS, _PAPERS)
    ]
    for model, rows in kinds:
        model.objects.filter(pk__in=[row.pk for row in rows]).update(**nowhere)
    Meeting.objects.filter(pk=on_file.meeting.pk).update(told_by=None)


def _meeting(filing: Filing) -> None:
    header, meeting = filing.merged.minutes.header, filing.on_file.meeting
    values = {
        "record": filing.merged.minutes.record.value,
        "board_printed": header.board,
        "time": header.time,
        "venue": header.venue,
        "is_draft_record": header.draft,
        "preamble": passage_data(filing.merged.minutes.preamble),
        "told_by_id": filing.told_by[filing.combined.head].pk,
    }
    sync(Meeting, [(meeting, values)], [])


def _items(filing: Filing) -> list[AgendaItem]:
    rows = filing.merged.items
    refs = refs_of([row.value for row in rows])
    on_file = filing.on_file.items
    wanted = [
        (_on_file(on_file, row.ours), _item_values(filing, row, ref)) for row, ref in zip(rows, refs, strict=True)
    ]
    return sync(AgendaItem, wanted, on_file)


def _item_values(filing: Filing, row: ItemRow, ref: str) -> dict[str, Any]:
    item, now = row.value, _on_file(filing.on_file.items, row.ours)
    told = None if row.theirs is None else filing.combined.items[row.theirs]
    place = _place(filing, item.span, told.by if told else None, now)
    titled = place["start"] is not None and item.title_span != NOWHERE
    values = {
        "meeting_id": filing.on_file.meeting.pk,
        "position": item.position,
        "number": item.number,
        "ref": ref,
        "title": item.title,
        "topic": topic_of(item.title),
        "passages": passage_data(item.passages),
        "restricted": item.restricted,
        "restricted_because": item.restricted_because,
        "sensitive": item.sensitive,
        "agenda_only": told.agenda_only if told else bool(now and now.agenda_only),
        "heading_start": item.title_span.start if titled else None,
        "heading_end": item.title_span.end if titled else None,
        **place,
    }
    if item.sensitive and (now is None or now.sensitive != item.sensitive):
        values["sensitivity_answered"] = False
        if filing.on_file.meeting.state == State.PUBLISHED and not item.restricted and _words(now) != _words(item):
            values.update(restricted=True, restricted_because=f"{_UNANSWERED} {item.sensitive}"[:500])
    return values


def _words(item: Any) -> list[str]:
    """The words of an item, of a row or as told, to see whether they changed."""
    if isinstance(item, Item):
        said = [passage.text for passage in item.passages]
        done = [*(decision.text for decision in item.decisions), *(action.text for action in item.actions)]
        return [item.title, *said, *done]
    if item is None:
        return []
    said = [passage["text"] for passage in item.passages]
    return [item.title, *said, *(row.text for row in (*item.all_decisions.all(), *item.all_actions.all()))]


def _children(filing: Filing, items: Sequence[AgendaItem], kind: _Kind) -> list[tuple[Any, list[str], Any]]:
    """(row, its short list on file, the entry it was made from) for every entry of the kind in the meeting."""
    wanted, before, entries = [], [], []
    for parent, item in zip(items, filing.merged.items, strict=True):
        former = _on_file(filing.on_file.items, item.ours)
        older = list(getattr(former, kind.related).all()) if former else []
        for position, row in enumerate(getattr(item, kind.name), start=1):
            now = _on_file(older, row.ours)
            place = _place(filing, row.value.span, _teller(filing, item, row, kind), now)
            wanted.append(
                (now, {"item_id": parent.pk, "position": position, **kind.values(filing, row.value), **place})
            )
            before.append(_short_list(now))
            entries.append(row.value)
    existing = [row for item in filing.on_file.items for row in getattr(item, kind.related).all()]
    return list(zip(sync(kind.model, wanted, existing), before, entries, strict=True))


def _teller(filing: Filing, item: ItemRow, row: Row[Any], kind: _Kind) -> int | None:
    if item.theirs is None or row.theirs is None:
        return None
    told = filing.combined.items[item.theirs]
    return told.papers_by[row.theirs] if kind is _PAPERS else told.by


def _short_list(row: Any) -> list[str]:
    if isinstance(row, Decision):
        return [outcome.verb for outcome in row.outcomes.all()]
    return [owner.printed for owner in row.owners.all()] if isinstance(row, Action) else []


def _seats(
    filing: Filing, model: type[Any], rows: Sequence[Row[Attendee]], on_file: Sequence[Any], teller: int
) -> list[Any]:
    wanted = []
    for position, row in enumerate(rows, start=1):
        now = _on_file(on_file, row.ours)
        place = _place(filing, row.value.span, None if row.theirs is None else teller, now)
        wanted.append((now, {**_seat_values(filing, row.value, now), "position": position, **place}))
    return sync(model, wanted, on_file)


def _seat_values(filing: Filing, seat: Attendee, now: Any) -> dict[str, Any]:
    same_name = now is not None and (now.name, now.authority_printed) == (seat.name, seat.authority)
    member, authority = filing.people.member(seat), filing.people.authority(seat.authority)
    return {
        "meeting_id": filing.on_file.meeting.pk,
        "member_id": now.member_id if same_name and now.member_id else member and member.pk,
        "printed": seat.printed,
        "name": seat.name,
        "honorific": seat.honorific,
        "honours": seat.honours,
        "role": seat.role.value,
        "role_printed": seat.role_printed,
        "authority_id": now.authority_id if same_name and now.authority_id else authority and authority.pk,
        "authority_printed": seat.authority,
        "party": seat.party,
        "note": seat.note,
        "uncertain": seat.uncertain,
    }


def _place(filing: Filing, span: Span, teller: int | None, now: Any) -> dict[str, Any]:
    """Where the row stands in its source: as told, or as it was when only the record holds the entry."""
    told_by = now.told_by_id if teller is None and now is not None else None
    if teller is not None:
        told_by = filing.told_by[teller].pk
    if told_by is None or span == NOWHERE or (teller is None and told_by not in filing.standing):
        return {"told_by_id": None, "start": None, "end": None, "page": None}
    return {"told_by_id": told_by, "start": span.start, "end": span.end, "page": span.page}


def _on_file(rows: Sequence[Any], place: int | None) -> Any:
    return None if place is None else rows[place]


def _said(entry: MinutedDecision | MinutedAction) -> dict[str, Any]:
    return {"text": entry.text, "lead_in": entry.lead_in, "heading": entry.heading, "inferred": entry.inferred}


def _declared(filing: Filing, declaration: MinutedDeclaration) -> dict[str, Any]:
    member = declaring(declaration.name, filing.merged.minutes.attendance)
    found = filing.people.member(member) if member else None
    return {"member_id": found and found.pk, "name": declaration.name, "text": declaration.text}


_DECISIONS = _Kind(
    name="decisions",
    model=Decision,
    related="all_decisions",
    values=lambda _, entry: {**_said(entry), "negative": entry.negative},
)
_ACTIONS = _Kind(
    name="actions",
    model=Action,
    related="all_actions",
    values=lambda _, entry: {**_said(entry), "due": entry.due, "boilerplate": entry.boilerplate},
)
_DECLARATIONS = _Kind(name="declarations", model=Declaration, related="all_declarations", values=_declared)
_PAPERS = _Kind(
    name="papers",
    model=Paper,
    related="all_papers",
    values=lambda _, entry: {
        "title": entry.title,
        "pages": entry.pages,
        "sections": [[name, passage_data(held)] for name, held in entry.sections],
    },
)
