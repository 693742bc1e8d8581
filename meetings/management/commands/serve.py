"""`manage.py serve`: bring the database up to date, then become the web server."""

import os
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection

from meetings import search

MIGRATING = 5_263_117
"""The name, as a number, of the PostgreSQL lock that lets one server prepare at a time."""

INTERRUPTED = 130
"""The exit status of a command that somebody stopped."""

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - looked up, not listened on
"""The addresses that stand for every address of a machine, and how it calls itself then."""


class Command(BaseCommand):
    """Migrate, make an earlier version's index anew, collect the static files, file what is to be filed, and serve on
    HOST:PORT until interrupted."""

    help = "Brings the database up to date, and serves the archive on HOST:PORT (default 127.0.0.1:8000)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ingest", metavar="PATH", help="Ingest and publish these notes first.")

    def handle(self, *, ingest: str | None, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        refuse_taken(host, port)
        try:
            with one_at_a_time():
                prepare()
                if search.is_old():
                    self.stdout.write("The search index is made anew: this takes a while, once.")
                    search.rebuild()
        except OperationalError as error:
            raise CommandError(f"The database cannot be used: {str(error).strip()}") from error
        if ingest:
            file(ingest)
        connection.close()
        self.stdout.write(f"\nThe archive is at {address(host, port)} (Ctrl-C stops it).")
        self.stdout.write("To sign in as a clerk, make an account: make clerk, or manage.py clerk.\n")
        self.stdout.flush()
        become_server(host)


def file(path: str) -> None:
    """Ingest and publish what lies at `path`. A note that fails is reported there, and does not keep the site down."""
    try:
        call_command("ingest", path, publish=True)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            raise


def prepare() -> None:
    """Bring the tables up to date, and collect the static files if nobody has."""
    call_command("migrate", verbosity=0, interactive=False)
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", verbosity=0, interactive=False)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Several servers may start on one PostgreSQL database at once: the others wait until the first is ready."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def refuse_taken(host: str, port: str) -> None:
    """Raise CommandError when nothing can listen there: better now than after the database has been changed."""
    try:
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise ValueError("a port is a number from 1 to 65535")
        family, kind, protocol, _, where = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except (OSError, ValueError) as error:
        raise CommandError(
            f"Cannot serve on {host}, port {port}: {error}. Choose another with HOST and PORT."
        ) from error


def address(host: str, port: str) -> str:
    """Where a browser on this machine finds the archive."""
    here = EVERYWHERE.get(host, f"[{host}]" if ":" in host else host)
    return f"{'https' if settings.HTTPS else 'http'}://{here}:{port}/"


def become_server(host: str) -> None:
    """Replace this process by gunicorn, which answers to `host` as well, if that is one address and not all of them."""
    named = [] if host in EVERYWHERE else [f"[{host}]" if ":" in host else host]
    os.environ["ALLOWED_HOSTS"] = ",".join(dict.fromkeys([*settings.ALLOWED_HOSTS, *named]))
    os.chdir(settings.BASE_DIR)
    server = [sys.executable, "-m", "gunicorn", "-c", "python:boardarchive.serving", "boardarchive.wsgi"]
    os.execv(sys.executable, server)
