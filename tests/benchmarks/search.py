"""`make bench-search SIZE=10k`: how fast search answers, beside tantivy over the same text in the same run.

SIZE is one or more of 10k, 100k, 1m (decisions of a made-up archive), with commas between; DATABASES says which of
sqlite and postgresql; ROUNDS how often each query is asked. TEST_DATABASE_URL names a PostgreSQL server to make a
database on and drop it; without it, one is started and thrown away.

Nothing else should run meanwhile: look at the load it prints first, which should be near 0 on a machine at rest. The
ratios are worth more than the milliseconds. At 1m the archive has no discussion; it takes 10 GB of disk and an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.run import prepared, say, sqlite
from tests.cluster import NoPostgresError, cluster
from tests.here import ROOT

SERVER = ["fsync=on", "synchronous_commit=on", "shared_buffers=512MB", "work_mem=16MB", "maintenance_work_mem=256MB"]
"""What a server is given that keeps an archive; the tests' own is a small one that need not remember."""


def main() -> None:
    """Print the tables; called with a folder and a number of decisions, measure one database in this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="?", default=os.environ.get("SIZE", "10k"), help="10k, 100k, 1m or several")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.into:
        prepared()
        from tests.benchmarks.measuring import measure  # noqa: PLC0415 - Django is set up first

        measure(asked.into, decisions(asked.sizes))
        return
    say(machine())
    grown: dict[str, list[dict[str, Any]]] = {}
    for size in asked.sizes.split(","):
        with tempfile.TemporaryDirectory() as folder:
            for name, url in databases():
                grown.setdefault(name, []).append(measured(Path(folder), size, url))
    for name, sizes in grown.items():
        growth(name, sizes)


def decisions(size: str) -> int:
    """How many a size stands for. Raises SystemExit with a sentence when it stands for none."""
    found = re.fullmatch(r"(\d+)(k|m|)", size.strip().lower())
    if not found or not int(found[1]):
        sys.exit(f"SIZE is a number of decisions such as 10k, 100k or 1m, not {size}.")
    return int(found[1]) * {"k": 1_000, "m": 1_000_000, "": 1}[found[2]]


def machine() -> str:
    """The machine in a sentence."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} cores, Python {platform.python_version()}; load over 1, 5 and 15 minutes: {load}."


# Databases, each measured in a process of its own


def databases() -> Iterator[tuple[str, str]]:
    """Names and addresses of empty databases, each while it is used."""
    wanted = os.environ.get("DATABASES", "sqlite,postgresql").split(",")
    if "sqlite" in wanted:
        with sqlite() as url:
            yield "SQLite", url
    if "postgresql" in wanted:
        try:
            with postgresql() as url:
                yield "PostgreSQL", url
        except NoPostgresError as missing:
            say(f"\nPostgreSQL is left out: {missing}")


@contextmanager
def postgresql() -> Iterator[str]:
    """An empty database on a server given or started; dropped at the end. Raises NoPostgresError."""
    import psycopg  # noqa: PLC0415 - only this database wants it

    with server() as address:
        url = f"{address.rpartition('/')[0]}/archive_bench_{os.getpid()}"
        name = url.rpartition("/")[2]
        with psycopg.connect(f"{address.rpartition('/')[0]}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
            try:
                yield url
            finally:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def server() -> Iterator[str]:
    """The address of the server of TEST_DATABASE_URL, or of one of our own."""
    if given_one := os.environ.get("TEST_DATABASE_URL"):
        yield given_one
        return
    with cluster(SERVER) as address:
        yield address


def measured(folder: Path, size: str, url: str) -> dict[str, Any]:
    """What a process of its own has measured: `decisions`, and `medians`: order → class → milliseconds of the SQL."""
    env = {**os.environ, "DATABASE_URL": url, "SOURCES_DIR": str(folder), "SECRET_KEY": "bench", "HTTPS": "false"}
    env |= {"DJANGO_SETTINGS_MODULE": "boardarchive.settings", "DEBUG": "false", "ALLOWED_HOSTS": "testserver"}
    env["PAGES_KEPT"] = "0"  # every page is made anew
    env["PYTHONWARNINGS"] = "ignore:No directory at:UserWarning"  # no static files are collected
    words = [sys.executable, __file__, size, f"--into={folder}"]
    subprocess.run(words, env=env, cwd=ROOT, check=True)
    found: dict[str, Any] = json.loads((folder / "measured.json").read_text())
    return found


def growth(name: str, sizes: list[dict[str, Any]]) -> None:
    """How many times as long each class takes at each size as at the one before."""
    for before, after in pairwise(sizes):
        for order in before["medians"].keys() & after["medians"].keys():
            grown = {of: after["medians"][order][of] / ms for of, ms in before["medians"][order].items()}
            told = ", ".join(f"{of} {ratio:.1f}" for of, ratio in grown.items())
            say(f"\n{name}, {before['decisions']:,} to {after['decisions']:,} decisions, {order}: {told}.")


if __name__ == "__main__":
    main()
