"""`manage.py ingest PATH...`: read notes and file them, one transaction a file."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.core.management.base import DjangoHelpFormatter
from django.db import Error as DatabaseFailure
from django.db import connection
from tqdm import tqdm

from meetings import search
from meetings.filing.keeping import plain_name
from meetings.filing.reading import Told, current_reading
from meetings.filing.report import Outcome
from meetings.ingest import ingest
from meetings.management.files import STANDARD_INPUT, Named, Unreadable, files_in, read_file
from meetings.management.readers import Readers
from meetings.management.wording import Result, Tally
from meetings.models import Source

FAILED, USAGE, FINDINGS, INTERRUPTED = 1, 2, 3, 130

MANY = 50
"""So many files filed in one run change what the database should know of its tables."""

EPILOG = """\
exit status: 0 everything is filed, or was already; 1 something is not; 2 wrong usage;
3 (with --strict) everything is filed and there are findings.

Results go to standard output, one line a file (with -v 2 the findings too); progress goes to standard error.
Filing the same file again changes nothing. What cannot be read is kept and said, and never stops the rest.
More in docs/ingest.md."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file on its way: its bytes, and how to get what they say when it is read elsewhere."""

    named: Named
    data: bytes
    told: Callable[[], Told | None]


class Help(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Django's order of options, and the lines of the epilogue as they stand."""


def at_least_one(text: str) -> int:
    """A whole number from 1. Raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is not a whole number from 1")
    return int(text)


class Command(BaseCommand):
    """Read notes and file them as meetings, items, decisions, actions and attendance."""

    help = "Reads notes of meetings and files them. Meetings become drafts, which only clerks see, unless --publish."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(prog_name, subcommand, epilog=EPILOG, formatter_class=Help, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        what = "A file, a folder, a pattern such as 'notes/*.txt', or - for standard input."
        add("paths", nargs="+", metavar="PATH", help=what)
        add("--publish", action="store_true", help="Publish every meeting that nothing stands against.")
        add("--organisation", metavar="NAME", help="Whose boards these are; ARCHIVE_ORGANISATION when left out.")
        add("--dry-run", action="store_true", help="Read and report, and write nothing.")
        add("--json", action="store_true", help="Print everything that was read as JSON (docs/ingest-json.md).")
        add("--report", metavar="FILE", help="Write the same JSON to FILE.")
        add("--strict", action="store_true", help="Exit with 3 when there are findings.")
        add("--jobs", type=at_least_one, default=1, metavar="N", help="Read with N processes; filing stays one by one.")
        add("--fail-fast", action="store_true", help="Stop at the first file that is not filed.")

    def execute(self, *args: Any, **options: Any) -> str | None:
        # A dry run needs no database and no folder, so nothing of the machine is checked for it.
        return super().execute(*args, **{**options, "skip_checks": options["skip_checks"] or options["dry_run"]})

    def handle(self, *, paths: Sequence[str], **options: Any) -> None:
        self.options = options
        if not options["dry_run"]:
            check_database()
        try:
            status = self._run(list(files_in(paths)))
        except KeyboardInterrupt:
            self.stderr.write("Stopped. What was filed stays filed; run the same command again for the rest.")
            status = INTERRUPTED
        except BrokenPipeError:  # whoever read the results has gone, and nobody is left to tell
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = FAILED
        if status:
            sys.exit(status)

    def _run(self, named: Sequence[Named]) -> int:
        options, tally = self.options, Tally()
        with ExitStack() as stack:
            written = [stack.enter_context(documents(sink)) for sink in self._sinks(stack)]
            readers = stack.enter_context(Readers(options["jobs"]))
            bar = stack.enter_context(tqdm(total=len(named), unit="file", disable=None, file=sys.stderr))
            for task in self._tasks(named, readers):
                result = self._result(task)
                tally.add(result)
                with tqdm.external_write_mode(file=sys.stdout):
                    self._say(result.line)
                    for finding in result.findings if options["verbosity"] > 1 else ():
                        self._say(f"           {finding.code}: {finding.message}")
                for write in written:
                    write(result.data)
                bar.update()
                if result.failed and options["fail_fast"]:
                    break
        if tally.outcomes[Outcome.FILED] >= MANY:
            search.look_again()
        for line in tally.lines(publish=options["publish"], left=len(named) - tally.outcomes.total()):
            self._say(line)
        if tally.failed:
            return FAILED
        return FINDINGS if options["strict"] and tally.findings else 0

    def _say(self, line: str) -> None:
        if not self.options["json"]:
            self.stdout.write(line)

    def _sinks(self, stack: ExitStack) -> Iterator[Callable[[str], Any]]:
        """Where the JSON goes: standard output, a file, both or neither."""
        if self.options["json"]:
            yield lambda text: self.stdout.write(text, ending="")
        if self.options["report"]:
            yield stack.enter_context(new_file(Path(self.options["report"]))).write

    def _tasks(self, named: Iterable[Named], readers: Readers) -> Iterator[Task]:
        """The files in order, each handed to a reader a little before its turn."""
        ahead: deque[Task] = deque()
        for each in named:
            ahead.append(self._task(each, readers))
            if len(ahead) >= 2 * readers.jobs:
                yield ahead.popleft()
        yield from ahead

    def _task(self, named: Named, readers: Readers) -> Task:
        try:
            if named.reason:
                raise Unreadable(named.reason)
            data = read_file(named.path, settings.UPLOAD_MAX_BYTES)
        except Unreadable as error:
            return Task(named, b"", raising(error))
        name = plain_name(called(named))
        if readers.jobs == 1:  # asked in its turn, where a failure of the database stops this file and no other
            return Task(named, data, lambda: None if self._is_known(data) else readers.start(data, name)())
        if self._is_known(data):
            return Task(named, data, lambda: None)
        return Task(named, data, readers.start(data, name))

    def _is_known(self, data: bytes) -> bool:
        """Whether there is a reading of these bytes that serves."""
        return not self.options["dry_run"] and current_reading(hashlib.sha256(data).hexdigest()) is not None

    def _result(self, task: Task) -> Result:
        try:
            report = ingest(
                task.data,
                filename=called(task.named),
                publish=self.options["publish"],
                dry_run=self.options["dry_run"],
                organisation=self.options["organisation"],
                told=task.told(),
            )
        except Unreadable as error:
            return Result(task.named, reason=str(error))
        except OSError as error:
            return Result(task.named, reason=f"The original could not be kept: {error.strerror}.")
        except DatabaseFailure as error:
            connection.close_if_unusable_or_obsolete()
            return Result(task.named, reason=f"The database did not take it: {' '.join(str(error).split())}.")
        except Exception as error:  # one bad file never stops the rest, whatever is wrong with it
            if self.options["traceback"]:
                raise
            what = f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]
            return Result(task.named, reason=f"The archive failed on it and kept nothing of it ({what}).")
        return Result(task.named, report)


def called(named: Named) -> str:
    """The name of a file in sentences, and on record."""
    return "standard input" if named.path == STANDARD_INPUT else named.path


def check_database() -> None:
    """Raises CommandError with one sentence when there is no database to file into."""
    try:
        Source.objects.exists()
    except DatabaseFailure as error:
        why = " ".join(str(error).split())
        raise CommandError(f"The database is not ready ({why}). Run: manage.py migrate", returncode=FAILED) from None


def raising(error: Unreadable) -> Callable[[], Told | None]:
    """A function that raises the error when it is asked."""

    def ask() -> Told | None:
        raise error

    return ask


@contextmanager
def documents(write: Callable[[str], Any]) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Write `{"documents": [...]}` entry by entry, so that a long run never holds all of it."""
    between = ""

    def add(entry: dict[str, Any]) -> None:
        nonlocal between
        write(f"{between}\n{json.dumps(entry, ensure_ascii=False)}")
        between = ","

    write('{"documents": [')
    yield add
    write("\n]}\n")


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """A file that appears at `path` only when it is whole. Raises CommandError when it cannot be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        file = part.open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"The report {path} cannot be written: {error.strerror}.", returncode=USAGE) from None
    with file:
        yield file
    part.replace(path)
