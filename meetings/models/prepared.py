"""Questions that are asked again and again: Django makes their SQL once, and only what they are asked of changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

_HELD = "{held}"

Statement = tuple[str, tuple[Any, ...]]
"""SQL and its parameters."""

Row = tuple[Any, ...]
"""A row as the database gives it: JSON is text, and so are SQLite's days."""


class Prepared:
    """A queryset whose SQL is kept.

    `build` is called once, with an expression that stands where the changing part will: it is used one time, behind
    `__in`, and nothing else of the queryset may depend on who asks, or when.
    """

    def __init__(self, build: Callable[[RawSQL], QuerySet[Any, Any]]) -> None:
        self._build = build

    def of(self, held: str, parameters: tuple[Any, ...]) -> Statement:
        """The statement with a SELECT of one column, or marks for values, in its place."""
        before, values, behind, rest = self._parts
        return f"{before}{held}{behind}", (*values, *parameters, *rest)

    def of_keys(self, keys: Collection[int]) -> Statement:
        """The same for keys, of which there is at least one."""
        return self.of(", ".join(["%s"] * len(keys)), tuple(keys))

    def rows(self, keys: Collection[int]) -> list[Row]:
        """What the database answers for these keys; nothing for none."""
        return united([self.of_keys(keys)]) if keys else []

    @cached_property
    def _parts(self) -> tuple[str, tuple[Any, ...], str, tuple[Any, ...]]:
        statement, parameters = self._build(RawSQL(_HELD, ())).query.sql_with_params()  # noqa: S611 - a fixed sign
        before, _, behind = statement.partition(_HELD)
        ahead = before.replace("%%", "").count("%s")
        return before, tuple(parameters[:ahead]), behind, tuple(parameters[ahead:])


def united(statements: Iterable[Statement]) -> list[Row]:
    """What the database answers to these statements together, in any order. They give the same columns."""
    held = list(statements)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(text for text, _ in held), [value for _, each in held for value in each])
        found: list[Row] = cursor.fetchall()
    return found
