"""A clerk's edits: each is noted with the rows that it changed, and can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, ProtectedError, Q, QuerySet
from django.utils.timezone import localtime

from meetings import publication, search
from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    AuditLine,
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
    State,
    User,
)
from meetings.models.turn import take_turn, turn

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

MOST_LOOKED_AT = 50
"""Acts among which the last change is looked for."""

_TO_MEETING = (("meeting",), ("item", "meeting"), ("decision", "item", "meeting"), ("action", "item", "meeting"))
"""The ways from a record to its meeting."""

_KNOWN_BY = ("text", "title", "name", "printed", "verb", "path", "filename", "number")
"""Columns whose words tell one row from another, the best first."""


class CannotUndo(Exception):  # noqa: N818 - an answer for a clerk, not a programming error
    """An act that cannot be taken back now, and why in a sentence."""


class Edit:
    """One act on a record, from before it until it is `done`. Make it in the transaction of the act, before any change.

    Nobody else changes the records until the transaction ends.
    """

    def __init__(self, record: Model, *, by: User | None) -> None:
        take_turn()
        self.by = by
        meeting = meeting_of(record)
        if meeting is not None:
            publication.hold(meeting)
        self._at: Key = (_name(type(record)), record.pk)
        self._whole: Key = ("meeting", meeting.pk) if meeting else self._at
        self._about = f"{record._meta.verbose_name} {record}"  # noqa: SLF001 - Django's own documented name
        self._before = _rows(self._whole)

    def done(self, verb: str = "edit") -> AuditLine | None:
        """Note what the act changed, and let it be found as it is now → its line; None when it changed nothing."""
        changes = _changes(self._before, _rows(self._whole, self._before))
        if not changes:
            return None
        line = AuditLine(by=self.by, verb=verb, about=self._about[:300], table=self._at[0], key=self._at[1])
        return _noted(line, self._whole, changes)


def meeting_of(record: Any) -> Meeting | None:
    """The meeting a record belongs to, None for a body, a person or a file."""
    if isinstance(record, Meeting):
        return record
    for path in _TO_MEETING:
        found = record
        for name in path:
            found = getattr(found, name, None)
        if isinstance(found, Meeting):
            return found
    return None


@turn()
def undo(line: AuditLine, *, by: User | None) -> AuditLine:
    """Put back what an act changed, and nothing else → the line of that. An undoing is undone in the same way.

    Raises CannotUndo when somebody has changed the same since, and when it was undone already.
    """
    if AuditLine.objects.filter(undoes=line).exists():
        raise CannotUndo("This was undone already.")
    rows = list(line.rows.order_by("pk"))
    if not rows:
        raise CannotUndo("The log does not hold what this act changed, so it cannot be undone here.")
    whole: Key = (line.detail["whole"][0], line.detail["whole"][1])
    keys = {(row.table, row.key) for row in rows}
    before = _rows(whole, keys)
    for row in rows:
        _stands(row, line)
    try:
        with transaction.atomic():
            _put_back(rows)
            connection.check_constraints({_class(row.table)._meta.db_table for row in rows})  # noqa: SLF001
    except (IntegrityError, ProtectedError):
        raise CannotUndo("Something that was filed since stands in the way. Change it by hand.") from None
    _may_be_shown(whole)
    undone = AuditLine(by=by, verb="undo", about=line.about, table=line.table, key=line.key, undoes=line)
    return _noted(undone, whole, _changes(before, _rows(whole, before.keys() | keys)))


def lines_of(record: Model) -> QuerySet[AuditLine]:
    """What was done to a record and to its row, newest first; of a meeting all that was done to what belongs to it."""
    at = Q(table=_name(type(record)), key=record.pk)
    touched = AuditRow.objects.filter(at).values("line")
    wanted = at | Q(pk__in=touched)
    if isinstance(record, Meeting):
        wanted |= Q(meeting=record)
    return AuditLine.objects.filter(wanted).select_related("by", "undoes", "undone__by").prefetch_related("rows")


def last_change(record: Model) -> AuditLine | None:
    """The newest act on a record that can be undone, but for one that undoes another."""
    for line in lines_of(record)[:MOST_LOOKED_AT]:
        if line.rows.all() and not hasattr(line, "undone") and not _takes_back(line):
            return line
    return None


def latest() -> int:
    """The number of the newest act; 0 when there is none. What is shown now was shown before any act behind it."""
    return AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def acts_since(number: int, record: Model, beside: Iterable[Model]) -> list[AuditLine]:
    """Acts behind a number that changed a record, or one of those beside it, newest first; filing counts as one.

    In a transaction of an act, nobody adds to them until it ends.
    """
    take_turn()
    rows = Q(pk__in=[])
    for each in (record, *beside):
        rows |= Q(table=_name(type(each)), key=each.pk)
    wanted = Q(pk__in=AuditRow.objects.filter(rows).values("line"))
    meeting = meeting_of(record)
    if meeting is not None:
        wanted |= Q(meeting=meeting, verb="ingest")
    return list(AuditLine.objects.filter(wanted, pk__gt=number).select_related("by").prefetch_related("rows"))


def _takes_back(line: AuditLine) -> bool:
    """Whether what an act did was to undo; to undo an undoing is to do again."""
    back = False
    while line.undoes is not None:
        line, back = line.undoes, not back
    return back


# Rows as they stand


def _name(model: type[Model]) -> str:
    return str(model._meta.model_name)  # noqa: SLF001 - Django's own documented name


def _class(name: str) -> Any:
    return apps.get_model("meetings", name)


def _rows(whole: Key, also: Collection[Key] = ()) -> Rows:
    """Every row that belongs to a record, and these where they are: what has lost its record does not belong to it."""
    model, key = _class(whole[0]), whole[1]
    found: Rows = {}
    for part, paths in BELONGING.get(model, ((model, ("pk",)),)):
        wanted = Q(pk__in=[each for table, each in also if table == _name(part)])
        for path in paths:
            wanted |= Q(**{path: key})
        columns = [field.attname for field in part._meta.concrete_fields]  # noqa: SLF001
        for row in part._base_manager.filter(wanted).order_by("pk").values(*columns):  # noqa: SLF001
            found[_name(part), row["id"]] = {name: _plain(value) for name, value in row.items()}
    return found


def _plain(value: Any) -> Any:
    """A value as JSON can hold it, and as the column reads it back to the last digit."""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _changes(before: Rows, after: Rows) -> list[AuditRow]:
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


def _noted(line: AuditLine, whole: Key, changes: list[AuditRow]) -> AuditLine:
    """Store a line with its rows, and let what it tells of be found as it is now."""
    model, key = _class(whole[0]), whole[1]
    record = model._base_manager.filter(pk=key).first()  # noqa: SLF001 - Django's own documented name
    fields = sorted({name for row in changes if row.was and row.now for name in row.now})
    line.detail = {"whole": list(whole), "fields": fields}
    line.meeting = record if isinstance(record, Meeting) else None
    line.save(force_insert=True)
    for row in changes:
        row.line = line
    AuditRow.objects.bulk_create(changes)
    if isinstance(record, Meeting):
        publication.changed(record)
    elif model in (Member, Authority):
        search.refresh_people(model, {key})
    return line


# Putting back


def _stands(row: AuditRow, line: AuditLine) -> None:
    """Raises CannotUndo where a row is not as the act left it."""
    now = _class(row.table)._base_manager.filter(pk=row.key).values(*(row.now or ["pk"])).first()  # noqa: SLF001
    if now is not None and row.now is not None and {name: _plain(value) for name, value in now.items()} == row.now:
        return
    if now is None and row.now is None:
        return
    what = f"{_class(row.table)._meta.verbose_name} {row.about}".strip()  # noqa: SLF001
    later = AuditLine.objects.filter(rows__table=row.table, rows__key=row.key, pk__gt=line.pk).first()
    whose = f" by {later.by or 'the archive'} on {localtime(later.at):%-d %B %Y at %H:%M}" if later else ""
    raise CannotUndo(f"This was changed again{whose}: {what}. Undo the later change first.")


def _put_back(rows: list[AuditRow]) -> None:
    """What was added goes, what was changed is as it was, what was deleted comes back."""
    for row in rows:
        if row.was is None:
            _class(row.table)._base_manager.filter(pk=row.key).delete()  # noqa: SLF001
    for row in rows:
        if row.was is not None and row.now is not None:
            _class(row.table)._base_manager.filter(pk=row.key).update(**_read(row))  # noqa: SLF001
    for row in rows:
        if row.was is not None and row.now is None:
            _class(row.table)(**_read(row)).save_base(raw=True, force_insert=True)  # as it was, its times too


def _read(row: AuditRow) -> Row:
    """The columns before an act, as Django has them."""
    fields = {field.attname: field for field in _class(row.table)._meta.concrete_fields}  # noqa: SLF001
    return {name: fields[name].to_python(value) for name, value in (row.was or {}).items() if name in fields}


def _may_be_shown(whole: Key) -> None:
    """Raises CannotUndo where the public would see what has to be answered first."""
    meeting = Meeting.objects.filter(pk=whole[1], state=State.PUBLISHED).first() if whole[0] == "meeting" else None
    against = publication.reasons_against(meeting) if meeting else ()
    if against:
        raise CannotUndo(f"The meeting is public, and this cannot be as it was there. {' '.join(against)}")
