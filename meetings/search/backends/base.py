"""What a search asks of a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from django.db.models import Q

from meetings.search.ids import DAY, YEAR
from meetings.search.words import NAMED

MOST_COUNTED = 10_000
"""Entries that are counted exactly: of more, a database says how many there are about, or looks at the newest only."""

MOST_RANKED = 1_000
"""Of more than are counted, so many of the newest are put in order of relevance."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that follow each other; of the last only the beginning when it is a prefix. Plain ASCII throughout."""

    terms: tuple[str, ...]
    prefix: bool = False

    @property
    def named(self) -> Phrase:
        """The same among those who must act."""
        return Phrase(tuple(f"{NAMED}{term}" for term in self.terms), self.prefix)


class Order(StrEnum):
    """In what order entries are given. Both ways a day is in printed order, and people come behind all days; each has
    its reverse, which pages that go back need."""

    NEWEST = "docid DESC"
    NEWEST_BACK = "docid ASC"
    OLDEST = f"docid < {1 << YEAR}, docid >> {DAY}, docid DESC"
    OLDEST_BACK = f"docid >= {1 << YEAR}, docid >> {DAY} DESC, docid ASC"

    @property
    def back(self) -> Order:
        """The reverse."""
        pairs = {Order.NEWEST: Order.NEWEST_BACK, Order.OLDEST: Order.OLDEST_BACK}
        return {**pairs, **{back: order for order, back in pairs.items()}}[self]


Group = Sequence[Phrase]
"""Phrases of which one must be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What an entry must hold: of each group of `every` one phrase, in title or body; of each of `names` one, among
    those who must act; and nothing of `none`."""

    every: tuple[tuple[Phrase, ...], ...] = ()
    names: tuple[tuple[Phrase, ...], ...] = ()
    none: tuple[Phrase, ...] = ()
    none_of_names: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.every or self.names or self.none or self.none_of_names)


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL, with `%s` for each of its parameters. `{id}` in a condition stands for the id of an entry."""

    text: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The ids of entries that were counted, newest first, each of which stands for so many.

    Exact, unless an id stands for more than one (counts are estimates), or unless `newest` says among how many of the
    newest they were counted. Of estimates, `newer` and `older` say how many entries without the words there are about
    on either side of all that have them.
    """

    ids: Sequence[int] = ()
    each: int = 1
    newest: int = 0
    newer: int = 0
    older: int = 0

    @property
    def many(self) -> int:
        """How many entries there are."""
        return len(self.ids) * self.each

    @property
    def most(self) -> int:
        """No page by its number is looked for behind so many: there are no more, except where only the newest were
        counted. Of these it is the first 5,000 pages."""
        return self.newest * 10 or self.many * (2 if self.about else 1)

    @property
    def about(self) -> bool:
        """Whether counts are estimates."""
        return self.each > 1

    @property
    def exact(self) -> bool:
        """Whether the counts are of all entries and certain."""
        return not self.about and not self.newest


class Backend(Protocol):
    """A database that holds the index. `conditions` are joined by AND; `match` may be blank."""

    binary: str
    """The collation by which texts are in the order of their code points, as Python has them."""

    position: str
    """The function that says where in a text another stands: from 1, 0 when it does not."""

    def ids(self, match: Match, conditions: Sequence[Sql]) -> Sql:
        """A SELECT of the ids of the entries that match, as `docid`."""

    def in_order(self, match: Match, conditions: Sequence[Sql], order: Order, *, few: bool) -> Sql:
        """The same in an order, to be cut by a LIMIT; `few` when there are no more than are counted."""

    def best_first(self, match: Match, conditions: Sequence[Sql], *, few: bool) -> Sql:
        """The same with what says more of what is looked for first, and what is routine last.

        Without `few` these are the newest MOST_RANKED only. The match holds words.
        """

    def count(self, match: Match, conditions: Sequence[Sql]) -> Counted:
        """The entries that match."""

    def beginning(self, prefix: str) -> Q:
        """A condition on a SearchWord: that it begins so."""

    def rebuild(self) -> None:
        """Make the database's own structure anew from the entries."""

    def look_again(self) -> None:
        """Let the database look at all that it holds, by which it chooses its ways."""

    def tidy(self) -> None:
        """Let the database put its structure in order after many changes."""

    def faults(self) -> list[str]:
        """What is wrong between the entries and the database's own structure, in sentences; none when all is well."""


def joined(first: Sql, conditions: Sequence[Sql], docid: str) -> Sql:
    """Conditions joined by AND, behind the first; `docid` is what the id is called."""
    parts = [first.text, *(condition.text.format(id=docid) for condition in conditions)]
    values = [value for each in (first, *conditions) for value in each.parameters]
    return Sql(" AND ".join(f"({part})" for part in parts), tuple(values))


def newest_first(told: str | None) -> list[int]:
    """Ids that a database gives as one text, with commas between: it takes a fifth of the time of ten thousand rows."""
    return sorted(json.loads(f"[{told}]"), reverse=True) if told else []
