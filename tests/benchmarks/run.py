"""`make bench`: how fast notes are read and filed, and pages answered, each beside a floor of the same run.

SIZE is the number of made-up meetings behind the pages (10000); DATABASES says which of sqlite and postgresql.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.cluster import NoPostgresError, cluster
from tests.here import CHROMIUM, CORPUS, ROOT

ROUNDS = 9
MOST = 25
"""How many times as long as the scanner reading may take."""
START = 200
"""How many milliseconds starting the sandbox may take."""
BATCH = 50
SCANNED = tuple(
    re.compile(words)
    for words in (
        r"^\s*\d{1,3}[.)]?\s+\S",
        r"^\s*</?AI\d+>",
        r"^\s*(?:Decision|Action)s?:?\s*$",
        r"^\s*[·•*-]\s",
        r"^\s*(?:Title|Date|Venue):",
        r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b",
        r"\b(?:noted|agreed|approved|resolved)\b",
        r"^\s*(?:Cllr|Councillor|Mr|Mrs|Ms)\b",
        r"\bto\b",
        r"^\s*Appendix [A-Z]",
    )
)
"""What a naive scanner would look for on each line: the floor of parsing."""


def main() -> None:
    """Print the tables. With a part's name as argument: only that part, in this process."""
    if len(sys.argv) > 1:
        {"documents": read_documents, "sandbox": sandboxed, "filing": filing, "pages": pages, "looking": look}[
            sys.argv[1]
        ]()
        return
    parsing()
    sandboxed()
    read_documents()
    for name, address in databases():
        with address() as url:
            for part in ("filing", "pages", "looking"):
                measured(part, name, url)


def say(text: str) -> None:
    """One line of a table."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def notes() -> list[Path]:
    """The five real notes when they are here, else the samples."""
    folder = CORPUS / "notes" if CORPUS.is_dir() else ROOT / "fixtures" / "notes"
    return sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".md"})


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Seconds of each round, after one that does not count."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def parsing() -> None:
    """Bytes to Minutes, beside the scanner over the same text."""
    from meetings.extraction import extract  # noqa: PLC0415 - what is measured is loaded where it is measured
    from meetings.extraction.sniff import decode  # noqa: PLC0415
    from meetings.minutes import parse  # noqa: PLC0415

    say(f"\nReading, median of {ROUNDS}: bytes to minutes; scanning: ten regular expressions on each line\n")
    say(f"{'note':40} {'kB':>6} {'read ms':>9} {'scan ms':>9} {'ratio':>6}")
    read_all = scan_all = 0.0
    for path in notes():
        data = path.read_bytes()
        text = decode(data)[0]
        read = statistics.median(timed(lambda data=data: parse(extract(data))))
        scan = statistics.median(timed(lambda text=text: scanned(text)))
        read_all, scan_all = read_all + read, scan_all + scan
        say(f"{path.name[:40]:40} {len(data) / 1000:6.1f} {read * 1e3:9.2f} {scan * 1e3:9.2f} {read / scan:6.1f}")
    rate = len(notes()) / read_all
    say(
        f"\n{rate:.1f} notes parsed per second on one core; {read_all / scan_all:.1f} times the scanner (within {MOST})"
    )


def read_documents() -> None:
    """Documents of each format, beside the bare library."""
    from tests.benchmarks.documents import documents  # noqa: PLC0415 - its libraries are loaded where they are measured

    documents()


def sandboxed() -> None:
    """A file of one line read in the sandbox: what it takes to start one, alone and in a batch."""
    from meetings.extraction.limits import Limits, Outcome  # noqa: PLC0415 - what is measured is loaded where it is measured
    from meetings.extraction.sandbox import Sandbox  # noqa: PLC0415

    def read(files: int) -> None:
        with Sandbox(Limits()) as sandbox:
            for _ in range(files):
                if sandbox.read(b"A note.").outcome is not Outcome.OK:
                    raise RuntimeError("The sandbox does not work here.")

    alone, batch = statistics.median(timed(lambda: read(1))), statistics.median(timed(lambda: read(BATCH)))
    say(
        f"\nStarting the sandbox for one file: {alone * 1e3:.0f} ms (within {START}); for each of {BATCH} in a batch: "
        f"{batch / BATCH * 1e3:.1f} ms; median of {ROUNDS}"
    )


def scanned(text: str) -> int:
    """How many lines any of the ten expressions finds."""
    found = [[pattern.search(line) for pattern in SCANNED] for line in text.split("\n")]  # all ten, on every line
    return sum(any(each) for each in found)


def databases() -> Iterator[tuple[str, Callable[[], object]]]:
    """Names of databases and how to have an empty one."""
    wanted = os.environ.get("DATABASES", "sqlite,postgresql").split(",")
    if "sqlite" in wanted:
        yield "SQLite", sqlite
    if "postgresql" in wanted:
        yield "PostgreSQL", postgresql


@contextmanager
def sqlite() -> Iterator[str]:
    """An empty SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/archive.sqlite3"


@contextmanager
def postgresql() -> Iterator[str]:
    """An empty PostgreSQL database, blank when no server can be had."""
    import psycopg  # noqa: PLC0415

    try:
        with cluster() as address:
            server = f"{address.rpartition('/')[0]}/postgres"
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute("CREATE DATABASE archive")
            yield address
    except NoPostgresError as missing:
        say(f"\nPostgreSQL is left out: {missing}")
        yield ""


def measured(part: str, name: str, url: str) -> None:
    """One part in a process of its own, with its own settings."""
    if not url:
        return
    say(f"\n{name}")
    with tempfile.TemporaryDirectory() as sources:
        env = {**os.environ, "DATABASE_URL": url, "SOURCES_DIR": sources, "SECRET_KEY": "bench", "HTTPS": "false"}
        env |= {"DJANGO_SETTINGS_MODULE": "boardarchive.settings", "DEBUG": "false", "ALLOWED_HOSTS": "testserver"}
        subprocess.run([sys.executable, __file__, part], env=env, cwd=ROOT, check=True)


def prepared() -> None:
    """Django, and an empty archive."""
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # else WhiteNoise says at the first page that it is not there
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)


def filing() -> None:
    """Bytes to records: each round files every note into an empty archive."""
    prepared()
    from django.core.management import call_command  # noqa: PLC0415

    from meetings.ingest import ingest  # noqa: PLC0415

    found = [(path.name, path.read_bytes()) for path in notes()]
    wall, cpu = [], []
    for _ in range(ROUNDS):
        call_command("flush", verbosity=0, interactive=False)
        start, busy = time.perf_counter(), time.process_time()
        for name, data in found:
            ingest(data, filename=name)
        wall.append(len(found) / (time.perf_counter() - start))
        cpu.append(len(found) / (time.process_time() - busy))
    say(
        f"{statistics.median(wall):.1f} notes filed per second by one process, reading included"
        f" ({statistics.median(cpu):.1f} per second of its own core's time); median of {ROUNDS}"
    )


def pages() -> None:
    """Every kind of page at SIZE meetings, made anew and handed out again, beside its floor.

    The floor is the queries by which it is made, in raw SQL, and an empty template. Beside it stands the least that
    an answer of Django with these takes, asked as the page is: of a page without queries the floor alone is no answer.
    """
    prepared()
    from django.db import connection, reset_queries  # noqa: PLC0415
    from django.template import engines  # noqa: PLC0415 - Django is there from here
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext, override_settings  # noqa: PLC0415 - Django is there from here

    from boardarchive import serving  # noqa: PLC0415
    from tests.benchmarks.archive import make_archive  # noqa: PLC0415
    from tests.benchmarks.floor import least_answer, raw  # noqa: PLC0415 - Django is there from here

    start = time.perf_counter()
    size = int(os.environ.get("SIZE", "10000"))
    make_archive(size)
    settle(connection)
    serving.post_worker_init(None)  # as in a process that serves
    say(f"{size:,} meetings made in {time.perf_counter() - start:.0f} s\n")
    say(f"{'':64} {'made anew, ms':^24} {'kept, ms':^24}")
    times = f"{'p50':>8} {'p95':>8} {'floors':>6}"
    say(f"{'page':40} {'queries':>7} {'floor':>7} {'answer':>7} {times} {times} {'answers':>7}")
    client, empty = Client(), engines["django"].from_string("")
    for name, address in every_page(client):
        with override_settings(PAGES_KEPT=0):
            with CaptureQueriesContext(connection) as asked:
                status = client.get(address).status_code
            said = [each["sql"] for each in asked.captured_queries]
            made = timed(lambda address=address: client.get(address), 21)
        queries = [sql for sql in said if sql.lstrip().upper().startswith("SELECT")]
        kept = timed(lambda address=address: client.get(address), 101)
        rounds = 21 if max(made) > 0.1 else 101
        floor = statistics.median(timed(lambda queries=queries: raw(connection, queries, empty), rounds))
        with least_answer(queries) as bare:
            answer = statistics.median(timed(lambda bare=bare: bare.get("/"), rounds))
        shown = f"{name} {'' if status == 200 else status}"
        least = f"{floor * 1e3:7.2f} {answer * 1e3:7.2f}"
        to_answer = f"{percentile(kept) / answer:7.2f}"
        say(f"{shown:40} {len(queries):7} {least} {beside(floor, made)} {beside(floor, kept)} {to_answer}")
        reset_queries()


def look() -> None:
    """First views of the archive that `pages` has made, in a browser."""
    import django  # noqa: PLC0415

    django.setup()
    from tests.benchmarks.looking import looking  # noqa: PLC0415 - it wants a browser

    if not CHROMIUM:
        say("First views are left out: Chromium is not installed.")
        return
    say("First views in Chromium: largest paint, total blocking time, longest task, what moved, what was sent\n")
    for line in looking():
        say(line)


def settle(connection: Any) -> None:
    """What a server does by itself when it is left alone after so many new rows: the one of this run may not."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def beside(floor: float, taken: list[float]) -> str:
    """Median and 95th percentile of seconds, in milliseconds, and the second's ratio to the floor."""
    p50, p95 = statistics.median(taken), percentile(taken)
    return f"{p50 * 1e3:8.2f} {p95 * 1e3:8.2f} {p95 / floor:6.2f}"


def percentile(taken: list[float]) -> float:
    """What nineteen in twenty stay under."""
    return sorted(taken)[int(len(taken) * 0.95)]


def every_page(client: Any) -> Iterator[tuple[str, str]]:
    """Name and address of every public page, and of lists with a word and far behind."""
    from meetings.models import Decision  # noqa: PLC0415 - Django is there by now
    from tests.benchmarks.addresses import addresses  # noqa: PLC0415

    def fetch(address: str) -> str:
        return str(client.get(address).content.decode())

    yield from addresses(fetch).items()
    yield "search, newest first", "/search/?q=ferry&sort=newest"
    yield "search, best match first", "/search/?q=ferry"
    yield "decisions with a word", "/decisions/?q=ferry"
    last = Decision.objects.public().count() // 20 - 1
    (place,) = re.findall(r'rel="next" href="\?([^"]*after=[^"&]+)', fetch(f"/decisions/?page={last}"))
    yield "decisions, last but one, by its place", f"/decisions/?{place}"
    yield "decisions, last but one, by its number", f"/decisions/?page={last}"
    yield "meetings, page 100", "/meetings/?page=100"


if __name__ == "__main__":
    main()
