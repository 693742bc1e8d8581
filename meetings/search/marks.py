"""The places of one page that a query lights, numbered in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from meetings.search import saying
from meetings.search.light import Light
from meetings.search.query import Query, parse
from meetings.search.results import light_of

MOST = 1000
"""Places of one page that have a number; those that follow are lit and no more."""

LONGEST_CARRIED = 500
"""Characters of a question that the links of a page carry on; a longer one would swell every page that it finds."""

ITEM, RECORD, REST = "item", "record", ""

Told = tuple[str, str]
"""A text of a page, and what it opens: an item, a record such as a decision, or nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text. `number` is that of a lit place, 0 when it has none; `first` says of what it is the first."""

    text: str
    lit: bool = False
    number: int = 0
    first: tuple[str, ...] = ()


class Marks:
    """What a question lights in the texts of a page, which must ask for the `runs` of each in the order told.

    `count` is the number of all places, `sought` says in words what was looked for, and is blank when nothing was:
    then there is nothing to light, and the page is as it always is. `light` lights without numbers; `asked` and
    `also` carry the question on in an address, as its first parameter and as another.
    """

    def __init__(self, typed: str, told: Iterable[Told]) -> None:
        query = parse(typed)
        self.sought = saying.sought(query)
        self.light: Light | None = light_of(query) if query.every else None
        self.asked = carried(query)
        self.also = self.asked.replace("?", "&")
        self._known: dict[str, list[tuple[int, int]]] = {}
        self._given = 0
        self.count, self._first = self._counted(told)

    @property
    def numbered(self) -> int:
        """How many places have a number."""
        return min(self.count, MOST)

    def runs(self, text: str) -> list[Run]:
        """The pieces of the next text of the page."""
        made: list[Run] = []
        at = 0
        for start, end in self._places(text):
            self._given += 1
            number = self._given if self._given <= MOST else 0
            made.append(Run(text[at:start]))
            made.append(Run(text[start:end], lit=True, number=number, first=self._first.get(number, ())))
            at = end
        return [*made, Run(text[at:])]

    def stand_in(self, texts: Iterable[str]) -> bool:
        """Whether anything in these texts is lit."""
        return any(self._places(text) for text in texts)

    def _counted(self, told: Iterable[Told]) -> tuple[int, dict[int, tuple[str, ...]]]:
        """How many places there are, and those that are the first in their item or record."""
        count, waiting, first = 0, set[str](), dict[int, tuple[str, ...]]()
        for text, opens in told if self.light else ():
            waiting = {ITEM} if opens == ITEM else (waiting - {RECORD}) | ({opens} - {REST})
            places = len(self._places(text))
            if places and waiting:
                first[count + 1], waiting = tuple(sorted(waiting)), set()
            count += places
        return count, first

    def _places(self, text: str) -> list[tuple[int, int]]:
        if self.light is None:
            return []
        if text not in self._known:
            self._known[text] = self.light.places(text)
        return self._known[text]


def carried(query: Query) -> str:
    """A question as the links to records carry it, `?q=peer+challenge`; blank when it lights nothing or is too long."""
    fits = query.every and len(query.typed) <= LONGEST_CARRIED
    return f"?{urlencode({'q': query.typed})}" if fits else ""


def of_meeting(meeting: Any) -> Iterator[Told]:
    """The texts of a meeting's page that can be searched, as it prints them."""
    for item in meeting.items:
        if item.withheld:
            continue
        yield item.title, ITEM
        for part in item.flow:
            yield from ((passage.text, REST) for passage in part.passages)
            if part.records:
                yield part.lead_in, REST
                yield from ((record.text, RECORD) for record in part.records)
        for paper in item.papers:
            yield from ((text, REST) for text in of_paper(paper))


def of_paper(paper: Any) -> Iterator[str]:
    """The texts of one paper on a meeting's page."""
    yield paper.title
    for name, parts in paper.parts:
        yield name
        yield from (passage.text for part in parts for passage in part.passages)


def of_source(page: Any) -> Iterator[Told]:
    """The texts of a source's page."""
    yield from ((piece.text, RECORD if piece.begins else REST) for piece in page.pieces)


def of_record(record: Any) -> Iterator[Told]:
    """The texts of the page of one decision or action."""
    yield record.item.title, REST
    yield record.lead_in, REST
    yield record.text, REST
