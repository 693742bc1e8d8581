"""Whether two readings of one note say the same: their words without their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from meetings.minutes.structure import Minutes

Record = tuple[object, ...]


def records(told: Iterable[Minutes]) -> Iterator[tuple[str, Record]]:
    """Every record of a reading as (kind, its words)."""
    for minutes in told:
        head = minutes.header
        yield "meeting", (minutes.record, head.board, head.date, head.time, head.venue)
        for seat in minutes.attendance:
            yield "person", (seat.name, seat.honours, seat.role, seat.authority)
        for item in minutes.items:
            yield "item", (item.number, item.title, item.restricted)
            yield from (("decision", (item.number, each.text, each.outcomes)) for each in item.decisions)
            yield from (("action", (item.number, each.text, each.owners)) for each in item.actions)
            yield from (("passage", (item.number, each.text)) for each in item.passages)


def differing(
    one: Iterable[Minutes], other: Iterable[Minutes]
) -> tuple[list[tuple[str, Record]], list[tuple[str, Record]]]:
    """Records of the first that the second has not, and the other way round."""
    first, second = Counter(records(one)), Counter(records(other))
    return sorted((first - second).elements(), key=str), sorted((second - first).elements(), key=str)


def lowest(one: Iterable[Minutes], other: Iterable[Minutes]) -> dict[str, float]:
    """F1 of each kind of record that either has; exact words count."""
    first, second = Counter(records(one)), Counter(records(other))
    found = {}
    for kind in sorted({kind for kind, _ in (*first, *second)}):
        mine, theirs = (Counter({each: n for each, n in told.items() if each[0] == kind}) for told in (first, second))
        both = (mine & theirs).total()
        found[kind] = 2 * both / (mine.total() + theirs.total())
    return found
