"""Minutes made by hand: plain functions with defaults, every span in its own place."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from meetings.extraction.blocks import Span
from meetings.minutes.codec import to_data
from meetings.minutes.structure import Action, Attendee, Decision, Declaration, Header, Item, Minutes, Paper, Passage
from meetings.minutes.vocabulary import Record, Role
from meetings.models import Reading, Source

_place = count(1)
DAY = dt.date(2021, 5, 20)


def span() -> Span:
    """A span that no other record of this run has."""
    start = next(_place) * 10
    return Span(start, start + 9)


def passage(text: str = "Members discussed it.") -> Passage:
    """A paragraph."""
    return Passage(text=text, span=span())


def decision(text: str = "The Board noted the report.", **fields: Any) -> Decision:
    """A decision under a heading."""
    return Decision(**{"text": text, "span": span(), "outcomes": ("noted",), "heading": "Decision", **fields})


def action(text: str = "Officers to report back.", **fields: Any) -> Action:
    """An action with an owner."""
    return Action(**{"text": text, "span": span(), "owners": ("Officers",), "heading": "Action", **fields})


def declaration(name: str = "Cllr Ann Bee", **fields: Any) -> Declaration:
    """A declaration of interest."""
    return Declaration(**{"name": name, "text": f"{name} declared an interest.", "span": span(), **fields})


def paper(title: str = "The state of the harbour", **fields: Any) -> Paper:
    """A report of an agenda pack."""
    return Paper(**{"title": title, "span": span(), "sections": (("Purpose", (passage("To inform."),)),), **fields})


def item(number: str = "1", title: str = "", **fields: Any) -> Item:
    """An item with one passage; its place is put right by `minutes`."""
    values = {"number": number, "position": 1, "title": title or f"Harbour dues {number}", "span": span()}
    return Item(**{**values, "title_span": span(), "passages": (passage(),), **fields})


def seat(name: str = "Ann Bee", authority: str = "Averham Council", **fields: Any) -> Attendee:
    """A member at the meeting."""
    values = {"printed": f"Cllr {name}", "name": name, "honorific": "Cllr", "role": Role.MEMBER, "span": span()}
    return Attendee(**{**values, "role_printed": "Members", "authority": authority, **fields})


def minutes(*items: Item, board: str = "Ferries Board", date: dt.date | None = DAY, **fields: Any) -> Minutes:
    """Minutes of one meeting; `time`, `venue` and `draft` go into the header."""
    header = {name: fields.pop(name) for name in ("time", "venue", "draft") if name in fields}
    numbered = tuple(_at(each, position) for position, each in enumerate(items or (item(),), start=1))
    values = {"record": Record.MINUTES, "family": "F1", "span": Span(0, 100_000), "items": numbered}
    return Minutes(**{**values, "header": Header(board=board, date=date, **header), **fields})


def agenda(*items: Item, **fields: Any) -> Minutes:
    """An agenda of the same meeting."""
    return minutes(*items, **{"record": Record.AGENDA, "family": "F3", **fields})


def reading(*told: Minutes, sha256: str = "", organisation: str = "", source: Source | None = None) -> Reading:
    """A stored reading of a source; of a new one unless `source` is read again."""
    number = next(_place)
    source = source or Source.objects.create(
        sha256=sha256 or f"{number:064x}", filename=f"{number}.txt", size=1, organisation=organisation
    )
    return Reading.objects.create(
        source=source, parser_version=f"t{number}", text="", minutes=[to_data(each) for each in told or (minutes(),)]
    )


def _at(item: Item, position: int) -> Item:
    return Item(**{name: getattr(item, name) for name in Item.__dataclass_fields__} | {"position": position})
