"""A query asked of the index: which entries it finds, and which records those are of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from meetings import public
from meetings.models import Authority, Member, OutcomeSet, SearchEntry
from meetings.search.backends import backend
from meetings.search.backends.base import Match, Phrase
from meetings.search.ids import OUTCOMES, WIDTH, Kind, floor_of
from meetings.search.light import Light
from meetings.search.query import Field, Query, Words
from meetings.search.words import plain, term, terms

Entries = QuerySet[SearchEntry]


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
    return Light(tuple(phrase for group in query.every for phrase in _phrases(group)), settings.SEARCH_LANGUAGE)


def found(query: Query, kinds: Iterable[Kind] = tuple(Kind)) -> Entries:
    """The entries of these kinds that a query finds."""
    if not query.asks:
        return SearchEntry.objects.none()
    wanted = [kind for kind in kinds if not query.kinds or kind.name.lower() in query.kinds]
    entries = SearchEntry.objects.filter(kind__in=wanted)
    match = _match(query)
    if match:
        statement, parameters = backend().docids(match)
        entries = entries.filter(docid__in=RawSQL(statement, parameters))  # noqa: S611 - the back end's own words
    if query.first or query.last:
        entries = entries.filter(kind__lte=Kind.ACTIONS)  # people have no day
    if query.first:
        entries = entries.filter(docid__gte=floor_of(query.first))
    if query.last and query.last < dt.date.max:
        entries = entries.filter(docid__lt=floor_of(query.last + dt.timedelta(days=1)))
    for field in query.fields:
        if field.name in _FIELDS:
            condition = _FIELDS[field.name](field.values)
            entries = entries.exclude(condition) if field.without else entries.filter(condition)
    return entries


def _match(query: Query) -> Match:
    """What the words of a query ask of an entry. Who must act is asked by `owner:`."""
    owners = [field for field in query.fields if field.name == "owner"]
    return Match(
        every=tuple(_phrases(group) for group in query.every),
        none=_phrases(query.none),
        names=tuple(_phrases(field.values) for field in owners if not field.without),
        none_of_names=tuple(phrase for field in owners if field.without for phrase in _phrases(field.values)),
    )


def _phrases(group: Sequence[Words]) -> tuple[Phrase, ...]:
    """Words or phrases as the index holds them; the beginning of a word may be a stem already, or a number."""
    made: list[Phrase] = []
    for each in group:
        stems = tuple(term(folded, settings.SEARCH_LANGUAGE) for folded in each.folded)
        made.append(Phrase(stems))
        if each.prefix:
            begun = each.folded[-1]
            begins = [begun, f"zn{begun}"] if begun.isdigit() else [plain(begun)]
            made += [Phrase((*stems[:-1], begin), prefix=True) for begin in begins]
    return tuple(made)


def _of_boards(values: Sequence[Words]) -> Q:
    """Entries of meetings of boards in whose names one of these stands."""
    wanted = [f" {' '.join(phrase.terms)} " for phrase in _phrases(values)]
    boards = [
        key
        for key, name in public.boards().order_by().values_list("pk", "name")
        if any(each in f" {terms(name, settings.SEARCH_LANGUAGE)} " for each in wanted)
    ]
    return Q(meeting__board__in=boards, kind__lte=Kind.ACTIONS)


def _with_members(values: Sequence[Words]) -> Q:
    people = _people(Kind.MEMBERS, values)
    return Q(meeting__in=public.meetings_with(Member, people), kind__lte=Kind.ACTIONS)


def _with_authorities(values: Sequence[Words]) -> Q:
    people = _people(Kind.AUTHORITIES, values)
    return Q(meeting__in=public.meetings_with(Authority, people), kind__lte=Kind.ACTIONS)


def _people(kind: Kind, values: Sequence[Words]) -> QuerySet[Any, Any]:
    statement, parameters = backend().docids(Match(every=(_phrases(values),)))
    entries = SearchEntry.objects.filter(kind=kind, docid__in=RawSQL(statement, parameters))  # noqa: S611 - the back end's own words
    return entries.values("record_id")


def _with_verbs(values: Sequence[Words]) -> Q:
    """Decisions that hold one of these outcomes: the number in their ids says which they hold together."""
    verbs = {" ".join(value.folded) for value in values}
    sets = OutcomeSet.objects.values_list("code", "verbs")
    codes = [code for code, together in sets if verbs & set(together.split("|"))]
    of_decision = F("docid").bitand((1 << WIDTH[OUTCOMES]) - 1 << OUTCOMES)
    decisions = SearchEntry.objects.filter(kind=Kind.DECISIONS).alias(outcomes=of_decision).filter(outcomes__in=codes)
    return Q(docid__in=decisions.values("docid"))


_FIELDS = {"board": _of_boards, "member": _with_members, "authority": _with_authorities, "verb": _with_verbs}
