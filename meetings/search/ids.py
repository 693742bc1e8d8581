"""The packed id of a search entry: what a search sorts and narrows by, in one integer. No Django.

    year - 1799 (9 bits) | day of the year (9) | board (14) | sitting (3) | place (12) | kind (3) | outcomes (8)
    | routine (1)

A larger id is a later meeting, and inside a meeting an earlier place, so that the order of ids turned round is the
order in which the record is read, newest meeting first. People and councils have year 0 and their own number.
"""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

ROUTINE, OUTCOMES, KIND, PLACE, SITTING, BOARD, DAY, YEAR = 0, 1, 9, 12, 24, 27, 41, 50
"""The lowest bit of each part."""

WIDTH = {ROUTINE: 1, OUTCOMES: 8, KIND: 3, PLACE: 12, SITTING: 3, BOARD: 14, DAY: 9, YEAR: 9}
FIRST_YEAR, LAST_YEAR = 1800, 2310
MOST_PLACES = (1 << WIDTH[PLACE]) - 1
MOST_SITTINGS = 1 << WIDTH[SITTING]
MOST_BOARDS = (1 << WIDTH[BOARD]) - 1

_LETTERS, _NUMBER = 3, 22
"""Letters of a name, and bits of a number, in the id of a person; with them it stays below those of meetings."""


class Kind(IntEnum):
    """What an entry is of."""

    ITEMS = 1
    DISCUSSION = 2
    DECISIONS = 3
    ACTIONS = 4
    MEMBERS = 5
    AUTHORITIES = 6


PEOPLE = (Kind.MEMBERS, Kind.AUTHORITIES)


def of_meeting(date: dt.date, board: int, sitting: int) -> int | None:
    """The part of an id that all texts of a meeting share; `sitting` is the meeting's sequence from 1.

    None when something does not fit: such a meeting is not indexed.
    """
    if not (FIRST_YEAR <= date.year <= LAST_YEAR and 0 < board <= MOST_BOARDS and 0 < sitting <= MOST_SITTINGS):
        return None
    return floor_of(date) | board << BOARD | (MOST_SITTINGS - sitting) << SITTING


def pack(meeting: int, place: int, kind: Kind, *, outcomes: int = 0, routine: bool = False) -> int | None:
    """The id of a text of a meeting, its `place`-th from 0; None when the meeting has too many."""
    if not 0 <= place < MOST_PLACES:
        return None
    return meeting | (MOST_PLACES - place) << PLACE | kind << KIND | outcomes << OUTCOMES | routine


def pack_person(number: int, kind: Kind, name: str) -> int | None:
    """The id of a member or an authority by its own number, in the order of the first letters of a folded name.

    None when the number does not fit. Its order says little of when, or beside whom, somebody came on file.
    """
    if not 0 < number < 1 << _NUMBER:
        return None
    letters = [ord(letter) - ord("a") + 1 for letter in name if "a" <= letter <= "z"][:_LETTERS]
    rank = 0
    for letter in [*letters, *[0] * _LETTERS][:_LETTERS]:
        rank = rank * 27 + letter
    by_name = int(27**_LETTERS) - rank
    return (by_name << _NUMBER | (1 << _NUMBER) - number) << PLACE | kind << KIND


def floor_of(date: dt.date) -> int:
    """The lowest id that a meeting on this day or later may have; earlier or later years count as the nearest."""
    if date.year < FIRST_YEAR:
        return 1 << YEAR
    if date.year > LAST_YEAR:
        return (LAST_YEAR + 1 - FIRST_YEAR + 1) << YEAR
    return (date.year - FIRST_YEAR + 1) << YEAR | date.timetuple().tm_yday << DAY


def part(docid: int, at: int) -> int:
    """One part of an id, such as `part(docid, KIND)`; 0 of a person for what only a meeting's text has."""
    if docid < 1 << YEAR and at != KIND:
        return 0
    return docid >> at & (1 << WIDTH[at]) - 1


def year_span(wanted: int) -> tuple[int, int]:
    """The lowest id of a year, and the lowest behind it."""
    return floor_of(dt.date(wanted, 1, 1)), floor_of(dt.date(wanted, 12, 31)) + (1 << DAY)


def year(docid: int) -> int:
    """The year of the meeting, 0 for a person."""
    packed = part(docid, YEAR)
    return packed and packed + FIRST_YEAR - 1


def day_of(docid: int) -> dt.date | None:
    """The day of the meeting, None for a person."""
    number = part(docid, DAY)
    return dt.date(year(docid), 1, 1) + dt.timedelta(days=number - 1) if number and part(docid, YEAR) else None
