"""SQLite: an FTS5 table over the entries, kept in step by triggers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DatabaseError, connection
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

_RANK = "bm25(meetings_search, 4.0, 1.0, 1.0)"
"""A word in a title weighs as much as four in a text; FTS5 gives the best the lowest number."""

_LAST = chr(0x10FFFF)


class SQLite:
    """FTS5. Every term reaches it in quotation marks and in plain ASCII: its own query language has no say."""

    position = "instr"
    binary = "BINARY"

    def ids(self, match: Match, conditions: Sequence[Sql]) -> Sql:
        table, docid, where = _matching(match, conditions)
        return Sql(f"SELECT {docid} AS docid FROM {table} WHERE {where.text}", where.parameters)

    def in_order(self, match: Match, conditions: Sequence[Sql], order: Order, *, few: bool) -> Sql:
        found = self.ids(match, conditions)
        return Sql(f"{found.text} ORDER BY {order}", found.parameters)

    def best_first(self, match: Match, conditions: Sequence[Sql], *, few: bool) -> Sql:
        table, docid, where = _matching(match, conditions)
        ranked = f"SELECT {docid} AS docid, {_RANK} AS rank FROM {table} WHERE {where.text}"
        newest = "" if few else f" ORDER BY {docid} DESC LIMIT {MOST_RANKED}"
        return Sql(
            f"SELECT docid FROM ({ranked}{newest}) ORDER BY docid & 1, rank, docid DESC",
            where.parameters,
        )

    def count(self, match: Match, conditions: Sequence[Sql]) -> Counted:
        found = self.in_order(match, conditions, Order.NEWEST, few=False)
        with connection.cursor() as cursor:
            statement = f"SELECT group_concat(docid) FROM ({found.text} LIMIT %s)"
            cursor.execute(statement, [*found.parameters, MOST_COUNTED + 1])
            ids = newest_first(cursor.fetchone()[0])
        if len(ids) <= MOST_COUNTED:
            return Counted(ids)
        return Counted(ids[:MOST_COUNTED], newest=MOST_COUNTED)

    def beginning(self, prefix: str) -> Q:
        return Q(word__gte=prefix, word__lt=prefix + _LAST)

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO meetings_search(meetings_search) VALUES ('rebuild')")

    def look_again(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            # What FTS5 keeps its own blocks in may be nearly empty now: by that number each of its deletions would read
            # all of them for ever after. By a large one it looks for the few by their key.
            cursor.execute(
                "UPDATE sqlite_stat1 SET stat = '1000000' WHERE tbl GLOB 'meetings_search_*' AND idx IS NULL"
            )
            cursor.execute("ANALYZE sqlite_master")

    def tidy(self) -> None:
        self.look_again()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO meetings_search(meetings_search) VALUES ('optimize')")

    def faults(self) -> list[str]:
        try:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO meetings_search(meetings_search, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            return ["The full-text table does not agree with the entries."]
        return []


def _matching(match: Match, conditions: Sequence[Sql]) -> tuple[str, str, Sql]:
    """The table that is asked, what the id is called there, and all conditions."""
    wanted, unwanted = _wanted(match), _unwanted(match)
    if wanted:
        text = " AND ".join(wanted) + "".join(f" NOT {each}" for each in unwanted)
        found = Sql("meetings_search MATCH %s", (text,))
        return "meetings_search", "rowid", joined(found, conditions, "rowid")
    found = Sql("TRUE")
    if unwanted:
        without = "docid NOT IN (SELECT rowid FROM meetings_search WHERE meetings_search MATCH %s)"
        found = Sql(without, (" OR ".join(unwanted),))
    return "meetings_searchentry", "docid", joined(found, conditions, "docid")


def _wanted(match: Match) -> list[str]:
    return [*map(_group, match.every), *map(_named, match.names)]


def _unwanted(match: Match) -> list[str]:
    return [*(_group([each]) for each in match.none), *(_named([each]) for each in match.none_of_names)]


def _named(group: Group) -> str:
    return _group([phrase.named for phrase in group])


def _group(group: Group) -> str:
    return f"({' OR '.join(map(_phrase, group))})"


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.terms)}"{" *" if phrase.prefix else ""}'


BACKEND = SQLite()
