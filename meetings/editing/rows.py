"""The rows of a record as they stand, what differs between two times, and how they are put back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    AuditRow,
    Authority,
    AuthorityName,
    Baseline,
    Conflict,
    Decision,
    Declaration,
    Meeting,
    MeetingSource,
    MeetingVersion,
    Member,
    MemberName,
    Membership,
    MergeSuggestion,
    Outcome,
    Paper,
)

Paths = tuple[str, ...]
Key = tuple[str, int]
Row = dict[str, Any]
Rows = dict[Key, Row]
"""Class and primary key of each row → its columns, as JSON holds them."""

BELONGING: Mapping[type[Model], tuple[tuple[type[Model], Paths], ...]] = {
    Meeting: (
        (Meeting, ("pk",)),
        (MeetingSource, ("meeting",)),
        (Baseline, ("meeting",)),
        (Conflict, ("meeting",)),
        (MeetingVersion, ("meeting",)),
        (AgendaItem, ("meeting",)),
        (Decision, ("item__meeting",)),
        (Outcome, ("decision__item__meeting",)),
        (Action, ("item__meeting", "reply__meeting")),
        (ActionOwner, ("action__item__meeting",)),
        (Declaration, ("item__meeting",)),
        (Paper, ("item__meeting",)),
        (Attendance, ("meeting",)),
        (Membership, ("meeting",)),
    ),
    Member: ((Member, ("pk",)), (MemberName, ("member",)), (MergeSuggestion, ("member", "other_member"))),
    Authority: (
        (Authority, ("pk",)),
        (AuthorityName, ("authority",)),
        (MergeSuggestion, ("authority", "other_authority")),
    ),
}
"""What goes and changes with a record: classes, and the ways from them to it. Any other record stands alone."""

_KNOWN_BY = ("text", "title", "name", "printed", "verb", "path", "filename", "number")
"""Columns whose words tell one row from another, the best first."""


def name_of(model: type[Model]) -> str:
    """What a class is called in the log."""
    return str(model._meta.model_name)  # noqa: SLF001 - Django's own documented name


def class_of(name: str) -> Any:
    """The class of that name. Raises LookupError when there is none any more."""
    return apps.get_model("meetings", name)


def rows_of(whole: Key, also: Collection[Key] = ()) -> Rows:
    """Every row that belongs to a record, and these where they are: what has lost its record does not belong to it."""
    model, key = class_of(whole[0]), whole[1]
    found: Rows = {}
    for part, paths in BELONGING.get(model, ((model, ("pk",)),)):
        wanted = Q(pk__in=[each for table, each in also if table == name_of(part)])
        for path in paths:
            wanted |= Q(**{path: key})
        columns = [field.attname for field in part._meta.concrete_fields]  # noqa: SLF001 - Django's own documented name
        for row in part._base_manager.filter(wanted).order_by("pk").values(*columns):  # noqa: SLF001 - Django's own documented name
            found[name_of(part), row["id"]] = {name: plain(value) for name, value in row.items()}
    return found


def plain(value: Any) -> Any:
    """A value as JSON can hold it, and as the column reads it back to the last digit."""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def changes_between(before: Rows, after: Rows) -> list[AuditRow]:
    """What differs, row by row: of one that was and is, the columns that do."""
    made = []
    for table, key in sorted(before.keys() | after.keys()):
        was, now = before.get((table, key)), after.get((table, key))
        if was == now:
            continue
        known = now or was or {}
        about = next((str(known[name]) for name in _KNOWN_BY if known.get(name)), "")
        if was is not None and now is not None:
            differ = [name for name in now if was[name] != now[name]]
            was, now = {name: was[name] for name in differ}, {name: now[name] for name in differ}
        made.append(AuditRow(table=table, key=key, about=about[:200], was=was, now=now))
    return made


def put_back(rows: list[AuditRow]) -> None:
    """What was added goes, what was changed is as it was, what was deleted comes back."""
    for row in rows:
        if row.was is None:
            class_of(row.table)._base_manager.filter(pk=row.key).delete()  # noqa: SLF001 - Django's own documented name
    for row in rows:
        if row.was is not None and row.now is not None:
            class_of(row.table)._base_manager.filter(pk=row.key).update(**_read(row))  # noqa: SLF001 - Django's own documented name
    for row in rows:
        if row.was is not None and row.now is None:
            class_of(row.table)(**_read(row)).save_base(raw=True, force_insert=True)  # as it was, its times too


def _read(row: AuditRow) -> Row:
    """The columns before an act, as Django has them."""
    fields = {field.attname: field for field in class_of(row.table)._meta.concrete_fields}  # noqa: SLF001 - Django's own documented name
    return {name: fields[name].to_python(value) for name, value in (row.was or {}).items() if name in fields}
