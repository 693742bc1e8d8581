"""What one line of each kind of an export holds. Data only: docs/export.md describes it for those who read the files.

A meeting is named by its board and day, `ferries-board/2021-05-20`, and an item by that and its part of the address,
`ferries-board/2021-05-20/item-7`: as the public addresses name them.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from meetings.minutes import vocabulary

_SLUG = r"[-a-zA-Z0-9_]{1,200}"
_REF = r"[-a-zA-Z0-9_.]{1,60}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-(?:[2-9]|[1-9][0-9]{1,3}))?"

Slug = Annotated[str, re.compile(_SLUG)]
Ref = Annotated[str, re.compile(_REF)]
MeetingAddress = Annotated[str, re.compile(f"{_SLUG}/{_DAY}")]
ItemAddress = Annotated[str, re.compile(f"{_SLUG}/{_DAY}/item-{_REF}")]
Position = Annotated[int, range(1, 32_768)]
Sequence = Annotated[int, range(1, 10_000)]
VersionNumber = Annotated[int, range(1, 1_000_000)]
Level = Annotated[int, range(100)]


class Status(StrEnum):
    """What is known of an action; the values are those of the record."""

    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A council or other body that people come from."""

    slug: Slug
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A board or committee."""

    slug: Slug
    name: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A councillor or other attendee; every way in which notes print the name stands in the seats."""

    slug: Slug
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, list entry, inner heading or table row, in the words of the source."""

    kind: vocabulary.PassageKind
    text: str
    marker: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a decision or an action stands among the passages of its item."""

    kind: Literal["decision", "action"]
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person of a list of attendance or of membership, as printed and as matched."""

    position: Position
    member: Slug | None
    printed: str
    name: str
    honorific: str
    honours: str
    role: vocabulary.Role
    role_printed: str
    authority: Slug | None
    authority_printed: str
    party: str
    note: str
    uncertain: bool


class Part(StrEnum):
    """Parts of a record beside its items."""

    OPENING = "opening"
    ATTENDANCE = "attendance"
    MEMBERSHIP = "membership"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a meeting's record: since when, and in which parts and items it differs from the one before."""

    number: VersionNumber
    day: dt.date
    parts: tuple[Part, ...]
    items: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A published meeting, without its items."""

    board: Slug
    date: dt.date
    sequence: Sequence
    record: vocabulary.Record
    board_printed: str
    time: str
    venue: str
    is_draft_record: bool
    preamble: tuple[Passage, ...]
    attendance: tuple[Seat, ...]
    membership: tuple[Seat, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing the board decided; its outcomes in order of appearance."""

    position: Position
    lead_in: str
    text: str
    heading: str
    inferred: bool
    negative: bool
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing somebody must do, with what may be said of its reply."""

    position: Position
    lead_in: str
    text: str
    heading: str
    inferred: bool
    due: dt.date | None
    boilerplate: bool
    owners: tuple[str, ...]
    status: Status
    reply: ItemAddress | None
    reply_quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A declaration of interest."""

    position: Position
    member: Slug | None
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a paper."""

    name: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A report or appendix of an agenda pack."""

    position: Position
    title: str
    pages: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One public item of business; `text` is everything in it in printed order."""

    meeting: MeetingAddress
    ref: Ref
    number: str
    withheld: Literal[False]
    title: str
    agenda_only: bool
    text: tuple[Passage | Place, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]
    declarations: tuple[Declaration, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """All that may be known of a private item: that it is there, and its number."""

    meeting: MeetingAddress
    ref: Ref
    number: str
    withheld: Literal[True]


Shape = Authority | Board | Member | Meeting | Item | Withheld

FILES: dict[str, object] = {
    "authorities.jsonl": Authority,
    "boards.jsonl": Board,
    "members.jsonl": Member,
    "meetings.jsonl": Meeting,
    "items.jsonl": Item | Withheld,
}
"""File → what each of its lines holds, in the order in which they are read: what is named stands before its name."""


def meeting_address(board: str, day: str) -> str:
    """How lines name a meeting: the board's slug, and the day as `Meeting.day` has it."""
    return f"{board}/{day}"


def item_address(meeting: str, ref: str) -> str:
    """How lines name an item."""
    return f"{meeting}/item-{ref}"
