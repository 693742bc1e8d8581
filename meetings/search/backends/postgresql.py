"""PostgreSQL: a stored tsvector of each entry with a GIN index, kept in step by the database itself.

Beside the terms it holds a sign for each pair of neighbours, made from both (migration 0009).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import md5
from itertools import pairwise

from django.db import connection
from django.db.models import Q

from meetings.search.backends.base import (
    MOST_COUNTED,
    MOST_RANKED,
    Counted,
    Group,
    Match,
    Order,
    Phrase,
    Sql,
    joined,
    newest_first,
)

SAMPLED = 32
"""One entry of so many stands in the sample too."""

MOST_TOLD = 10_000
"""Of a sample that holds more, every second, fourth, eighth … entry is told, as it comes down to so many."""

MOST_LOOKED_INTO = 5_000
"""Of a phrase no more than these are counted one by one: the index cannot tell whether words stand side by side."""

_IN_BULK = {"gin_pending_list_limit": "32MB", "work_mem": "64MB"}
"""What makes the index of many new entries in three quarters of the time: it takes them in larger heaps."""

_RANK = "ts_rank('{0.1, 0.4, 0.25, 1.0}', tsv, %s::tsquery, 1)"
"""A word in a title weighs as much as four in a text."""

_ASKED = "tsv @@ %s::tsquery"
"""That an entry holds what is looked for: the index is asked, or entries are looked at, as the planner guesses."""

_LOOKED_AT = f"coalesce({_ASKED}, FALSE)"
"""The same of many, in words that no index has and that the planner takes to be true of half: it looks at entries in
the order of their ids until there are enough. By its own guess a phrase is rare, and all with its words are fetched.
"""

_IN_SAMPLE = f"hashint8(docid) & {SAMPLED - 1} = 0"


class PostgreSQL:
    """Full-text search. Terms are plain ASCII, so that a tsquery is written out and nothing parses it again."""

    position = "strpos"
    binary = '"C"'

    def ids(self, match: Match, conditions: Sequence[Sql]) -> Sql:
        where = _where(match, conditions, _found_phrase)
        return Sql(f"SELECT docid FROM meetings_searchentry WHERE {where.text}", where.parameters)

    def in_order(self, match: Match, conditions: Sequence[Sql], order: Order, *, few: bool) -> Sql:
        if few and match:  # or the planner may walk the whole table for the newest few that hold a rare word
            found = self.ids(match, conditions)
            return Sql(
                f"WITH found AS MATERIALIZED ({found.text}) SELECT docid FROM found ORDER BY {order}",
                found.parameters,
            )
        where = _where(match, conditions, _phrase, _LOOKED_AT)
        return Sql(f"SELECT docid FROM meetings_searchentry WHERE {where.text} ORDER BY {order}", where.parameters)

    def best_first(self, match: Match, conditions: Sequence[Sql], *, few: bool) -> Sql:
        query = _tsquery(match, _phrase)
        where = _where(match, conditions, _found_phrase if few else _phrase)
        newest = "" if few else f" ORDER BY docid DESC LIMIT {MOST_RANKED}"
        found = f"SELECT docid, tsv FROM meetings_searchentry WHERE {where.text}{newest}"
        return Sql(
            f"WITH found AS MATERIALIZED ({found}) "
            f"SELECT docid FROM found ORDER BY docid & 1, {_RANK} DESC, docid DESC",
            (*where.parameters, query),
        )

    def count(self, match: Match, conditions: Sequence[Sql]) -> Counted:
        where, beside = _where(match, conditions, _found_phrase), joined(Sql("NOT few"), conditions, "docid")
        most = MOST_LOOKED_INTO if _looks_into(match) else MOST_COUNTED
        statement = (
            f"WITH sample AS MATERIALIZED (SELECT docid FROM meetings_searchsample WHERE {where.text}), "
            "guess AS MATERIALIZED (SELECT count(*) <= %s AS few, "
            "power(2, greatest(0, ceil(log(2, greatest(count(*), 1) / %s::numeric))))::int AS each, "
            "min(docid) AS oldest, max(docid) AS newest FROM sample) "
            "SELECT few, each, CASE WHEN few "
            f"THEN (SELECT string_agg(docid::text, ',') FROM meetings_searchentry WHERE {where.text}) "
            "ELSE (SELECT string_agg(docid::text, ',') FROM sample "
            f"WHERE (hashint8(docid) >> {SAMPLED.bit_length() - 1}) & (each - 1) = 0) END, "
            f"(SELECT count(*) FROM meetings_searchsample WHERE docid > newest AND {beside.text}), "
            f"(SELECT count(*) FROM meetings_searchsample WHERE docid < oldest AND {beside.text}) FROM guess"
        )
        asked = [*where.parameters, most // SAMPLED, MOST_TOLD, *where.parameters, *beside.parameters * 2]
        with connection.cursor() as cursor:
            cursor.execute(statement, asked)
            few, each, told, newer, older = cursor.fetchone()
        if few:
            return Counted(newest_first(told))
        return Counted(newest_first(told), each=SAMPLED * each, newer=SAMPLED * newer, older=SAMPLED * older)

    def beginning(self, prefix: str) -> Q:
        return Q(word__startswith=prefix)

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            for name, value in _IN_BULK.items():
                cursor.execute(f"SET {name} = '{value}'")
            cursor.execute("REINDEX INDEX meetings_searchentry_tsv")
            cursor.execute(f"DELETE FROM meetings_searchsample WHERE docid IN (SELECT docid FROM ({_SURPLUS}) surplus)")
            cursor.execute(f"INSERT INTO meetings_searchsample SELECT docid, tsv FROM ({_LACKING}) lacking")

    def look_again(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('meetings_searchentry_tsv')")
            for name in _IN_BULK:
                cursor.execute(f"RESET {name}")
            cursor.execute("ANALYZE meetings_searchentry, meetings_searchsample")

    def faults(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS ({_SURPLUS}) OR EXISTS ({_LACKING})")
            wrong = cursor.fetchone()[0]
        return ["The sample does not agree with the entries."] if wrong else []


_ENTRIES = f"SELECT docid, tsv FROM meetings_searchentry WHERE {_IN_SAMPLE}"
_SURPLUS = f"SELECT docid, tsv FROM meetings_searchsample EXCEPT {_ENTRIES}"
_LACKING = f"{_ENTRIES} EXCEPT SELECT docid, tsv FROM meetings_searchsample"


def _where(match: Match, conditions: Sequence[Sql], written: Callable[[Phrase], str], asked: str = _ASKED) -> Sql:
    found = Sql(asked, (_tsquery(match, written),)) if match else Sql("TRUE")
    return joined(found, conditions, "docid")


def _looks_into(match: Match) -> bool:
    """Whether entries have to be looked into to tell what matches."""
    groups = (*match.every, *match.names, match.none, match.none_of_names)
    return any(len(phrase.terms) > 1 for group in groups for phrase in group)


def _tsquery(match: Match, written: Callable[[Phrase], str]) -> str:
    """Without weights, which an index does not hold: each row would be looked at once more."""

    def of(group: Group) -> str:
        return f"({' | '.join(map(written, group))})"

    def of_names(group: Group) -> str:
        return of([phrase.named for phrase in group])

    parts = [*map(of, match.every), *map(of_names, match.names)]
    parts += [f"!{of([each])}" for each in match.none]
    parts += [f"!{of_names([each])}" for each in match.none_of_names]
    return " & ".join(parts)


def _phrase(phrase: Phrase) -> str:
    *before, last = phrase.terms
    words = [f"'{term}'" for term in before]
    words.append(f"'{last}'{':*' if phrase.prefix else ''}")
    return f"({' <-> '.join(words)})"


def _found_phrase(phrase: Phrase) -> str:
    """With the signs of its pairs, which the index has: few texts are looked into that have no such phrase."""
    whole = phrase.terms[:-1] if phrase.prefix else phrase.terms
    signs = [
        f"'~{md5(f'{one} {two}'.encode(), usedforsecurity=False).hexdigest()[:4]}'" for one, two in pairwise(whole)
    ]
    return f"({' & '.join([_phrase(phrase), *signs])})" if signs else _phrase(phrase)


BACKEND = PostgreSQL()
