"""One interface, a back end for each database: named as Django names the vendor of a connection."""

from importlib import import_module

from django.db import connection

from meetings.search.backends.base import Backend


def backend() -> Backend:
    """The back end of the database in use."""
    made: Backend = import_module(f"meetings.search.backends.{connection.vendor}").BACKEND
    return made
