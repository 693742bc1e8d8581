"""The edition of what is on record: a number that is another one after every change, whoever makes it and however."""

from __future__ import annotations

from collections.abc import Iterator
from threading import local
from typing import Any

from django.apps import apps
from django.db import connection, connections, models

UNSEEN = {"AuditLine", "AuditRow", "Baseline", "Conflict", "Edition", "MergeSuggestion", "SearchWord", "User"}
"""Classes of whose rows no page that is kept shows anything."""

_OF_SQLITE = """CREATE TRIGGER IF NOT EXISTS {name}_{event} AFTER {event} ON {table} BEGIN
    UPDATE meetings_edition SET number = random();
END"""

_FUNCTION = """CREATE OR REPLACE FUNCTION meetings_new_edition() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('meetings.drawn', true) IS DISTINCT FROM txid_current()::text THEN
        UPDATE meetings_edition SET number = (random() * 9e18)::bigint;
        PERFORM set_config('meetings.drawn', txid_current()::text, true);
    END IF;
    RETURN NULL;
END $$"""
"""Once in a transaction: every further one would walk past all versions of the row that came before. The note of it
goes when the transaction ends, or when what drew the number is taken back."""

_OF_POSTGRESQL = """CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_new_edition()"""


class Edition(models.Model):
    """The only row there is of it; triggers of the database write it.

    The number is drawn by lot: one that was taken back with its transaction does not come again for other rows.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    number = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_edition")]

    def __str__(self) -> str:
        return str(self.number)


class _Seen(local):
    """The number that this thread read last, outside transactions."""

    number: int | None = None


_SEEN = _Seen()


def edition() -> int | None:
    """The number of the edition that stands now; None when nobody watches."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM meetings_edition")
        row = cursor.fetchone()
    read_edition(row[0] if row else None)
    return row[0] if row else None


def read_edition(number: int | None) -> None:
    """Take note of the number that came with the rows of another question."""
    if not connection.in_atomic_block:  # what a transaction sees may be taken back
        _SEEN.number = number


def edition_read() -> int | None:
    """The number that this thread read since it asked here before; None for none.

    No number comes back: what was made between two readings of the same one was made of that edition.
    """
    number, _SEEN.number = _SEEN.number, None
    return number


def watch(using: str) -> None:
    """Have the database make a new edition whenever a row changes that a page may show.

    Call it after every migration: SQLite loses the triggers of a table that Django copies to change it.
    """
    held = connections[using]
    Edition.objects.using(using).get_or_create(id=1, defaults={"number": 0})
    with held.cursor() as cursor:
        if held.vendor == "sqlite":
            for table, name in _watched():
                for event in ("INSERT", "UPDATE", "DELETE"):
                    cursor.execute(_OF_SQLITE.format(name=name, event=event, table=table))
            return
        cursor.execute(_FUNCTION)
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        there = set(cursor.fetchall())
        for table, name in _watched():
            if (table, name) not in there:
                cursor.execute(_OF_POSTGRESQL.format(name=name, table=table))


def _watched() -> Iterator[tuple[str, str]]:
    """Table and the name of its trigger, for each class that pages show."""
    shown: list[Any] = [model for model in apps.get_app_config("meetings").get_models() if model.__name__ not in UNSEEN]
    for model in shown:
        table = model._meta.db_table  # noqa: SLF001 - a part of Django that it documents
        yield table, f"{table}_edition"
