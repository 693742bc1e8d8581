"""`manage.py export FOLDER`: everything public as files of lines that any program can read."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from meetings import exchange
from meetings.management.commands.ingest import check_database
from meetings.management.holdings import in_words


class Command(BaseCommand):
    """Write the whole public archive into a new folder, or nothing."""

    help = "Writes everything public into a new folder, as JSON Lines with a manifest. More in docs/export.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="The folder to make.")
        parser.add_argument("--replace", action="store_true", help="Write over an older export of that name.")

    def handle(self, *, folder: Path, replace: bool, **options: Any) -> None:
        check_database()
        try:
            manifest = exchange.export(folder, replace=replace)
        except exchange.NotTaken as error:
            raise CommandError(f"Nothing was exported. {error}") from None
        self.stdout.write(f"Written to {folder}: {in_words(manifest)}.")
