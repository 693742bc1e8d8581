"""Rows written straight into the tables, many at once: for archives that are made up.

Objects would take most of the time. Nothing is checked but what the database itself keeps.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

NOW = "2026-01-05 12:00:00+00:00"
"""When every row was made: the same archive has the same rows on any day."""

Model = type[models.Model]


@dataclass(slots=True)
class Rows:
    """Rows that wait to be written as plain lists; `order` has the models so that each refers to earlier ones."""

    order: Sequence[Model]
    waiting: defaultdict[Model, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    _columns: dict[Model, list[tuple[str, Any]]] = field(default_factory=dict)
    _last: dict[Model, int] = field(default_factory=dict)

    def add(self, model: Model, **values: Any) -> int:
        """One row, by column, with the model's defaults for what is not given → its key.

        Dates are given as ISO text, and JSON as text too.
        """
        key = self._last[model] = self.last(model) + 1
        values["id"] = key
        self.waiting[model].append([values.get(name, default) for name, default in self._columns_of(model)])
        return key

    def last(self, model: Model) -> int:
        """The key of the model's last row; 0 when there is none."""
        if model not in self._last:
            newest = model._base_manager.order_by("-pk").values_list("pk", flat=True)[:1]  # noqa: SLF001 - Django's own documented name
            self._last[model] = next(iter(newest), 0)
        return self._last[model]

    def write(self) -> None:
        """Insert what waits."""
        with connection.cursor() as cursor:
            for model in self.order:
                if rows := self.waiting.pop(model, None):
                    _insert(cursor, model, [name for name, _ in self._columns_of(model)], rows)

    def finish(self) -> None:
        """Write the rest, and let the next key follow the last."""
        self.write()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.order)):
                cursor.execute(statement)

    def _columns_of(self, model: Model) -> list[tuple[str, Any]]:
        if model not in self._columns:
            fields = model._meta.concrete_fields  # noqa: SLF001 - Django's own documented name
            self._columns[model] = [(str(each.column), _default(each)) for each in fields]
        return self._columns[model]


def _insert(cursor: Any, model: Model, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    table = model._meta.db_table  # noqa: SLF001 - Django's own documented name
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    if connection.vendor == "postgresql":  # ten times as fast as INSERT there
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join(["%s"] * len(columns))
    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608 - our own names


def _default(column: models.Field[Any, Any]) -> Any:
    if isinstance(column, models.DateTimeField) and not column.null:
        return NOW
    value = column.get_default()
    return json.dumps(value) if isinstance(value, list | dict) else value
