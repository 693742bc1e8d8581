"""PostgreSQL: a stored tsvector of each entry with a GIN index, kept in step by the database itself."""

from __future__ import annotations

from collections.abc import Sequence

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

_RANK = "ts_rank('{0.1, 0.4, 0.25, 1.0}', tsv, %s::tsquery, 1)"
"""A word in a title weighs as much as four in a text."""

_IN_SAMPLE = f"hashint8(docid) & {SAMPLED - 1} = 0"


class PostgreSQL:
    """Full-text search. Terms are plain ASCII, so that a tsquery is written out and nothing parses it again."""

    binary = '"C"'

    def ids(self, match: Match, conditions: Sequence[Sql]) -> Sql:
        where = _where(match, conditions)
        return Sql(f"SELECT docid FROM meetings_searchentry WHERE {where.text}", where.parameters)

    def in_order(self, match: Match, conditions: Sequence[Sql], order: Order, *, few: bool) -> Sql:
        found = self.ids(match, conditions)
        if few and match:  # or the planner may walk the whole table for the newest few that hold a rare word
            return Sql(
                f"WITH found AS MATERIALIZED ({found.text}) SELECT docid FROM found ORDER BY {order}",
                found.parameters,
            )
        return Sql(f"{found.text} ORDER BY {order}", found.parameters)

    def best_first(self, match: Match, conditions: Sequence[Sql], *, few: bool) -> Sql:
        where, query = _where(match, conditions), _tsquery(match)
        newest = "" if few else f" ORDER BY docid DESC LIMIT {MOST_RANKED}"
        found = f"SELECT docid, tsv FROM meetings_searchentry WHERE {where.text}{newest}"
        return Sql(
            f"WITH found AS MATERIALIZED ({found}) "
            f"SELECT docid FROM found ORDER BY docid & 1, {_RANK} DESC, docid DESC",
            (*where.parameters, query),
        )

    def count(self, match: Match, conditions: Sequence[Sql]) -> Counted:
        where = _where(match, conditions)
        statement = (
            f"WITH sample AS MATERIALIZED (SELECT docid FROM meetings_searchsample WHERE {where.text}), "
            "guess AS MATERIALIZED (SELECT count(*) <= %s AS few FROM sample) "
            "SELECT few, CASE WHEN few "
            f"THEN (SELECT string_agg(docid::text, ',') FROM meetings_searchentry WHERE {where.text}) "
            "ELSE (SELECT string_agg(docid::text, ',') FROM sample) END FROM guess"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*where.parameters, MOST_COUNTED // SAMPLED, *where.parameters])
            few, told = cursor.fetchone()
        return Counted(newest_first(told), each=1 if few else SAMPLED)

    def beginning(self, prefix: str) -> Q:
        return Q(word__startswith=prefix)

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("REINDEX INDEX meetings_searchentry_tsv")
            cursor.execute(f"DELETE FROM meetings_searchsample WHERE docid IN (SELECT docid FROM ({_SURPLUS}) surplus)")
            cursor.execute(f"INSERT INTO meetings_searchsample SELECT docid, tsv FROM ({_LACKING}) lacking")

    def look_again(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE meetings_searchentry, meetings_searchsample")

    def faults(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS ({_SURPLUS}) OR EXISTS ({_LACKING})")
            wrong = cursor.fetchone()[0]
        return ["The sample does not agree with the entries."] if wrong else []


_ENTRIES = f"SELECT docid, tsv FROM meetings_searchentry WHERE {_IN_SAMPLE}"
_SURPLUS = f"SELECT docid, tsv FROM meetings_searchsample EXCEPT {_ENTRIES}"
_LACKING = f"{_ENTRIES} EXCEPT SELECT docid, tsv FROM meetings_searchsample"


def _where(match: Match, conditions: Sequence[Sql]) -> Sql:
    found = Sql("tsv @@ %s::tsquery", (_tsquery(match),)) if match else Sql("TRUE")
    return joined(found, conditions, "docid")


def _tsquery(match: Match) -> str:
    """Without weights, which an index does not hold: each row would be looked at once more."""
    parts = [*map(_group, match.every), *map(_named, match.names)]
    parts += [f"!{_group([each])}" for each in match.none]
    parts += [f"!{_named([each])}" for each in match.none_of_names]
    return " & ".join(parts)


def _named(group: Group) -> str:
    return _group([phrase.named for phrase in group])


def _group(group: Group) -> str:
    return f"({' | '.join(map(_phrase, group))})"


def _phrase(phrase: Phrase) -> str:
    *before, last = phrase.terms
    words = [f"'{term}'" for term in before]
    words.append(f"'{last}'{':*' if phrase.prefix else ''}")
    return f"({' <-> '.join(words)})"


BACKEND = PostgreSQL()
