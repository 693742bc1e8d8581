"""SQLite: an FTS5 table over the entries, kept in step by triggers."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection

from meetings.search.backends.base import Group, Match, Phrase

_MATCHING = "SELECT rowid AS docid FROM meetings_search WHERE meetings_search MATCH %s"
_NOT_MATCHING = """SELECT docid FROM meetings_searchentry
    WHERE docid NOT IN (SELECT rowid FROM meetings_search WHERE meetings_search MATCH %s)"""


class SQLite:
    """FTS5. Every term reaches it in quotation marks and in plain ASCII: its own query language has no say."""

    def docids(self, match: Match) -> tuple[str, list[Any]]:
        wanted = [_group(group, "title body") for group in match.every]
        wanted += [_group(group, "names") for group in match.names]
        unwanted = [_group([each], "title body") for each in match.none]
        unwanted += [_group([each], "names") for each in match.none_of_names]
        if wanted:
            text = " AND ".join(wanted) + "".join(f" NOT {each}" for each in unwanted)
            return _MATCHING, [text]
        return _NOT_MATCHING, [" OR ".join(unwanted)]

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO meetings_search(meetings_search) VALUES ('rebuild')")

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO meetings_search(meetings_search) VALUES ('optimize')")

    def faults(self) -> list[str]:
        try:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO meetings_search(meetings_search, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            return ["The full-text table does not agree with the entries."]
        return []


def _group(group: Group, columns: str) -> str:
    return f"{{{columns}}} : ({' OR '.join(map(_phrase, group))})"


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.terms)}"{" *" if phrase.prefix else ""}'


BACKEND = SQLite()
