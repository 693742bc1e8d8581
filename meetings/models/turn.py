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
