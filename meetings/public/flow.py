"""The text of an item in printed order: passages, with decisions and actions where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import Any

from meetings.minutes.vocabulary import PassageKind
from meetings.models import Decision


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Somebody who is certainly meant: where the name stands in a text, and the address of the member."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph, list entry, inner heading or table row, in the words of the source."""

    text: str
    kind: str = PassageKind.PARAGRAPH.value
    marker: str = ""
    level: int = 0
    start: int | None = None
    mentioned: tuple[Mentioned, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Neighbours of one sort.

    `kind` is `paragraph`, `heading`, `entry` or `row` (then `passages` has them), or `decisions` or
    `actions` (then `records` has those under one lead-in: they are one card).
    """

    kind: str
    passages: tuple[Passage, ...] = ()
    records: tuple[Any, ...] = ()

    @property
    def lead_in(self) -> str:
        """The words that the records of a card continue."""
        return self.records[0].lead_in if self.records else ""

    @property
    def heading(self) -> str:
        """The heading of a card, as printed."""
        return self.records[0].heading if self.records else ""


def passages(data: Iterable[dict[str, Any]]) -> tuple[Passage, ...]:
    """Passages as the records keep them → Passages."""
    return tuple(
        Passage(
            text=each["text"],
            kind=each.get("kind", PassageKind.PARAGRAPH.value),
            marker=each.get("marker", ""),
            level=each.get("level", 0),
            start=(each.get("span") or [None])[0],
        )
        for each in data
    )


def flow(data: Iterable[dict[str, Any]], decisions: Iterable[Any], actions: Iterable[Any]) -> list[Part]:
    """Everything in one item in printed order; what has no place of its own stands at the end.

    Decisions and actions are those records, or others with `start`, `lead_in` and `heading`, of a class for each.
    """
    placed: list[tuple[float, Any]] = []
    last = 0.0
    for each in passages(data):
        last = last if each.start is None else float(each.start)
        placed.append((last, each))
    placed += [(inf if record.start is None else float(record.start), record) for record in (*decisions, *actions)]
    placed.sort(key=lambda pair: pair[0])
    return [_part(list(group)) for _, group in groupby((each for _, each in placed), key=_sort_of)]


def _sort_of(each: Any) -> tuple[str, str, str]:
    if isinstance(each, Passage):
        return each.kind, "", ""
    return type(each).__name__, each.lead_in, each.heading


def _part(group: list[Any]) -> Part:
    if isinstance(group[0], Passage):
        return Part(kind=group[0].kind, passages=tuple(group))
    return Part(kind="decisions" if isinstance(group[0], Decision) else "actions", records=tuple(group))
