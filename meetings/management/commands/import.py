"""`manage.py import FOLDER`: an export becomes the records of an empty archive."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from meetings import exchange, search
from meetings.management.commands.ingest import check_database
from meetings.management.holdings import in_words


class Command(BaseCommand):
    """Take an export into an empty archive, all of it or nothing."""

    help = "Takes an export into an empty archive and publishes it, all of it or nothing. More in docs/export.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="A folder that manage.py export has written.")

    def handle(self, *, folder: Path, **options: Any) -> None:
        check_database()
        try:
            manifest = exchange.take_in(folder, by=None)
        except exchange.NotTaken as error:
            raise CommandError(f"Nothing was imported. {error}") from None
        search.look_again()
        self.stdout.write(f"Imported and published: {in_words(manifest)}.")
