"""What the sources of one meeting say, put together, whichever of them came first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from meetings.filing.folding import fold
from meetings.minutes.codec import to_data
from meetings.minutes.structure import Header, Item, Minutes, Paper
from meetings.minutes.vocabulary import Record

_SIMILAR_TITLE = 60.0
"""Out of 100: titles this near are one when their numbers are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldItem:
    """One item, and which telling each part of it comes from (its place in the sequence given)."""

    item: Item
    by: int
    papers_by: tuple[int, ...] = ()
    agenda_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """One meeting from all its tellings, and which telling each part comes from."""

    minutes: Minutes
    head: int
    """The telling that the header follows."""
    items: tuple[ToldItem, ...]
    """The same items as in `minutes`, in the same order."""
    attendance: int
    membership: int


def combine(tellings: Sequence[Minutes]) -> Combined:
    """One meeting's Minutes from what each of its sources says; at least one telling goes in.

    Minutes are believed before an agenda, a final record before a draft, then the fullest. The order of
    the tellings decides nothing, except which of two that are equal to the letter is named.
    """
    ranked = list(range(len(tellings)))
    if len(tellings) > 1:
        ranked.sort(key=lambda index: _rank(tellings[index]))
    lead = tellings[ranked[0]]
    items = _items(tellings, ranked)
    attendance = _first(tellings, ranked, lambda telling: telling.record is lead.record and bool(telling.attendance))
    membership = _first(tellings, ranked, lambda telling: bool(telling.membership))
    minutes = replace(
        lead,
        header=_header([tellings[index] for index in ranked]),
        items=tuple(told.item for told in items),
        attendance=tellings[attendance].attendance,
        membership=tellings[membership].membership,
        own=(),
        left_over=(),
        findings=(),
    )
    return Combined(minutes=minutes, head=ranked[0], items=items, attendance=attendance, membership=membership)


def same_item(one: Item, other: Item) -> bool:
    """Whether two sources mean one item: equal titles, or equal numbers with similar titles."""
    title, other_title = fold(one.title), fold(other.title)
    if title == other_title:
        return bool(title) or one.number == other.number
    return bool(one.number) and one.number == other.number and fuzz.ratio(title, other_title) >= _SIMILAR_TITLE


def _rank(telling: Minutes) -> tuple[bool, bool, int, str]:
    planned = telling.record is not Record.MINUTES
    return planned, telling.header.draft, -_fullness(telling), json.dumps(to_data(telling), sort_keys=True)


def _fullness(telling: Minutes) -> int:
    said = [passage.text for item in telling.items for passage in item.passages]
    decided = [decision.text for item in telling.items for decision in item.decisions]
    to_do = [action.text for item in telling.items for action in item.actions]
    present = [seat.printed for seat in telling.attendance]
    return sum(map(len, [*said, *decided, *to_do, *present]))


def _first(tellings: Sequence[Minutes], ranked: list[int], has: Callable[[Minutes], bool]) -> int:
    return next((index for index in ranked if has(tellings[index])), ranked[0])


def _header(ranked: list[Minutes]) -> Header:
    lead = ranked[0].header
    venue = next((each.header for each in ranked if each.header.venue), lead)
    time = next((each.header.time for each in ranked if each.header.time), "")
    return replace(lead, time=time, venue=venue.venue, venue_span=venue.venue_span)


def _items(tellings: Sequence[Minutes], ranked: list[int]) -> tuple[ToldItem, ...]:
    told = [_told(item, ranked[0]) for item in tellings[ranked[0]].items]
    for index in ranked[1:]:
        planned = tellings[index].record is not tellings[ranked[0]].record
        taken: set[int] = set()
        for item in tellings[index].items:
            at = _match(item, told, taken)
            if at is None:
                at = len(told) if planned else _place(item, told)
                told.insert(at, _told(item, index, agenda_only=planned))
                taken = {place + (place >= at) for place in taken}
            else:
                told[at] = _lent(told[at], item, index)
            taken.add(at)
    return tuple(
        replace(each, item=replace(each.item, position=position)) for position, each in enumerate(told, start=1)
    )


def _told(item: Item, by: int, *, agenda_only: bool = False) -> ToldItem:
    return ToldItem(item=item, by=by, papers_by=(by,) * len(item.papers), agenda_only=agenda_only)


def _match(item: Item, told: list[ToldItem], taken: set[int]) -> int | None:
    """The place of the same item: by title before by number."""
    free = [at for at, each in enumerate(told) if at not in taken and same_item(item, each.item)]
    alike = [at for at in free if fold(told[at].item.title) == fold(item.title)]
    same_number = [at for at in alike if told[at].item.number == item.number]
    return next(iter([*same_number, *alike, *free]), None)


def _place(item: Item, told: list[ToldItem]) -> int:
    """Where an item that only a lesser source minuted stands: in the order of numbers, where there is one."""
    minuted = [each for each in told if not each.agenda_only]
    numbers = [_number(each.item.number) for each in minuted]
    own = _number(item.number)
    if own is None or None in numbers:
        return len(minuted)
    return next((at for at, number in enumerate(numbers) if number and number > own), len(minuted))


def _number(printed: str) -> tuple[int, str] | None:
    found = re.fullmatch(r"(\d{1,6})([A-Za-z]?)", printed)
    return (int(found[1]), found[2].upper()) if found else None


def _lent(told: ToldItem, other: Item, by: int) -> ToldItem:
    """The item with what another source of it adds: its restriction and its papers."""
    papers, papers_by = list(told.item.papers), list(told.papers_by)
    for paper in other.papers:
        if not any(_same_paper(paper, each) for each in papers):
            papers.append(paper)
            papers_by.append(by)
    item = replace(
        told.item,
        papers=tuple(papers),
        restricted=told.item.restricted or other.restricted,
        restricted_because=told.item.restricted_because or other.restricted_because,
    )
    return replace(told, item=item, papers_by=tuple(papers_by))


def _same_paper(one: Paper, other: Paper) -> bool:
    return fold(one.title) == fold(other.title)
