"""PostgreSQL: a stored tsvector of each entry with a GIN index, kept in step by the database itself."""

from __future__ import annotations

from typing import Any

from django.db import connection

from meetings.search.backends.base import Group, Match, Phrase

TEXT, NAMES = "AB", "C"
"""The weights under which title and body, and those who must act, stand in the tsvector."""


class PostgreSQL:
    """Full-text search. Terms are plain ASCII, so that a tsquery is written out and nothing parses it again."""

    def docids(self, match: Match) -> tuple[str, list[Any]]:
        parts = [*(_group(group, TEXT) for group in match.every), *(_group(group, NAMES) for group in match.names)]
        parts += [f"!{_group([each], TEXT)}" for each in match.none]
        parts += [f"!{_group([each], NAMES)}" for each in match.none_of_names]
        return "SELECT docid FROM meetings_searchentry WHERE tsv @@ %s::tsquery", [" & ".join(parts)]

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("REINDEX INDEX meetings_searchentry_tsv")

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE meetings_searchentry")

    def faults(self) -> list[str]:
        return []


def _group(group: Group, weights: str) -> str:
    return f"({' | '.join(_phrase(phrase, weights) for phrase in group)})"


def _phrase(phrase: Phrase, weights: str) -> str:
    *before, last = phrase.terms
    words = [f"'{term}':{weights}" for term in before]
    words.append(f"'{last}':{'*' if phrase.prefix else ''}{weights}")
    return f"({' <-> '.join(words)})"


BACKEND = PostgreSQL()
