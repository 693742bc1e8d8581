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
TIMES = (models.DateTimeField,)


def dump() -> dict[str, list[str]]:
    """Model name → one JSON line for each record, sorted."""
    return {model.__name__: _lines(model) for model in RECORDS}


def _lines(model: type[models.Model]) -> list[str]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not isinstance(field, TIMES)]
    return sorted(
        json.dumps({field.name: _plain(getattr(row, field.name)) for field in fields}, sort_keys=True, default=str)
        for row in model._default_manager.all()
    )


def _plain(value: Any) -> Any:
    if not isinstance(value, models.Model):
        return value
    names = NATURAL.get(type(value).__name__, ())
    return [_plain(getattr(value, name)) for name in names]
