"""How many of the results there are of each kind, board, year and outcome, with whom, and in what state."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import neg
from typing import Any

from django.db.models import CharField, Count, QuerySet
from django.db.models import Value as Constant
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from meetings import public
from meetings.minutes.vocabulary import Role
from meetings.models import Board, Edition, OutcomeSet, SearchEntry
from meetings.models.edition import read_edition
from meetings.models.prepared import Prepared, Statement, united
from meetings.search.backends import backend
from meetings.search.backends.base import Counted, Sql
from meetings.search.ids import BOARD, FIRST_YEAR, KIND, OUTCOMES, PLACE, WIDTH, YEAR, Kind, part
from meetings.search.results import Results

MOST_WITH_PEOPLE = 100
"""Results are counted by who was there, and by what became of actions, when there are no more than these."""

MOST_PEOPLE = 20

PRESENT = [role.value for role in Role if role.value not in public.ABSENT]

_BITS = ("kinds", "boards", "years", "verbs")
"""Choices that are parts of an id: one count of what all others leave gives every facet of these."""


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
    """The counts of one search. Each leaves out its own choice, and so equals the list that choosing would show.

    Of a search of the `whole` archive there are also those by kind, by who was there and by the states of actions;
    else the kinds are given.
    """

    def __init__(self, results: Results, *, whole: bool = True) -> None:
        self._results, self._scope, self._of_all_kinds = results, results.scope, whole
        self._bits = _BITS if whole else _BITS[1:]

    @cached_property
    def total(self) -> Counted:
        """The results within the scope."""
        if self._counted.exact:
            return replace(self._counted, ids=self._left(""))
        narrowed = any(getattr(self._scope, name) for name in self._bits)
        return self._results.counted() if narrowed else self._counted

    @property
    def ids(self) -> Sequence[int] | None:
        """All results within the scope, newest first; None when there are more than are counted."""
        return self.total.ids if self._counted.exact else None

    @property
    def of(self) -> Counted:
        """Of what the facets were counted: all, an estimate, or the newest."""
        return self._counted

    @cached_property
    def kinds(self) -> Counter[str]:
        """By kind."""
        return Counter({Kind(kind).name.lower(): n for kind, n in self._tally("kinds", KIND).items()})

    @cached_property
    def years(self) -> Counter[str]:
        """By year."""
        return Counter({str(number + FIRST_YEAR - 1): n for number, n in self._tally("years", YEAR).items()})

    @cached_property
    def boards(self) -> list[Value]:
        """By board, in the order of their names."""
        counts = self._tally("boards", BOARD)
        held = [Value(row.value, row.label, counts[int(row.key)]) for row in self._rows["board"]]
        return sorted((each for each in held if each.count), key=lambda each: (each.label, each.value))

    @cached_property
    def verbs(self) -> Counter[str]:
        """By outcome; a decision counts for each that it has."""
        sets = {int(row.key): row.value.split("|") for row in self._rows["verbs"]}
        counts: Counter[str] = Counter()
        for code, n in self._tally("verbs", OUTCOMES).items():
            counts.update(dict.fromkeys(sets.get(code, ()), n))
        return counts

    @cached_property
    def people(self) -> dict[str, list[Value]]:
        """`member`, `authority` and, of actions, `status`; none when there are too many results to count these."""
        return {
            what: sorted(
                (Value(row.value, row.label, row.count) for row in self._rows[what]),
                key=lambda each: (-each.count, each.label, each.value),
            )
            for what in _LEFT
        }

    @cached_property
    def _counted(self) -> Counted:
        open_to_all: dict[str, Any] = dict.fromkeys(self._bits, frozenset())
        return self._results.within(replace(self._scope, **open_to_all)).counted()

    @cached_property
    def _rows(self) -> dict[str, list[_Row]]:
        """What the numbers of boards and of outcomes stand for; and who was there, when these are counted.

        The edition comes along, so that the page may be kept.
        """
        parts = [_BOARDS.of_keys({*self._whole[BOARD], 0}), _SETS.of_keys({*self._whole[OUTCOMES], 0})]
        parts.append(_EDITION.of_keys({1}))
        if self._of_all_kinds and self._counted.exact and 0 < len(self._left("verbs")) <= MOST_WITH_PEOPLE:
            parts += self._people()
        found: dict[str, list[_Row]] = {what: [] for what in ("board", "verbs", "edition", *_LEFT)}
        for what, *row in united(parts):
            found[what].append(_Row(*row))
        for held in found["edition"]:
            read_edition(int(held.key))
        return found

    def _people(self) -> list[Statement]:
        """Questions of who was present, from where, and of the states of actions, each leaving out its own choice."""
        member, authority, status = (self._found(name) for name in _LEFT.values())
        asked = (
            [(["member", "authority"], member)]
            if member == authority
            else [(["member"], member), (["authority"], authority)]
        )
        made = [_present(ones, found) for ones, found in asked if found.text]
        return made + ([_STATES.of(status.text, status.parameters)] if status.text else [])

    def _found(self, leave: str) -> Sql:
        """The ids of what every choice but `leave` lets through: those that were counted, when that is the same.

        Blank when none can have what is asked.
        """
        known = not self._scope.verbs  # what their numbers are is told by the same question
        if known and self.ids and not getattr(self._scope, leave):
            ids = _of_meetings(self.ids)
            if leave == "statuses":
                ids = [docid for docid in ids if part(docid, KIND) == Kind.ACTIONS]
            return Sql(", ".join(map(str, ids)))
        open_to_all: dict[str, Any] = {leave: frozenset()}
        return self._results.within(replace(self._scope, **open_to_all)).ids

    def _tally(self, leave: str, at: int) -> Counter[int]:
        """How many there are by one part of their ids, of what every choice but `leave` lets through."""
        left = self._left(leave)
        return (self._whole if left is self._counted.ids else _by(left, self._counted.each))[at]

    @cached_property
    def _whole(self) -> dict[int, Counter[int]]:
        return _by(self._counted.ids, self._counted.each)

    def _left(self, leave: str) -> Sequence[int]:
        """The ids that every choice but `leave` lets through."""
        ids = self._counted.ids
        for name in self._bits:
            if name != leave and getattr(self._scope, name):
                at, wanted = self._chosen(name)
                ids, bits = ids if at == KIND else _of_meetings(ids), (1 << WIDTH[at]) - 1
                ids = [docid for docid in ids if docid >> at & bits in wanted]
        return ids

    def _chosen(self, name: str) -> tuple[int, set[int]]:
        """A part of the ids, and its values that were chosen."""
        match name:
            case "kinds":
                return KIND, {int(Kind[kind.upper()]) for kind in self._scope.kinds}
            case "boards":
                return BOARD, set(self._scope.boards)
            case "years":
                return YEAR, {year - FIRST_YEAR + 1 for year in self._scope.years}
            case _:
                return OUTCOMES, self._codes

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


def _edition(keys: RawSQL) -> QuerySet[Any, Any]:
    held = Edition.objects.filter(pk__in=keys).order_by()
    return held.values_list(Constant("edition"), Cast("number", CharField()), _BLANK, _BLANK, _NONE)


def _present(ones: Sequence[str], found: Sql) -> Statement:
    """Members present at the meetings of these entries, the authorities they came from, or both: the first few of each.

    Entries are counted by meeting first: whoever is listed there twice was there once.
    """
    roles, seats = ", ".join(["%s"] * len(PRESENT)), ", ".join(f"{one}_id" for one in ones)
    statement = f"""SELECT * FROM (
        WITH seats AS MATERIALIZED (
            SELECT at.meeting_id, at.n, {seats} FROM (
                SELECT meeting_id, count(*) AS n FROM meetings_searchentry
                WHERE docid IN ({found.text}) AND kind <= {Kind.ACTIONS:d} GROUP BY meeting_id
            ) at JOIN meetings_attendance seat ON seat.meeting_id = at.meeting_id WHERE seat.role IN ({roles})
        ) {" UNION ALL ".join(map(_first, ones))}
    ) people"""  # noqa: S608 - names of columns and a search of our own; values are parameters
    return statement, (*found.parameters, *PRESENT)


def _first(one: str) -> str:
    """The first few of those who sat."""
    binary = backend().binary
    return f"""SELECT * FROM (
        SELECT '{one}', '', who.slug, who.name, held.n FROM (
            SELECT sat, sum(n) AS n FROM (
                SELECT DISTINCT meeting_id, {one}_id AS sat, n FROM seats WHERE {one}_id IS NOT NULL
            ) once GROUP BY sat
        ) held JOIN meetings_{one} who ON who.id = held.sat
        ORDER BY held.n DESC, who.name COLLATE {binary}, who.slug COLLATE {binary} LIMIT {MOST_PEOPLE}
    ) {one}s"""  # noqa: S608 - names of our own


def _states(found: RawSQL) -> QuerySet[Any, Any]:
    keys = SearchEntry.objects.filter(docid__in=found, kind=Kind.ACTIONS).values("record_id")
    actions = public.actions().filter(pk__in=keys).order_by()
    told = actions.values_list(Constant("status"), _BLANK, "shown_status", _BLANK)
    made: QuerySet[Any, Any] = told.annotate(n=Count("pk"))
    return made


_BOARDS, _SETS, _STATES, _EDITION = Prepared(_boards), Prepared(_sets), Prepared(_states), Prepared(_edition)
"""Rows of what, key, value, label and count; `_present` gives the same."""

_LEFT = {"member": "members", "authority": "authorities", "status": "statuses"}
"""Facet → the choice that it leaves out."""


def _by(ids: Sequence[int], each: int) -> dict[int, Counter[int]]:
    """How many there are by each part of these ids, newest first, that makes a facet; those without it are left out.

    There are thousands: what can be told by sorting them, or at one stroke, is not looked at one by one.
    """
    found: dict[int, Counter[int]] = {at: Counter() for at in (KIND, YEAR, OUTCOMES)}
    lowest, outcomes, of_board, boards = (1 << PLACE) - 1, (1 << WIDTH[OUTCOMES]) - 1, BOARD, (1 << WIDTH[BOARD]) - 1
    for low, n in Counter([docid & lowest for docid in ids]).items():
        found[KIND][low >> KIND] += n * each
        found[OUTCOMES][low >> OUTCOMES & outcomes] += n * each
    del found[OUTCOMES][0]
    texts = _of_meetings(ids)
    found[BOARD] = Counter([docid >> of_board & boards for docid in texts])
    if each > 1:
        found[BOARD] = Counter({board: n * each for board, n in found[BOARD].items()})
    start = 0
    while start < len(texts):
        year = texts[start] >> YEAR
        end = _down_to(texts, year << YEAR)
        found[YEAR][year], start = (end - start) * each, end
    return found


def _of_meetings(ids: Sequence[int]) -> Sequence[int]:
    """Those that are texts of meetings, of ids newest first: people come behind."""
    return ids[: _down_to(ids, 1 << YEAR)]


def _down_to(ids: Sequence[int], lowest: int) -> int:
    """How many of these ids, newest first, are not below the lowest."""
    return bisect_right(ids, -lowest, key=neg)
