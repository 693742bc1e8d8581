"""The whole archive as sorted plain data, without keys and times: equal archives give equal data."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Authority,
    AuthorityName,
    Baseline,
    Board,
    Conflict,
    Decision,
    Declaration,
    Meeting,
    MeetingSource,
    Member,
    MemberName,
    Membership,
    MergeSuggestion,
    Outcome,
    Paper,
    Reading,
    Source,
)

RECORDS: tuple[type[models.Model], ...] = (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Authority,
    AuthorityName,
    Baseline,
    Board,
    Conflict,
    Decision,
    Declaration,
    Meeting,
    MeetingSource,
    Member,
    MemberName,
    Membership,
    MergeSuggestion,
    Outcome,
    Paper,
    Reading,
    Source,
)
NATURAL: dict[str, tuple[str, ...]] = {
    "Action": ("item", "position"),
    "AgendaItem": ("meeting", "ref"),
    "Authority": ("key",),
    "Board": ("organisation", "key"),
    "Decision": ("item", "position"),
    "Meeting": ("board", "date", "sequence"),
    "MeetingSource": ("reading", "index"),
    "Member": ("organisation", "key", "twin"),
    "Reading": ("source", "parser_version"),
    "Source": ("sha256",),
}
"""What names a record without its key."""
Rows = dict[type[models.Model], dict[Any, models.Model]]
TIMES = (models.DateTimeField,)


def dump() -> dict[str, list[str]]:
    """Model name → one JSON line for each record, sorted."""
    rows = {model: {row.pk: row for row in model._default_manager.all()} for model in RECORDS}
    return {model.__name__: sorted(_line(row, rows) for row in held.values()) for model, held in rows.items()}


def _line(row: models.Model, rows: Rows) -> str:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and not isinstance(field, TIMES)]
    return json.dumps({field.name: _plain(row, field, rows) for field in fields}, sort_keys=True, default=str)


def _plain(row: models.Model, field: Any, rows: Rows) -> Any:
    value = getattr(row, field.attname)
    if value is None or field.related_model not in rows:
        return value
    other = rows[field.related_model][value]
    return [_plain(other, other._meta.get_field(name), rows) for name in NATURAL[type(other).__name__]]
