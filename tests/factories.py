"""Records with defaults, made through the ORM: `meeting()`, `item(meeting())`, `decision(item(...), "text")`.

Each function takes any field of its model by name. Names left out are new each time, so two calls never collide.
"""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from django.utils import timezone

from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Authority,
    AuthorityName,
    Board,
    Decision,
    Declaration,
    Meeting,
    MeetingSource,
    Member,
    MemberName,
    Membership,
    Outcome,
    Paper,
    Reading,
    Source,
    State,
)

_next = count(1)


def slugged(name: str) -> str:
    """A name as an address has it."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def board(name: str = "", **fields: Any) -> Board:
    """A board."""
    name = name or f"Ferries Board {next(_next)}"
    return Board.objects.create(**{"name": name, "printed": name, "key": name.lower(), "slug": slugged(name), **fields})


def authority(name: str = "", **fields: Any) -> Authority:
    """A council, with its name as printed."""
    name = name or f"Averham District Council {next(_next)}"
    made = Authority.objects.create(**{"name": name, "key": name.lower(), "slug": slugged(name), **fields})
    AuthorityName.objects.create(authority=made, text=name)
    return made


def member(name: str = "", **fields: Any) -> Member:
    """A person, with the name as printed."""
    name = name or f"Nell Harbour{next(_next)}"
    given, _, surname = name.rpartition(" ")
    key = f"{surname} {given}".strip().lower()
    made = Member.objects.create(
        **{
            "name": name,
            "printed": name,
            "sort_name": f"{surname}, {given}",
            "key": key,
            "slug": slugged(name),
            **fields,
        }
    )
    MemberName.objects.create(member=made, text=f"Cllr {name}")
    return made


def meeting(of: Board | None = None, date: dt.date | str = "2021-05-20", **fields: Any) -> Meeting:
    """A published meeting."""
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    state = fields.get("state", State.PUBLISHED)
    defaults = {
        "board": of or board(),
        "date": day,
        "record": "minutes",
        "state": state,
        "venue": "Town Hall, Averham",
        "time": "11.00 am",
        "published_at": timezone.now() if state == State.PUBLISHED else None,
        "withdrawn_at": timezone.now() if state == State.WITHDRAWN else None,
    }
    return Meeting.objects.create(**{**defaults, **fields})


def draft(of: Board | None = None, date: dt.date | str = "2021-05-20", **fields: Any) -> Meeting:
    """A meeting that nobody may see yet."""
    return meeting(of, date, state=State.DRAFT, **fields)


def withdrawn(of: Board | None = None, date: dt.date | str = "2021-05-20", **fields: Any) -> Meeting:
    """A meeting that was public once."""
    because = "Published before the board approved it."
    return meeting(of, date, **{"state": State.WITHDRAWN, "withdrawn_because": because, **fields})


def item(of: Meeting, title: str = "Ferry timetable", **fields: Any) -> AgendaItem:
    """The next item of a meeting."""
    position = fields.pop("position", of.all_items.count() + 1)
    number = fields.pop("number", str(position))
    defaults = {"number": number, "ref": number or f"p{position}", "passages": [passage("The clerk gave the figures.")]}
    return AgendaItem.objects.create(meeting=of, title=title, position=position, **{**defaults, **fields})


def passage(text: str, start: int | None = None, **fields: Any) -> dict[str, Any]:
    """A passage as an item keeps it."""
    span = [] if start is None else [start, start + len(text)]
    return {"text": text, "span": span, "kind": "paragraph", "marker": "", "level": 0, **fields}


def decision(
    of: AgendaItem, text: str = "Noted the report.", verbs: tuple[str, ...] = ("noted",), **fields: Any
) -> Decision:
    """The next decision of an item, with its verbs."""
    position = fields.pop("position", of.all_decisions.count() + 1)
    made = Decision.objects.create(item=of, text=text, position=position, **{"heading": "Decision", **fields})
    Outcome.objects.bulk_create(
        Outcome(decision=made, position=place, verb=verb) for place, verb in enumerate(verbs, 1)
    )
    return made


def action(
    of: AgendaItem, text: str = "Officers to report back.", owners: tuple[str, ...] = ("Officers",), **fields: Any
) -> Action:
    """The next action of an item, with its owners."""
    position = fields.pop("position", of.all_actions.count() + 1)
    made = Action.objects.create(item=of, text=text, position=position, **{"heading": "Action", **fields})
    ActionOwner.objects.bulk_create(
        ActionOwner(action=made, position=place, printed=owner) for place, owner in enumerate(owners, 1)
    )
    return made


def declaration(of: AgendaItem, name: str = "Cllr Nell Harbour", text: str = "", **fields: Any) -> Declaration:
    """The next declaration of interest at an item."""
    position = fields.pop("position", of.all_declarations.count() + 1)
    text = text or f"{name} declared an interest as a ferry owner."
    return Declaration.objects.create(item=of, name=name, text=text, position=position, **fields)


def paper(of: AgendaItem, title: str = "Ferry report", **fields: Any) -> Paper:
    """The next paper of an item."""
    position = fields.pop("position", of.all_papers.count() + 1)
    sections = [["Purpose", [passage("To set out the winter timetable.")]]]
    return Paper.objects.create(item=of, title=title, position=position, **{"sections": sections, **fields})


def attendance(of: Meeting, who: Member | str = "", role: str = "member", **fields: Any) -> Attendance:
    """The next name in a meeting's attendance list; a name that is text belongs to no member."""
    position = fields.pop("position", of.all_attendances.count() + 1)
    return Attendance.objects.create(meeting=of, position=position, **{**_seat(who, role, fields), **fields})


def membership(of: Meeting, who: Member | str = "", role: str = "member", **fields: Any) -> Membership:
    """The next name in a meeting's membership list."""
    position = fields.pop("position", of.all_memberships.count() + 1)
    return Membership.objects.create(meeting=of, position=position, **{**_seat(who, role, fields), **fields})


def _seat(who: Member | str, role: str, fields: dict[str, Any]) -> dict[str, Any]:
    name = who.name if isinstance(who, Member) else who or f"Nell Harbour{next(_next)}"
    council = fields.get("authority")
    return {
        "member": who if isinstance(who, Member) else None,
        "printed": f"Cllr {name}",
        "name": name,
        "honorific": "Cllr",
        "role": role,
        "role_printed": role.capitalize(),
        "authority_printed": council.name if council else "",
    }


def source(text: str = "Note of the meeting.", minutes: list[Any] | None = None, **fields: Any) -> Reading:
    """A kept source and the reading of it."""
    number = next(_next)
    defaults = {"sha256": f"{number:064x}", "filename": f"note-{number}.txt", "size": len(text), "status": "filed"}
    kept = Source.objects.create(**{**defaults, **fields})
    return Reading.objects.create(source=kept, parser_version="1", text=text, minutes=minutes or [{}])


def told(of: Meeting, reading: Reading, index: int = 0) -> MeetingSource:
    """That a reading tells of a meeting; the meeting's own record follows it."""
    made = MeetingSource.objects.create(meeting=of, reading=reading, index=index)
    Meeting.objects.filter(pk=of.pk).update(told_by=made)
    of.told_by = made
    return made
