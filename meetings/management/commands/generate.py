"""`manage.py generate`: an archive of made-up meetings, to see how the pages behave when there are many."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from meetings import search
from meetings.management.commands.ingest import at_least_one, check_database
from meetings.management.synthetic import DECISIONS, MOST, make
from meetings.models import Board, Meeting, Source

ONE = {
    "meetings": "meeting",
    "drafts": "draft",
    "items": "item",
    "decisions": "decision",
    "actions": "action",
    "boards": "board",
    "authorities": "authority",
    "members": "member",
    "sources": "source",
    "entries": "entry",
}
"""How one of them is called."""


class Command(BaseCommand):
    """Fill an empty archive with made-up meetings."""

    help = (
        f"Fills an empty archive with made-up meetings of {DECISIONS} decisions each, some of them drafts and some of "
        "their items restricted. The same seed makes the same records. For trials only: nothing made up can be told "
        "from what is real but by its words."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--meetings, --seed, --no-discussion, --no-index, --add."""
        add = parser.add_argument
        add("--meetings", type=at_least_one, required=True, metavar="N", help=f"How many, up to {MOST:,}.")
        add("--seed", type=int, default=1, metavar="S", help="Another number makes other records; 1 when left out.")
        add("--no-discussion", action="store_true", help="Leave out what was said: nine tenths of the text.")
        add("--no-index", action="store_true", help="Leave the search index to manage.py reindex.")
        add("--add", action="store_true", help="Make them beside the records that are here already.")

    def handle(self, **options: Any) -> None:
        """Raises CommandError when the archive is not empty, or so many cannot be made."""
        check_database()
        meetings = options["meetings"]
        if meetings > MOST:
            raise CommandError(f"{meetings:,} meetings are too many: {MOST:,} can be made at once.")
        if not options["add"] and (held := _held()):
            raise CommandError(
                f"The archive is not empty ({held}). Name an empty database in DATABASE_URL, "
                "or make the meetings beside what is here with --add."
            )
        start = time.monotonic()
        made = self._make(meetings, options["seed"], discussion=not options["no_discussion"])
        search.look_again()
        self.stdout.write(f"{told(made)}, in {time.monotonic() - start:,.1f} s.")
        if not options["no_index"]:
            start = time.monotonic()
            entries = _counted({"entries": search.rebuild()}, "entries")
            search.look_again()
            self.stdout.write(f"{entries} in the search index, in {time.monotonic() - start:,.1f} s.")

    def _make(self, meetings: int, seed: int, *, discussion: bool) -> Mapping[str, int]:
        made: Counter[str] = Counter()
        with tqdm(total=meetings, unit="meeting", disable=None, file=sys.stderr) as bar:
            for made in make(meetings, seed=seed, discussion=discussion):
                bar.update(made["meetings"] - bar.n)
        return made


def told(made: Mapping[str, int]) -> str:
    """What was made, in words."""
    states = _counted({"drafts": made["draft"], "withdrawn": made["withdrawn"]}, "drafts", "withdrawn")
    bodies = _counted(made, "boards", "authorities", "members")
    return (
        f"{_counted(made, 'meetings')} ({states}), {_counted(made, 'items')} ({_counted(made, 'restricted')}), "
        f"{_counted(made, 'decisions')} and {_counted(made, 'actions')} of {bodies}"
    )


def _held() -> str:
    """What is on file, in words; blank when nothing is."""
    counted = {"meetings": Meeting.objects, "boards": Board.objects, "sources": Source.objects}
    held = {name: held.count() for name, held in counted.items()}
    return _counted(held, *(name for name, n in held.items() if n))


def _counted(numbers: Mapping[str, int], *names: str) -> str:
    return ", ".join(f"{numbers[name]:,} {ONE.get(name, name) if numbers[name] == 1 else name}" for name in names)
