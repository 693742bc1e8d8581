"""The contract of the search as tables: what is asked, how it is said back, and every record that it finds.

The tables were written with the notes at hand, not from what the archive answered. A line of `finds` is a board and a
day, and the records of that meeting in order: `item-5` has nothing but its title, `text-5` has a discussion or papers,
`decision-5-1` and `action-5-1` are the first of item 5. People and councils come last; their order says nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict

TABLES = Path(__file__).parent / "contract"
BOARDS = {
    "cabinet": "cabinet",
    "ferries": "harbour-and-ferries-committee",
    "flooding": "environment-and-flooding-board",
    "improvement": "improvement-and-innovation-board",
    "planning": "planning-committee",
    "skills": "skills-and-enterprise-board",
    "youth": "sallow-valley-youth-forum",
}
"""The word of a table → the last part of the board's address."""

KINDS = {"item": "items", "text": "discussion", "decision": "decisions", "action": "actions"}
PARAMETER = {"actions": "owner"}
"""List → the parameter that holds its query; `q` in every other."""


Linked = tuple[str, str, str]
"""Day, last part of the board's address, and record, as a link tells them."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record, as far as its address tells it; `day` is blank for people and councils."""

    day: str
    board: str
    ref: str
    kind: str

    @property
    def bare(self) -> Linked:
        """What a link to it tells: not whether an item has a discussion."""
        return self.day, self.board, self.ref.replace("text-", "item-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One row: `q` asked of a list, with other parameters in `chosen`."""

    table: str
    q: str
    said: str = ""
    notes: tuple[str, ...] = ()
    list: str = "search"
    chosen: str = ""
    finds: tuple[Record, ...] = ()

    def __str__(self) -> str:
        return f"{self.table}: {self.address}"

    @property
    def links(self) -> list[Linked]:
        """Where its rows lead to."""
        return in_order([each.bare for each in self.finds])

    @property
    def decisions(self) -> list[Linked]:
        """The decisions among its rows."""
        return [each.bare for each in self.finds if each.kind == "decisions"]

    @property
    def query(self) -> str:
        """The query string."""
        return "&".join(filter(None, [urlencode({PARAMETER.get(self.list, "q"): self.q}), self.chosen]))

    @property
    def address(self) -> str:
        """Where it is asked, on one page."""
        return f"/{self.list}/?{self.query}"


@cache
def table(name: str) -> tuple[Asked, ...]:
    """The rows of one table."""
    rows = tomllib.loads((TABLES / f"{name}.toml").read_text())["asked"]
    return tuple(_row(name, row) for row in rows)


def tables(*names: str) -> list[Asked]:
    """The rows of several tables."""
    return [row for name in names for row in table(name)]


def every(kind: str) -> list[Asked]:
    """The rows of all tables that are asked of one list."""
    names = sorted(path.stem for path in TABLES.glob("*.toml"))
    return [row for row in tables(*names) if row.list == kind]


def in_order(records: Sequence[Linked]) -> list[Linked]:
    """Records of meetings as they stand, then people and councils, whose order says nothing."""
    return [*(each for each in records if each[0]), *sorted(each for each in records if not each[0])]


def links(page: str) -> list[Linked]:
    """The records that the rows of a page lead to, in order, as `Record.bare` has them."""
    rows = page.partition('<ol class="rows')[2].partition("</ol>")[0]
    return [linked(unescape(link)) for link in re.findall(r'<h3[^>]*><a href="([^"]*)"', rows)]


def linked(link: str) -> Linked:
    """Where a link leads to: a record's own page, or its place in its meeting."""
    parts = urlsplit(link)
    kind, *place = parts.path.strip("/").split("/")
    if kind != "meetings":
        return "", "", place[0]
    board, day, *rest = place
    if rest:
        return day, board, f"{rest[1].partition('-')[0]}-{rest[0].partition('-')[2]}-{rest[1].partition('-')[2]}"
    return day, board, parts.fragment


def counted(asked: Asked) -> tuple[int, dict[str, dict[str, int]]]:
    """How many records it finds, and facet → value → how many it would leave, each facet without its own choice."""
    whole = next(each for each in table(asked.table) if (each.q, each.chosen) == (asked.q, ""))
    held = dict(QueryDict(asked.chosen).lists())
    return len(asked.finds), {
        name: dict(Counter(_of(each, name) for each in whole.finds if _of(each, name) and _fits(each, held, name)))
        for name in ("kind", "board", "year")
    }


def _row(name: str, row: dict[str, Any]) -> Asked:
    finds = tuple(record for line in row.pop("finds").splitlines() for record in _records(line))
    return Asked(table=name, finds=finds, notes=tuple(row.pop("notes", ())), **row)


def _records(line: str) -> list[Record]:
    where, _, refs = line.partition(": ")
    board, _, day = where.partition(" ")
    if not day:
        return [Record("", "", ref, where) for ref in refs.split()]
    return [Record(day, BOARDS[board], ref, KINDS[ref.partition("-")[0]]) for ref in refs.split()]


def _of(record: Record, name: str) -> str:
    return {"kind": record.kind, "board": record.board, "year": record.day[:4]}[name]


def _fits(record: Record, chosen: dict[str, list[str]], leave: str) -> bool:
    """Whether the choices of the other facets let it through; a board may be chosen by a part of its name."""
    named = {**chosen, "board": [each.lower().replace(" ", "-") for each in chosen.get("board", [])]}
    return all(
        name == leave or not named.get(name) or any(each in _of(record, name) for each in named[name])
        for name in ("kind", "board", "year")
    )
