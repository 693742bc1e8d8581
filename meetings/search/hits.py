"""Entries → hits: the records behind them, drawn through the door, with what was found lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings import public
from meetings.models import Meeting
from meetings.search.ids import Kind
from meetings.search.light import Light
from meetings.search.results import Found

AROUND = 140
"""Characters shown before the first word that is lit, and as many behind the last that fits."""

LABELS = {
    Kind.ITEMS: _("Agenda item"),
    Kind.DISCUSSION: _("Discussion"),
    Kind.DECISIONS: _("Decision"),
    Kind.ACTIONS: _("Action"),
    Kind.MEMBERS: _("Member"),
    Kind.AUTHORITIES: _("Authority"),
}
MANY = {
    "items": _("Agenda items"),
    "discussion": _("Discussion"),
    "decisions": _("Decisions"),
    "actions": _("Actions"),
    "members": _("Members"),
    "authorities": _("Authorities"),
}
"""Kind of record, by name → what many of them are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. `meeting` and `number` are blank for people; `text` holds what is shown of `record`.

    `at` is its place in the page of the meeting (`item-7`, `decision-7-1`), and `source_n` the number of the source
    that tells of it, 0 when none does.
    """

    kind: Kind
    title: str
    text: str
    record: Any
    meeting: Meeting | None = None
    number: str = ""
    at: str = ""
    source_n: int = 0

    @property
    def address(self) -> str:
        """The address to cite it by."""
        found: str = self.record.get_absolute_url()
        return found

    @property
    def label(self) -> str:
        """What it is, in a word."""
        return str(LABELS[self.kind])


def hits(found: Sequence[Found], light: Light | None) -> list[Hit]:
    """A hit for each entry, in order. One whose record is no longer public is left out."""
    records = public.records_of((entry.kind.name.lower(), entry.record_id) for entry in found)
    pairs = ((entry.kind, records.get((entry.kind.name.lower(), entry.record_id))) for entry in found)
    return [_hit(kind, record, light) for kind, record in pairs if record is not None]


def _hit(kind: Kind, record: Any, light: Light | None) -> Hit:
    if kind in (Kind.MEMBERS, Kind.AUTHORITIES):
        return Hit(kind=kind, title=record.name, text="", record=record)
    item = record if kind in (Kind.ITEMS, Kind.DISCUSSION) else record.item
    text = "" if kind is Kind.ITEMS else _discussion(item) if kind is Kind.DISCUSSION else _said(record)
    return Hit(
        kind=kind,
        title=item.title or gettext("Item without a title"),
        text=excerpt(text, light),
        record=record,
        meeting=item.meeting,
        number=item.number,
        at=_place(kind, record),
        source_n=record.source_n,
    )


def _place(kind: Kind, record: Any) -> str:
    """Where the record stands in the page of its meeting."""
    if kind in (Kind.ITEMS, Kind.DISCUSSION):
        return f"item-{record.ref}"
    return f"{kind.name.lower()[:-1]}-{record.item.ref}-{record.position}"


def _said(record: Any) -> str:
    return f"{record.lead_in} {record.text}".strip()


def _discussion(item: Any) -> str:
    told = [passage["text"] for passage in item.passages]
    for paper in item.papers:
        told += [paper.title, *(passage["text"] for _, passages in paper.sections for passage in passages)]
    return " ".join(told)


def excerpt(text: str, light: Light | None) -> str:
    """The part of a text that shows the first word that is lit; the beginning when none is."""
    if len(text) <= 3 * AROUND:
        return text
    start = light.first(text) if light else 0
    first, last = max(0, start - AROUND), min(len(text), start + 2 * AROUND)
    first = text.find(" ", first) + 1 if first else 0
    last = text.rfind(" ", first, last) if last < len(text) else last
    return f"{'… ' if first else ''}{text[first:last]}{' …' if last < len(text) else ''}"
