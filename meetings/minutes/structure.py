"""What one source says about one meeting, as plain data.

The shapes here are the contract between the parser, filing and `ingest --json`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.vocabulary import PassageKind, Record, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, list entry, inner heading or table row of an item, in the words of the source."""

    text: str
    span: Span
    kind: PassageKind = PassageKind.PARAGRAPH
    marker: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing the board decided."""

    text: str
    span: Span
    lead_in: str = ""
    """The words the entry continues, such as `The Board agreed:`."""
    outcomes: tuple[str, ...] = ()
    """Verbs of deciding, lower-case past tense, in order of appearance."""
    heading: str = ""
    """The heading it stands under, as printed; blank when there is none."""
    inferred: bool = False
    """Read from a sentence and not from a heading."""
    negative: bool = False
    """The board declined: never to be shown as an approval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing somebody must do."""

    text: str
    span: Span
    lead_in: str = ""
    owners: tuple[str, ...] = ()
    """As printed, without a role in brackets."""
    due: dt.date | None = None
    """Only a date that is written out."""
    heading: str = ""
    inferred: bool = False
    boilerplate: bool = False
    """Routine wording such as taking work forward in line with comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A declaration of interest."""

    name: str
    """As printed, with its honorific."""
    text: str
    """The sentence that declares it."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A report or appendix that stands in an agenda pack for one item."""

    title: str
    span: Span
    pages: str = ""
    """As printed, such as `9 - 14`."""
    sections: tuple[tuple[str, tuple[Passage, ...]], ...] = ()
    """(section name such as `Purpose` or `Recommendations`, its passages)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of business."""

    number: str
    """As printed, without its full stop; blank when none is printed."""
    position: int
    """From 1, in the order of the source."""
    title: str
    span: Span
    title_span: Span
    restricted: bool = False
    restricted_because: str = ""
    """The words that restrict it."""
    sensitive: str = ""
    """Words that make a clerk be asked whether the item is public; they restrict nothing by themselves."""
    passages: tuple[Passage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One person in a list of attendance or of membership."""

    printed: str
    """The whole name as printed."""
    name: str
    """Without honorific and post-nominals."""
    role: Role
    role_printed: str
    span: Span
    honorific: str = ""
    honours: str = ""
    """Post-nominals, separated by blanks."""
    authority: str = ""
    party: str = ""
    note: str = ""
    """What stands in brackets behind the name, such as `as substitute`."""
    uncertain: bool = False
    """The role or the authority was not certain; a finding says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Which meeting this is."""

    board: str = ""
    date: dt.date | None = None
    time: str = ""
    """As printed, such as `11.00 am`."""
    venue: str = ""
    draft: bool = False
    """The source calls itself a draft."""
    board_span: Span | None = None
    date_span: Span | None = None
    venue_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """Text that stands in no record, and why."""

    span: Span
    reason: str
    """`furniture`, `front-matter`, `comment`, `unread`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """One meeting as one source tells of it."""

    record: Record
    header: Header
    family: str
    """`F1` to `F8` of the grammar, or blank when the source is of no known family."""
    span: Span
    preamble: tuple[Passage, ...] = ()
    items: tuple[Item, ...] = ()
    attendance: tuple[Attendee, ...] = ()
    membership: tuple[Attendee, ...] = ()
    own: tuple[Span, ...] = ()
    """Text of the record outside its items and papers: header, preamble, people."""
    left_over: tuple[LeftOver, ...] = field(default=())
    findings: tuple[Finding, ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Nothing was read: the source is kept whole and waits for a clerk."""
        return not (self.items or self.attendance or self.preamble)
