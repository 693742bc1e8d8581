"""What a clerk does: each act is noted with the rows that it changed, and is found by the record it was done to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from meetings import publication, search
from meetings.editing.rows import Key, changes_between, class_of, name_of, rows_of
from meetings.models import AuditLine, AuditRow, Authority, Meeting, Member, User
from meetings.models.turn import take_turn

MOST_LOOKED_AT = 50
"""Acts among which the last change is looked for."""

_TO_MEETING = (("meeting",), ("item", "meeting"), ("decision", "item", "meeting"), ("action", "item", "meeting"))
"""The ways from a record to its meeting."""


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
        self._at: Key = (name_of(type(record)), record.pk)
        self._whole: Key = ("meeting", meeting.pk) if meeting else self._at
        self._about = f"{record._meta.verbose_name} {record}"  # noqa: SLF001 - Django's own documented name
        self._before = rows_of(self._whole)
        self._lines = list(AuditLine.objects.filter(meeting=meeting).values_list("pk", flat=True)) if meeting else []

    def done(self, verb: str = "edit") -> AuditLine | None:
        """Note what the act changed, and let it be found as it is now → its line; None when it changed nothing."""
        changes = changes_between(self._before, rows_of(self._whole, self._before))
        if not changes:
            return None
        line = AuditLine(by=self.by, verb=verb, about=self._about[:300], table=self._at[0], key=self._at[1])
        if any((row.table, row.key) == self._whole and row.now is None for row in changes):
            line.detail["lines"] = self._lines  # their own link goes with the meeting
        return noted(line, self._whole, changes)


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


def lines_of(record: Model) -> QuerySet[AuditLine]:
    """What was done to a record and to its row, newest first; of a meeting all that was done to what belongs to it."""
    at = Q(table=name_of(type(record)), key=record.pk)
    touched = AuditRow.objects.filter(at).values("line")
    wanted = at | Q(pk__in=touched)
    if isinstance(record, Meeting):
        wanted |= Q(meeting=record)
    return AuditLine.objects.filter(wanted).select_related("by", "undoes", "undone__by").prefetch_related("rows")


def last_change(record: Model) -> AuditLine | None:
    """The newest act on a record that can be undone, but for one that undoes another.

    None when its meeting was published, withheld from, or filed again since: then the last thing done is not an edit.
    """
    for line in lines_of(record)[:MOST_LOOKED_AT]:
        if line.rows.all() and not hasattr(line, "undone") and not _takes_back(line):
            meeting = meeting_of(record)
            since = AuditLine.objects.filter(meeting=meeting, pk__gt=line.pk, rows=None)
            return None if meeting is not None and since.exists() else line
    return None


def latest() -> int:
    """The number of the newest act; 0 when there is none. What is shown now was shown before any act behind it."""
    return AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def acts_since(number: int, record: Model, beside: Iterable[tuple[type[Model], str]] = ()) -> list[AuditLine]:
    """Acts behind a number that changed a record, or a row that leads to it, newest first; filing counts as one.

    `beside` are the classes of such rows, and their fields that lead there. In a transaction of an act, nobody adds to
    these acts until it ends.
    """
    take_turn()
    rows = Q(table=name_of(type(record)), key=record.pk)
    for model, field in beside:
        keys = model._base_manager.filter(**{field: record.pk}).values_list("pk", flat=True)  # noqa: SLF001 - Django's own documented name
        rows |= Q(table=name_of(model), key__in=list(keys))
        rows |= Q(table=name_of(model), now__isnull=True, **{f"was__{field}_id": record.pk})  # deleted since
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


def noted(line: AuditLine, whole: Key, changes: list[AuditRow]) -> AuditLine:
    """Store a line with its rows, and let what it tells of be found as it is now."""
    model, key = class_of(whole[0]), whole[1]
    record = model._base_manager.filter(pk=key).first()  # noqa: SLF001 - Django's own documented name
    fields = sorted({name for row in changes if row.was and row.now for name in row.now})
    line.detail |= {"whole": list(whole), "fields": fields}
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
