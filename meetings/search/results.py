"""A query asked of the index: which entries it finds, in what order, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from meetings import public
from meetings.models import Authority, Member, SearchEntry, SearchWord
from meetings.models.prepared import Prepared
from meetings.search import conditions
from meetings.search.backends import backend
from meetings.search.backends.base import Counted, Match, Order, Phrase, Sql
from meetings.search.conditions import Scope
from meetings.search.ids import KIND, Kind, part
from meetings.search.light import Light
from meetings.search.query import Field, Query, Words
from meetings.search.words import plain, term, terms

MOST_BEGINNINGS = 200
"""Words that are looked for one by one because their terms do not begin as they do."""

Entries = QuerySet[SearchEntry]


@dataclass(frozen=True, slots=True)
class Found:
    """One entry that was found, and what it is of."""

    docid: int
    record_id: int
    meeting_id: int

    @property
    def kind(self) -> Kind:
        """What it is."""
        return Kind(part(self.docid, KIND))


class Results:
    """What a query finds within a scope. A query in which nothing can be looked for finds nothing."""

    def __init__(self, query: Query, scope: Scope | None = None) -> None:
        self.query = query
        self.scope = scope or Scope()
        self._asked = _Asked(query)

    def within(self, scope: Scope) -> Results:
        """What the same query finds within another scope."""
        made = Results(self.query, scope)
        made._asked = self._asked
        return made

    @cached_property
    def light(self) -> Light:
        """What lights, in a text, the words that the query asks for."""
        wanted = tuple(phrase for group in self.query.every for phrase in self._asked.phrases(group))
        return Light(wanted, settings.SEARCH_LANGUAGE)

    @property
    def ranked(self) -> bool:
        """Whether there are words by which results can be put in order of relevance."""
        return bool(self.query.every)

    def counted(self) -> Counted:
        """The entries that there are, as far as they are counted."""
        if not self.query.asks or self.query.contradicts:
            return Counted()
        return backend().count(self._asked.match, self._conditions)

    def how_many(self, also: Sequence[Sql]) -> int:
        """How many of the entries fit `also`: only for what is quickly counted."""
        found = backend().ids(self._asked.match, [*self._conditions, *also])
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({found.text}) held", found.parameters)  # noqa: S608 - the back end's own words
            return int(cursor.fetchone()[0])

    def in_order(self, start: int, stop: int, order: Order, *, few: bool, also: Sequence[Sql] = ()) -> list[Found]:
        """Entries in an order, from the `start`-th to before the `stop`-th of those that fit `also`.

        `few`: there are no more than are counted.
        """
        if not self.query.asks or self.query.contradicts:
            return []
        return _cut(backend().in_order(self._asked.match, [*self._conditions, *also], order, few=few), start, stop)

    def of_ids(self, ids: Sequence[int]) -> list[Found]:
        """These entries, which are known to be found, in this order."""
        held = {row[0]: Found(*row) for row in _FOUND.rows(ids)}
        return [held[docid] for docid in ids if docid in held]

    def best_first(self, start: int, stop: int, *, few: bool, also: Sequence[Sql] = ()) -> list[Found]:
        """Entries by relevance, what is routine last. Only for what is `ranked`."""
        return _cut(backend().best_first(self._asked.match, [*self._conditions, *also], few=few), start, stop)

    @property
    def ids(self) -> Sql:
        """A SELECT of the ids of all entries. Only for a query that asks for something."""
        return backend().ids(self._asked.match, self._conditions)

    @property
    def entries(self) -> Entries:
        """All entries, unordered, as a queryset."""
        if not self.query.asks or self.query.contradicts:
            return SearchEntry.objects.none()
        found = self.ids
        return SearchEntry.objects.filter(docid__in=RawSQL(found.text, found.parameters))  # noqa: S611 - the back end's own words

    @cached_property
    def _conditions(self) -> list[Sql]:
        return [*self.scope.conditions(), *self._asked.conditions]


def nothing() -> Entries:
    """No entry."""
    return SearchEntry.objects.none()


def found(query: Query, kinds: Iterable[Kind] = tuple(Kind)) -> Entries:
    """The entries of these kinds that a query finds."""
    return Results(query, Scope(kinds=frozenset(kind.name.lower() for kind in kinds))).entries


def holding(rows: QuerySet[Any], query: Query, kind: Kind) -> QuerySet[Any]:
    """Public records of one kind that a query finds. A query in which nothing can be looked for finds none."""
    return rows.filter(pk__in=found(query, [kind]).values("record_id"))


def named(rows: QuerySet[Any], query: Query, kind: Kind) -> QuerySet[Any]:
    """Members or authorities in whose names every word of the query begins a word."""
    begun = [tuple(replace(each, prefix=True) for each in group) for group in query.every]
    return holding(rows, replace(query, every=tuple(begun)), kind)


def owned_by(rows: QuerySet[Any], query: Query) -> QuerySet[Any]:
    """Actions that somebody must do whose printed name holds what the query asks for."""
    fields = [Field("owner", group) for group in query.every] + [Field("owner", (each,), True) for each in query.none]
    return holding(rows, replace(query, every=(), none=(), fields=(*query.fields, *fields)), Kind.ACTIONS)


def light_of(query: Query) -> Light:
    """What lights, in a text, the words that a query asks for."""
    return Results(query).light


class _Asked:
    """One query as the index is asked for it."""

    def __init__(self, query: Query) -> None:
        self.query = query

    def phrases(self, group: Sequence[Words]) -> tuple[Phrase, ...]:
        """The phrases of which one must be there."""
        return tuple(phrase for each in group for phrase in self._of(each))

    @cached_property
    def match(self) -> Match:
        """What the words ask of an entry. Who must act is asked by `owner:`."""
        owners = [field for field in self.query.fields if field.name == "owner"]
        return Match(
            every=tuple(self.phrases(group) for group in self.query.every),
            none=self.phrases(self.query.none),
            names=tuple(self.phrases(field.values) for field in owners if not field.without),
            none_of_names=tuple(each for field in owners if field.without for each in self.phrases(field.values)),
        )

    @cached_property
    def conditions(self) -> list[Sql]:
        """What the other fields ask."""
        query, made = self.query, []
        if query.kinds:
            made.append(conditions.of_kinds(Kind[kind.upper()] for kind in query.kinds))
        if query.first:
            made.append(conditions.from_day(query.first))
        if query.last:
            made.append(conditions.to_day(query.last))
        return made + [self._by(field) for field in query.fields if field.name != "owner"]

    def _by(self, field: Field) -> Sql:
        phrases = self.phrases(field.values)
        match field.name:
            case "board":
                made = conditions.of_boards(_boards(phrases))
            case "member":
                made = conditions.at_meetings(public.meetings_with(Member, _people(Kind.MEMBERS, phrases)))
            case "authority":
                made = conditions.at_meetings(public.meetings_with(Authority, _people(Kind.AUTHORITIES, phrases)))
            case _:
                said = [(" ".join(value.folded), value.prefix) for value in field.values]
                made = conditions.with_verbs(
                    (verb for verb, begins in said if not begins), (verb for verb, begins in said if begins)
                )
        return conditions.without(made) if field.without else made

    def _of(self, words: Words) -> list[Phrase]:
        stems = tuple(_term(folded) for folded in words.folded)
        if not words.prefix:
            return [Phrase(stems)]
        begun = words.folded[-1]
        first, begins = stems[:-1], [begun, f"zn{begun}"] if begun.isdigit() else [plain(begun)]
        made = [Phrase((*first, each), prefix=True) for each in begins]
        return made + [Phrase((*first, each)) for each in self._shorter.get(begun, ())]

    @cached_property
    def _shorter(self) -> dict[str, set[str]]:
        """For each beginning that is asked for: the terms, of words that begin so, which do not begin so themselves."""
        groups = [*self.query.every, self.query.none, *(field.values for field in self.query.fields)]
        begun = {each.folded[-1] for group in groups for each in group if each.prefix and not each.folded[-1].isdigit()}
        if not begun:
            return {}
        wanted = Q(pk__in=[])
        for each in begun:
            wanted |= backend().beginning(each) & ~Q(term__startswith=plain(each))
        found = SearchWord.objects.filter(wanted).order_by("-entries").values_list("word", "term")
        rows = list(found[:MOST_BEGINNINGS])
        return {each: {term for word, term in rows if word.startswith(each)} for each in begun}


def _term(folded: str) -> str:
    return term(folded, settings.SEARCH_LANGUAGE)


def _found(ids: RawSQL) -> QuerySet[Any, Any]:
    return SearchEntry.objects.filter(docid__in=ids).order_by().values_list("docid", "record_id", "meeting_id")


_FOUND = Prepared(_found)


def _cut(found: Sql, start: int, stop: int) -> list[Found]:
    """Some of the entries of an ordered statement, in its order."""
    statement = f"""SELECT cut.docid, entry.record_id, entry.meeting_id
        FROM (SELECT docid, row_number() OVER () AS n FROM ({found.text} LIMIT %s OFFSET %s) held) cut
        JOIN meetings_searchentry entry ON entry.docid = cut.docid ORDER BY cut.n"""  # noqa: S608 - the back end's own words
    with connection.cursor() as cursor:
        cursor.execute(statement, [*found.parameters, stop - start, start])
        return [Found(*row) for row in cursor.fetchall()]


def _boards(phrases: Sequence[Phrase]) -> list[int]:
    """Boards in whose names one of these stands."""
    wanted = [f" {' '.join(phrase.terms)}{'' if phrase.prefix else ' '}" for phrase in phrases]
    rows = public.boards().order_by().values_list("pk", "name")
    held = ((key, f" {terms(name, settings.SEARCH_LANGUAGE)} ") for key, name in rows)
    return [key for key, name in held if any(each in name for each in wanted)]


def _people(kind: Kind, phrases: Sequence[Phrase]) -> QuerySet[Any, Any]:
    """Members or authorities in whose names one of these stands."""
    match = Match(every=(tuple(phrases),))
    found = backend().ids(match, [conditions.part_in(KIND, [kind])])
    entries = SearchEntry.objects.filter(docid__in=RawSQL(found.text, found.parameters))  # noqa: S611 - the back end's own words
    return entries.values("record_id")
