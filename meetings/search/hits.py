"""Entries → hits: the records behind them, drawn through the door, with what was found lit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from meetings import public
from meetings.models import Board, Meeting, SearchEntry
from meetings.search.ids import BOARD, KIND, WIDTH, YEAR, Kind, part, year, year_span
from meetings.search.light import Light

AROUND = 140
"""Characters shown before the first word that is lit, and as many behind the last that fits."""

LABELS = {
    Kind.ITEMS: "Agenda item",
    Kind.DISCUSSION: "Discussion",
    Kind.DECISIONS: "Decision",
    Kind.ACTIONS: "Action",
    Kind.MEMBERS: "Member",
    Kind.AUTHORITIES: "Authority",
}
MANY = {kind.name.lower(): f"{label[:-1]}ies" if label.endswith("y") else f"{label}s" for kind, label in LABELS.items()}
MANY["discussion"] = "Discussion"

_CELL = sum((1 << WIDTH[at]) - 1 << at for at in (YEAR, BOARD, KIND))
_ROWS: dict[Kind, Callable[[], QuerySet[Any]]] = {
    Kind.ITEMS: public.items,
    Kind.DISCUSSION: public.items,
    Kind.DECISIONS: public.decisions,
    Kind.ACTIONS: public.actions,
    Kind.MEMBERS: public.members,
    Kind.AUTHORITIES: public.authorities,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. `meeting` and `number` are blank for people; `text` holds what is shown of it."""

    kind: Kind
    title: str
    text: str
    address: str
    meeting: Meeting | None = None
    number: str = ""

    @property
    def label(self) -> str:
        """What it is, in a word."""
        return LABELS[self.kind]


def hits(entries: Iterable[SearchEntry], light: Light | None) -> list[Hit]:
    """A hit for each entry, in order. One whose record is no longer public is left out."""
    held = list(entries)
    records: dict[tuple[int, int], Any] = {}
    for kind in {Kind(entry.kind) for entry in held}:
        keys = [entry.record_id for entry in held if entry.kind == kind]
        records |= {(kind, record.pk): record for record in _ROWS[kind]().filter(pk__in=keys)}
    pairs = ((Kind(each.kind), records.get((each.kind, each.record_id))) for each in held)
    return [_hit(kind, record, light) for kind, record in pairs if record is not None]


def _hit(kind: Kind, record: Any, light: Light | None) -> Hit:
    if kind in (Kind.MEMBERS, Kind.AUTHORITIES):
        return Hit(kind=kind, title=record.name, text="", address=record.get_absolute_url())
    item = record if kind in (Kind.ITEMS, Kind.DISCUSSION) else record.item
    text = "" if kind is Kind.ITEMS else _discussion(item) if kind is Kind.DISCUSSION else _said(record)
    return Hit(
        kind=kind,
        title=item.title or "Item without a title",
        text=excerpt(text, light),
        address=record.get_absolute_url(),
        meeting=item.meeting,
        number=item.number,
    )


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
    start = next(iter(light.places(text)), (0, 0))[0] if light else 0
    first, last = max(0, start - AROUND), min(len(text), start + 2 * AROUND)
    first = text.find(" ", first) + 1 if first else 0
    last = text.rfind(" ", first, last) if last < len(text) else last
    return f"{'… ' if first else ''}{text[first:last]}{' …' if last < len(text) else ''}"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many entries there are of one kind, of one board (0 for people), in one year (0 for people)."""

    kind: str
    board: int
    year: int
    count: int


def cells(entries: QuerySet[SearchEntry]) -> list[Cell]:
    """Entries counted by kind, board and year, from their ids alone."""
    counted = entries.order_by().annotate(cell=F("docid").bitand(_CELL)).values_list("cell").annotate(n=Count("docid"))
    return [Cell(Kind(part(at, KIND)).name.lower(), part(at, BOARD), year(at), n) for at, n in counted]


def board_names(cells: Sequence[Cell]) -> dict[int, tuple[str, str]]:
    """The boards of these cells: key → slug and name, by name."""
    rows = Board.objects.public().filter(pk__in={cell.board for cell in cells}).order_by("name", "slug")
    return {pk: (slug, name) for pk, slug, name in rows.values_list("pk", "slug", "name")}


def tally(cells: Sequence[Cell], name: str) -> Counter[Any]:
    """How many entries there are by `kind`, `board` or `year`."""
    counted: Counter[Any] = Counter()
    for cell in cells:
        counted[getattr(cell, name)] += cell.count
    return counted


def of_kinds(entries: QuerySet[SearchEntry], kinds: Iterable[str]) -> QuerySet[SearchEntry]:
    """Entries of these kinds."""
    return entries.filter(kind__in=[Kind[kind.upper()] for kind in kinds])


def in_years(entries: QuerySet[SearchEntry], years: Iterable[int]) -> QuerySet[SearchEntry]:
    """Entries of meetings in any of these years."""
    spans = Q(pk__in=[])
    for wanted in years:
        first, end = year_span(wanted)
        spans |= Q(docid__gte=first, docid__lt=end)
    return entries.filter(spans)


def of_boards(entries: QuerySet[SearchEntry], boards: Iterable[Board]) -> QuerySet[SearchEntry]:
    """Entries of meetings of any of these boards."""
    return entries.filter(meeting__board__in=[board.pk for board in boards], kind__lte=Kind.ACTIONS)


def newest_first() -> QuerySet[SearchEntry]:
    """Every entry, newest meeting first and in the order of the record inside it; people last."""
    return SearchEntry.objects.order_by("-docid")
