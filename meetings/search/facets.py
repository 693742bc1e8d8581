"""How many of the results there are of each kind, board, year and outcome, with whom, and in what state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from django.db.models import CharField, Count, QuerySet
from django.db.models import Value as Constant
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from meetings import public
from meetings.minutes.vocabulary import Role
from meetings.models import Board, OutcomeSet, SearchEntry
from meetings.models.prepared import Prepared, Statement, united
from meetings.search.backends.base import Counted
from meetings.search.ids import BOARD, KIND, OUTCOMES, WIDTH, YEAR, Kind, part, year
from meetings.search.results import Results

MOST_WITH_PEOPLE = 1_000
"""Results are counted by who was there, and by what became of actions, when there are no more than these."""

MOST_PEOPLE = 20

PRESENT = [role.value for role in Role if role.value not in public.ABSENT]

_MASK = sum((1 << WIDTH[at]) - 1 << at for at in (YEAR, BOARD, KIND, OUTCOMES))
_BITS = ("kinds", "boards", "years", "verbs")
"""Choices that are parts of an id: one count of what all others leave gives every facet of these."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many entries there are of one kind, of one board and year (0 for people), and with the same outcomes."""

    kind: str
    board: int
    year: int
    outcomes: int
    count: int


@dataclass(frozen=True, slots=True)
class Value:
    """One choice of a facet: as an address has it, as one reads it, and how many results it would leave."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    value: str
    label: str
    count: int


class Facets:
    """The counts of one search; of people and states only `with_people`.

    Each leaves out its own choice, and so equals the list that choosing would show.
    """

    def __init__(self, results: Results, *, with_people: bool = True) -> None:
        self._results, self._scope, self._with_people = results, results.scope, with_people

    @cached_property
    def total(self) -> Counted:
        """How many results there are within the scope."""
        narrowed = any(getattr(self._scope, name) for name in _BITS)
        if not narrowed or self._counted.exact:
            return replace(self._counted, cells={0: sum(cell.count for cell in self._left(""))})
        return self._results.counted(0)

    @property
    def of(self) -> Counted:
        """Of what the facets were counted: all, an estimate, or the newest."""
        return self._counted

    @property
    def kinds(self) -> Counter[str]:
        """By kind."""
        return _tally(self._left("kinds"), lambda cell: cell.kind)

    @property
    def years(self) -> Counter[str]:
        """By year."""
        return _tally(self._left("years"), lambda cell: str(cell.year) if cell.year else "")

    @property
    def boards(self) -> list[Value]:
        """By board, in the order of their names."""
        counts = _tally(self._left("boards"), lambda cell: str(cell.board) if cell.board else "")
        held = [Value(row.value, row.label, counts[row.key]) for row in self._rows["board"] if counts[row.key]]
        return sorted(held, key=lambda each: (each.label, each.value))

    @property
    def verbs(self) -> Counter[str]:
        """By outcome; a decision counts for each that it has."""
        sets = {row.key: row.value.split("|") for row in self._rows["verbs"]}
        counts: Counter[str] = Counter()
        for cell in self._left("verbs"):
            if cell.kind == "decisions":
                counts.update(dict.fromkeys(sets.get(str(cell.outcomes), ()), cell.count))
        return counts

    @property
    def people(self) -> dict[str, list[Value]]:
        """`member`, `authority` and, of actions, `status`; none when there are too many results to count these."""
        return {
            what: sorted(
                (Value(row.value, row.label, row.count) for row in self._rows[what]),
                key=lambda each: (-each.count, each.label),
            )[:MOST_PEOPLE]
            for what in ("member", "authority", "status")
        }

    @cached_property
    def _counted(self) -> Counted:
        return self._results.within(replace(self._scope, **dict.fromkeys(_BITS, frozenset()))).counted(_MASK)

    @cached_property
    def _cells(self) -> list[Cell]:
        return [
            Cell(Kind(part(at, KIND)).name.lower(), part(at, BOARD), year(at), part(at, OUTCOMES), n)
            for at, n in self._counted.cells.items()
        ]

    @cached_property
    def _rows(self) -> dict[str, list[_Row]]:
        """What the numbers of boards and of outcomes stand for; and who was there, when these are counted."""
        held = {"board": {cell.board for cell in self._cells}, "verbs": {cell.outcomes for cell in self._cells}}
        parts = [_QUESTIONS[what].of_keys(keys | {0}) for what, keys in held.items()]
        if (
            self._with_people
            and self._counted.exact
            and 0 < sum(cell.count for cell in self._left("verbs")) <= MOST_WITH_PEOPLE
        ):
            parts += self._people()
        found: dict[str, list[_Row]] = {what: [] for what in _QUESTIONS}
        for what, *row in united(parts):
            found[what].append(_Row(*row))
        return found

    def _people(self) -> list[Statement]:
        """Questions of who was present, from where, and of the states of actions, each leaving out its own choice."""
        left = {"member": "members", "authority": "authorities", "status": "statuses"}
        found = {
            what: self._results.within(replace(self._scope, **{name: frozenset()})).ids for what, name in left.items()
        }
        return [_QUESTIONS[what].of(ids.text, ids.parameters) for what, ids in found.items()]

    def _left(self, leave: str) -> list[Cell]:
        """The cells that every choice but `leave` lets through."""
        return [cell for cell in self._cells if all(name == leave or self._fits(cell, name) for name in _BITS)]

    def _fits(self, cell: Cell, name: str) -> bool:
        chosen = getattr(self._scope, name)
        if not chosen:
            return True
        if name == "verbs":
            return cell.kind == "decisions" and cell.outcomes in self._codes
        return {"kinds": cell.kind, "boards": cell.board, "years": cell.year}[name] in chosen

    @cached_property
    def _codes(self) -> set[int]:
        wanted = self._scope.verbs
        return {int(row.key) for row in self._rows["verbs"] if wanted & set(row.value.split("|"))}


_NONE, _BLANK = Constant(0), Constant("")


def _boards(keys: RawSQL) -> QuerySet[Any, Any]:
    held = Board.objects.public().filter(pk__in=keys).order_by()
    return held.values_list(Constant("board"), Cast("pk", CharField()), "slug", "name", _NONE)


def _sets(codes: RawSQL) -> QuerySet[Any, Any]:
    held = OutcomeSet.objects.filter(code__in=codes).order_by()
    return held.values_list(Constant("verbs"), Cast("pk", CharField()), "verbs", _BLANK, _NONE)


def _present(one: str, found: RawSQL) -> QuerySet[Any, Any]:
    """Members present at the meetings of these entries, or the authorities they came from."""
    seats = "meeting__all_attendances"
    fits = {
        "docid__in": found,
        "kind__lte": Kind.ACTIONS,
        f"{seats}__role__in": PRESENT,
        f"{seats}__{one}__isnull": False,
    }
    return (
        SearchEntry.objects.filter(**fits)
        .order_by()
        .values_list(Constant(one), _BLANK, f"{seats}__{one}__slug", f"{seats}__{one}__name")
        .annotate(n=Count("docid", distinct=True))
    )


def _states(found: RawSQL) -> QuerySet[Any, Any]:
    keys = SearchEntry.objects.filter(docid__in=found, kind=Kind.ACTIONS).values("record_id")
    actions = public.actions().filter(pk__in=keys).order_by()
    told = actions.values_list(Constant("status"), _BLANK, "shown_status", _BLANK)
    made: QuerySet[Any, Any] = told.annotate(n=Count("pk"))
    return made


_QUESTIONS = {
    "board": Prepared(_boards),
    "verbs": Prepared(_sets),
    "member": Prepared(partial(_present, "member")),
    "authority": Prepared(partial(_present, "authority")),
    "status": Prepared(_states),
}
"""Facet → its rows: what, key, value, label and count."""


def _tally(cells: Iterable[Cell], of: Callable[[Cell], str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for cell in cells:
        counted[of(cell)] += cell.count
    del counted[""]
    return counted
