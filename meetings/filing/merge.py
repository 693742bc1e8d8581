"""The last reading, this reading, the record: what to keep of each, and where a clerk must choose.

*base* is what was filed last, *theirs* what the sources say now, *ours* the record as it stands. Where the
record equals the base, theirs is taken; where theirs equals the base, ours is kept; where both moved, ours is
kept and a Clash says so. Spans are no one's wording: they always follow theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Generic, TypeVar

from meetings.filing.folding import fold
from meetings.filing.threeway import Clash, Kind, Places, Sides, align, at, content, field, kept, value
from meetings.minutes.structure import Action, Attendee, Decision, Declaration, Header, Item, Minutes, Paper

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[T]):
    """One entry to keep, and its place in the record and in what the sources say (None: not there)."""

    value: T
    ours: int | None
    theirs: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item to keep; the places of its entries are counted within the item."""

    value: Item
    ours: int | None
    theirs: int | None
    decisions: tuple[Row[Decision], ...]
    actions: tuple[Row[Action], ...]
    declarations: tuple[Row[Declaration], ...]
    papers: tuple[Row[Paper], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What the record must become."""

    minutes: Minutes
    items: tuple[ItemRow, ...]
    attendance: tuple[Row[Attendee], ...]
    membership: tuple[Row[Attendee], ...]
    clashes: tuple[Clash, ...]


_SEAT_KEYS: tuple[Callable[[Attendee], object], ...] = (
    lambda one: str(content(one)),
    lambda one: (fold(one.name), one.role),
    lambda one: fold(one.name),
)
_ITEM: Kind[tuple[str, Item]] = Kind(
    "items",
    (lambda one: (one[0], fold(one[1].title)), lambda one: fold(one[1].title), lambda one: one[0]),
    lambda one: fold(one[1].title),
)
_DECISION: Kind[Decision] = Kind("decisions", (lambda one: one.text,), lambda one: one.text)
_ACTION: Kind[Action] = Kind("actions", (lambda one: one.text,), lambda one: one.text)
_DECLARATION: Kind[Declaration] = Kind(
    "declarations", (lambda one: (one.name, one.text),), lambda one: f"{one.name} {one.text}"
)
_PAPER: Kind[Paper] = Kind("papers", (lambda one: fold(one.title),), lambda one: fold(one.title))
_ATTENDANCE: Kind[Attendee] = Kind("attendance", _SEAT_KEYS, lambda one: fold(one.name))
_MEMBERSHIP: Kind[Attendee] = Kind("membership", _SEAT_KEYS, lambda one: fold(one.name))

_MAY_BE_WITHHELD = "A restricted item is no longer found in the source; this new one may be the same."
_ITEM_APART = frozenset({"restricted", "restricted_because", "decisions", "actions", "declarations", "papers"})


def merge(
    base: Minutes | None,
    theirs: Minutes,
    ours: Minutes | None = None,
    *,
    refs: Sequence[str] | None = None,
    hold: bool = True,
) -> Merged:
    """What to keep of the last filing, of what the sources say now, and of the record.

    `base` and `ours` are None for a meeting that is not on file; `refs` are the addresses of the items of
    `ours`, made from their numbers when left out. With `hold`, an item that was restricted stays so until a
    clerk lifts it, even where no source restricts it any more. Board and date are those of `theirs`: which
    meeting this is, is decided elsewhere.
    """
    nothing = replace(theirs, header=Header(), preamble=(), items=(), attendance=(), membership=())
    sides = Sides(base or nothing, theirs, ours or nothing)
    clashes: list[Clash] = []
    items = _items(sides, refs, clashes, hold=hold)
    attendance = _entries(_ATTENDANCE, field(sides, "attendance"), "", clashes)
    membership = _entries(_MEMBERSHIP, field(sides, "membership"), "", clashes)
    headers = field(sides, "header")
    header = {name: value(field(headers, name), name, clashes) for name in ("time", "venue", "draft")}
    minutes = replace(
        theirs,
        record=value(field(sides, "record"), "record", clashes),
        header=replace(theirs.header, **header),
        preamble=value(field(sides, "preamble"), "preamble", clashes),
        items=tuple(row.value for row in items),
        attendance=tuple(row.value for row in attendance),
        membership=tuple(row.value for row in membership),
    )
    return Merged(minutes=minutes, items=items, attendance=attendance, membership=membership, clashes=tuple(clashes))


def refs_of(items: Sequence[Item]) -> list[str]:
    """The items' parts of their addresses: each number made safe, a repeat told apart by `-2`, `-3`."""
    used: set[str] = set()
    refs = []
    for place, item in enumerate(items, start=1):
        plain = re.sub(r"[^A-Za-z0-9]+", "-", item.number).strip("-") or f"p{place}"
        ref = plain if plain not in used else next(each for n in count(2) if (each := f"{plain}-{n}") not in used)
        used.add(ref)
        refs.append(ref)
    return refs


def _items(
    minutes: Sides[Minutes], refs: Sequence[str] | None, clashes: list[Clash], *, hold: bool
) -> tuple[ItemRow, ...]:
    known, new, now = (refs_of(side.items) for side in minutes)
    lists: Sides[Sequence[tuple[str, Item]]] = Sides(
        *(
            tuple(zip(of_side, side.items, strict=True))
            for of_side, side in zip((known, new, refs or now), minutes, strict=True)
        )
    )
    rows, withheld_lost = [], False
    for places in align(_ITEM, lists):
        referred = at(lists, places)
        ref = next(each[0] for each in (referred.ours, referred.theirs, referred.base) if each)
        sides = Sides(*(each and each[1] for each in referred))
        row = _item(sides, places, f"items/{ref}", clashes, hold=hold)
        rows += [row] if row else []
        withheld_lost |= hold and bool(sides.base and sides.ours and sides.ours.restricted and not sides.theirs)
    return tuple(
        replace(row, value=_numbered(row, position, withheld_lost)) for position, row in enumerate(rows, start=1)
    )


def _numbered(row: ItemRow, position: int, withheld_lost: bool) -> Item:
    """The item at its position; a new one is restricted where a restricted one vanished, as it may be the same."""
    if withheld_lost and row.ours is None and not row.value.restricted:
        return replace(row.value, position=position, restricted=True, restricted_because=_MAY_BE_WITHHELD)
    return replace(row.value, position=position)


def _item(sides: Sides[Item | None], places: Places, path: str, clashes: list[Clash], *, hold: bool) -> ItemRow | None:
    item = kept(sides, path, clashes, _ITEM_APART)
    if item is None:
        return None
    if sides.theirs is not None and sides.ours is not None:
        item = replace(item, **_restriction(sides, path, clashes, hold=hold))
    else:  # the entries of an item that one side alone holds stay with it
        sides = sides._replace(base=None)

    def rows(kind: Kind[Any]) -> tuple[Row[Any], ...]:
        return _entries(kind, Sides(*(each or () for each in field(sides, kind.name))), f"{path}/", clashes)

    decisions, actions = rows(_DECISION), rows(_ACTION)
    declarations, papers = rows(_DECLARATION), rows(_PAPER)
    return ItemRow(
        value=replace(
            item,
            decisions=tuple(row.value for row in decisions),
            actions=tuple(row.value for row in actions),
            declarations=tuple(row.value for row in declarations),
            papers=tuple(row.value for row in papers),
        ),
        ours=places.ours,
        theirs=places.theirs,
        decisions=decisions,
        actions=actions,
        declarations=declarations,
        papers=papers,
    )


def _restriction(sides: Sides[Any], path: str, clashes: list[Clash], *, hold: bool) -> dict[str, Any]:
    """Restriction is no field like another: a new sign of it always restricts, and what a clerk lifted stays so."""
    base, theirs, ours = field(sides, "restricted")
    no_sign_now = base and ours and not theirs
    if no_sign_now and hold:
        clashes.append(Clash(f"{path}/restricted", base, theirs, ours))
    if not (theirs and not base) and (not ours or (no_sign_now and not hold)):
        return {"restricted": False, "restricted_because": ""}
    filed, told, now = field(sides, "restricted_because")
    by_clerk = now and now != filed
    return {"restricted": True, "restricted_because": now if by_clerk else told or now}


def _entries(kind: Kind[T], lists: Sides[Sequence[T]], prefix: str, clashes: list[Clash]) -> tuple[Row[T], ...]:
    rows = []
    for places in align(kind, lists):
        number = 1 + next(place for place in (places.ours, places.theirs, places.base) if place is not None)
        entry = kept(at(lists, places), f"{prefix}{kind.name}/{number}", clashes)
        if entry is not None:
            rows.append(Row(value=entry, ours=places.ours, theirs=places.theirs))
    return tuple(rows)
