"""An act is taken back: what it changed is as it was, and what others did since stays."""

from __future__ import annotations

from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils.timezone import localtime

from meetings import publication
from meetings.editing.acts import noted
from meetings.editing.rows import Key, changes_between, class_of, plain, put_back, rows_of
from meetings.models import AgendaItem, AuditLine, AuditRow, Meeting, State, User
from meetings.models.turn import turn

_UPWARDS = (
    ("outcome", ("decision", "decision")),
    ("actionowner", ("action", "action")),
    ("decision", ("item", "agendaitem")),
    ("action", ("item", "agendaitem")),
    ("declaration", ("item", "agendaitem")),
    ("paper", ("item", "agendaitem")),
)
"""Class → its field that leads up, and the class there."""

_CAME_BACK = "It came back when its deletion was undone, and a file was read since: say whether it is public."


class CannotUndo(Exception):  # noqa: N818 - an answer for a clerk, not a programming error
    """An act that cannot be taken back now, and why in a sentence."""


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
    for row in rows:
        _stands(row, line)
    keys = {(row.table, row.key) for row in rows}
    before, against = rows_of(whole, keys), _against(whole)
    try:
        with transaction.atomic():
            put_back(rows)
            connection.check_constraints({class_of(row.table)._meta.db_table for row in rows})  # noqa: SLF001 - Django's own documented name
    except (IntegrityError, ProtectedError):
        raise CannotUndo("Something that was filed since stands in the way. Change it by hand.") from None
    AuditLine.objects.filter(pk__in=line.detail.get("lines", ()), meeting=None).update(meeting_id=whole[1])
    _ask_again(line, rows)
    changes = changes_between(before, rows_of(whole, before.keys() | keys))
    for row in changes:
        if row.now is None and (row.table, row.key) not in keys:
            raise CannotUndo(f"This would take along what was added since: {row}. Undo that first.")
    _may_be_shown(whole, against)
    undone = AuditLine(by=by, verb="undo", about=line.about, table=line.table, key=line.key, undoes=line)
    undone.detail = {name: value for name, value in line.detail.items() if name == "lines"}
    return noted(undone, whole, changes)


def _stands(row: AuditRow, line: AuditLine) -> None:
    """Raises CannotUndo where a row is not as the act left it."""
    try:
        now = class_of(row.table)._base_manager.filter(pk=row.key).values(*(row.now or ["pk"])).first()  # noqa: SLF001 - Django's own documented name
    except (LookupError, FieldError):
        raise CannotUndo("The archive keeps records in another form since this was done. Change it by hand.") from None
    if now is not None and row.now is not None and {name: plain(value) for name, value in now.items()} == row.now:
        return
    if now is None and row.now is None:
        return
    what = f"{class_of(row.table)._meta.verbose_name} {row.about}".strip()  # noqa: SLF001 - Django's own documented name
    later = AuditLine.objects.filter(rows__table=row.table, rows__key=row.key, pk__gt=line.pk).first()
    whose = f" by {later.by or 'the archive'} on {localtime(later.at):%-d %B %Y at %H:%M}" if later else ""
    raise CannotUndo(f"This was changed again{whose}: {what}. Undo the later change first.")


def _ask_again(line: AuditLine, rows: list[AuditRow]) -> None:
    """What was decided of an item since the act was decided of other words: it is asked again, or the item is withheld.

    An item that comes back did not hear what a file said since.
    """
    for item in AgendaItem.objects.filter(pk__in=_items(rows)).select_related("meeting"):
        back = any((row.table, row.key, row.now) == ("agendaitem", item.pk, None) for row in rows)
        since = AuditLine.objects.filter(meeting=item.meeting, pk__gt=line.pk)
        if not item.restricted and back and since.filter(verb="ingest").exists():
            item.restricted, item.restricted_because = True, _CAME_BACK
            item.save(update_fields=["restricted", "restricted_because"])
        answered = since.filter(verb="lift", table="agendaitem", key=item.pk)
        if item.sensitive and item.sensitivity_answered and not item.restricted and answered.exists():
            item.sensitivity_answered = False
            item.save(update_fields=["sensitivity_answered"])


def _items(rows: list[AuditRow]) -> set[int]:
    """The items whose words these rows hold."""
    held = {"agendaitem": {row.key for row in rows if row.table == "agendaitem"}}
    for table, up in _UPWARDS:
        below = {row.key for row in rows if row.table == table} | held.get(table, set())
        above = class_of(table)._base_manager.filter(pk__in=below).values_list(up[0], flat=True)  # noqa: SLF001 - Django's own documented name
        held.setdefault(up[1], set()).update(above)
    return held["agendaitem"]


def _against(whole: Key) -> frozenset[str]:
    """What stands against showing the meeting, where the public sees it."""
    meeting = Meeting.objects.filter(pk=whole[1], state=State.PUBLISHED).first() if whole[0] == "meeting" else None
    return frozenset(publication.reasons_against(meeting)) if meeting else frozenset()


def _may_be_shown(whole: Key, before: frozenset[str]) -> None:
    """Raises CannotUndo where the public would see what has to be answered first, and had not to be before."""
    against = sorted(_against(whole) - before)
    if against:
        raise CannotUndo(f"The meeting is public, and this cannot be as it was there. {' '.join(against)}")
