"""Looks into the tables of the index themselves, not through a search."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection

from meetings.models import OutcomeSet, SearchEntry, SearchWord

Tables = dict[str, set[str]]
"""Table → the words in it."""

_WORD = re.compile(r"[a-z0-9]+")


def words_inside() -> Tables:
    """Every word, and every term that stands for words, in each table of the index."""
    return {
        "entries": _words(SearchEntry.objects.values_list("title", "body", "names", "words")),
        "counted words": _words(SearchWord.objects.values_list("word", "term")),
        "sets of outcomes": _words(OutcomeSet.objects.values_list("verbs")),
        **(_of_sqlite() if connection.vendor == "sqlite" else _of_postgresql()),
    }


def _of_sqlite() -> Tables:
    """The words that FTS5 holds, as its own list of words tells them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.inside USING fts5vocab(main, meetings_search, row)")
        try:
            cursor.execute("SELECT term FROM temp.inside")
            return {"full text": {term for (term,) in cursor.fetchall()}}
        finally:
            cursor.execute("DROP TABLE temp.inside")


def _of_postgresql() -> Tables:
    """The words of every column that holds some, whatever its table."""
    asked = "SELECT table_name, column_name FROM information_schema.columns WHERE data_type = 'tsvector'"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {f"full text of {table}": _lexemes(table, column) for table, column in cursor.fetchall()}


def _lexemes(table: str, column: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM ts_stat(%s)", [f"SELECT {column} FROM {table}"])  # noqa: S608 - names that the database gave
        return {word for (word,) in cursor.fetchall()}


def _words(rows: Iterable[tuple[str, ...]]) -> set[str]:
    return {word for row in rows for text in row for word in _WORD.findall(text.lower())}
