"""`manage.py reindex`: the search index made anew from the records, or compared with them."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from meetings import search

SHOWN = 50
"""Differences that are listed; the rest is counted."""


class Command(BaseCommand):
    """Rebuild the index, or with --check say what in it is not as the records have it."""

    help = "Make the search index anew from the records; search keeps answering meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """--check."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; list what differs, and exit with 1 if anything does"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when --check finds anything."""
        if not options["check"]:
            count = search.rebuild()
            self.stdout.write(f"{count:,} {'entry' if count == 1 else 'entries'} in the search index.")
            return
        wrong = [*search.faults(), *(str(each) for each in search.differences())]
        for line in wrong[:SHOWN]:
            self.stdout.write(line)
        if len(wrong) > SHOWN:
            self.stdout.write(f"and {len(wrong) - SHOWN:,} more")
        if wrong:
            self.stderr.write("The search index is not as the records have it. To mend it: manage.py reindex.")
            sys.exit(1)
        self.stdout.write("The search index is as the records have it.")
