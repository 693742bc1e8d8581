"""One writer at a time: whoever changes what is on record, or what of it is public, waits for the turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_TURN = 7_305_221_944
"""The advisory lock of the archive: any number that nothing else in the database uses."""


@contextmanager
def turn() -> Iterator[None]:
    """A transaction in which nobody else changes the records: two sources of one meeting always join, and the index
    is written by one alone.

    SQLite lets one writer in at a time from the start of a transaction; PostgreSQL is asked to.
    """
    with transaction.atomic():
        take_turn()
        yield


def take_turn() -> None:
    """The same in a transaction that has begun: call it before any row is changed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


@contextmanager
def still() -> Iterator[None]:
    """A time in which the records are read as they stood at its start, whatever others change meanwhile.

    It holds up nobody, and nothing may be written in it. Inside a transaction that transaction's view is kept.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:  # Django's own transactions would take the turn to write
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
