"""Public records by key, of several kinds at once, from one question however many there are."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import CharField, DateField, Expression, F, IntegerField, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from meetings.models import Action, AgendaItem, Authority, Board, Decision, Meeting, Member, Paper
from meetings.models.prepared import Prepared, united
from meetings.public.lists import with_source_number

Key = tuple[str, int]
"""Kind, as the search index names it (`items`, `discussion`, `decisions` …), and the record's own key."""

_ITEM = {"pk": IntegerField, "ref": TextField, "number": TextField, "title": TextField}
_MEETING = {"pk": IntegerField, "date": DateField, "sequence": IntegerField}
_BOARD = {"pk": IntegerField, "slug": TextField, "name": TextField}
_PLACE = [
    (prefix, name, field)
    for prefix, fields in (("", _ITEM), ("meeting__", _MEETING), ("meeting__board__", _BOARD))
    for name, field in fields.items()
]
"""What says where a record stands: of the item, of its meeting, and of its board."""

_MODELS: dict[str, Any] = {
    "items": AgendaItem,
    "discussion": AgendaItem,
    "papers": Paper,
    "decisions": Decision,
    "actions": Action,
    "members": Member,
    "authorities": Authority,
}
_TEXTS = {
    "items": (None, None, None),
    "discussion": (None, "passages", None),
    "papers": ("position", "title", "sections"),
    "decisions": ("position", "lead_in", "text"),
    "actions": ("position", "lead_in", "text"),
    "members": (None, "name", "slug"),
    "authorities": (None, "name", "slug"),
}
"""Kind → the fields that hold its position and its two texts."""


def records_of(keys: Iterable[Key]) -> dict[Key, Any]:
    """The public ones among these records.

    A decision or an action has `item`, `item.meeting` and `item.meeting.board`, `position`, `lead_in` and `text`; an
    item that was asked for as discussion has `passages` and `papers`; members and authorities have their names. Each
    but these has `source_n`: which source of the meeting tells of it, 0 for none.
    """
    wanted: dict[str, set[int]] = {}
    for kind, key in keys:
        wanted.setdefault(kind, set()).add(key)
    if "discussion" in wanted:
        wanted["papers"] = wanted["discussion"]
    if not wanted:
        return {}
    told = united(_QUESTIONS[kind].of_keys(held) for kind, held in wanted.items())
    told.sort(key=lambda row: (row[0] == "papers", row[3] or 0))
    found: dict[Key, Any] = {}
    meetings: dict[int, Meeting] = {}
    for kind, pk, source_n, position, one, two, *place in told:
        if kind == "papers":
            paper = _made(Paper, id=pk, position=position, title=one, sections=json.loads(two))
            found["discussion", place[0]].papers.append(paper)
        else:
            found[kind, pk] = _record(kind, pk, (position, one, two), place, meetings)
            found[kind, pk].source_n = source_n
    return found


def _rows(kind: str, keys: RawSQL) -> QuerySet[Any, Any]:
    """Kind, key, number of the source, position, two texts and the place of the public records with these keys."""
    held = _MODELS[kind].objects.public().filter(**{"item__in" if kind == "papers" else "pk__in": keys}).order_by()
    told = kind in ("items", "discussion", "decisions", "actions")
    number = "source_n" if told else None
    held = with_source_number(held) if told else held
    to_item = {"members": None, "authorities": None, "items": "", "discussion": ""}.get(kind, "item__")
    position, one, two = _TEXTS[kind]
    texts = [
        *(_cast(name, IntegerField) for name in (number, position)),
        *(_cast(name, TextField) for name in (one, two)),
    ]
    place = [_cast(None if to_item is None else f"{to_item}{way}{name}", field) for way, name, field in _PLACE]
    made: QuerySet[Any, Any] = held.values_list(Value(kind, CharField()), "pk", *texts, *place)
    return made


def _cast(name: str | None, field: type[Any]) -> Expression:
    """A column of that type, NULL without a name: the parts of one question have the same types."""
    return Cast(F(name) if name else Value(None), field())


_QUESTIONS = {kind: Prepared(partial(_rows, kind)) for kind in _MODELS}


def _record(kind: str, pk: int, texts: tuple[Any, str, str], place: list[Any], meetings: dict[int, Meeting]) -> Any:
    position, one, two = texts
    if kind in ("members", "authorities"):
        return _made(_MODELS[kind], id=pk, name=one, slug=two)
    item = _item(place, meetings)
    if kind in ("items", "discussion"):
        item.passages, item.papers = json.loads(one or "[]"), []
        return item
    record = _made(_MODELS[kind], id=pk, item_id=item.pk, position=position, lead_in=one, text=two)
    record.item = item
    return record


def _item(place: list[Any], meetings: dict[int, Meeting]) -> Any:
    """An item in its meeting; `meetings` are those that others are in."""
    pk, ref, number, title, meeting, date, sequence, *board = place
    if meeting not in meetings:
        date = dt.date.fromisoformat(date) if isinstance(date, str) else date  # SQLite has no days
        of = _made(Board, **dict(zip(("id", "slug", "name"), board, strict=True)))
        meetings[meeting] = _made(Meeting, id=meeting, date=date, sequence=sequence, board_id=of.pk)
        meetings[meeting].board = of
    item = _made(AgendaItem, id=pk, ref=ref, number=number, title=title, meeting_id=meeting)
    item.meeting = meetings[meeting]
    return item


def _made(model: Any, **columns: Any) -> Any:
    """A record as a query for these columns alone would give it: what else is read of it is asked for."""
    known = model._meta.concrete_fields  # noqa: SLF001 - Django's own documented name
    named = [field.attname for field in known if field.attname in columns]
    return model.from_db(connection.alias, named, [columns[name] for name in named])
