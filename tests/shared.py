"""A database that several processes may use at once: the tests' own on a server, else a file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

from tests.here import ROOT


@dataclass(frozen=True)
class Shared:
    """A database that several processes may use at once."""

    url: str
    cursor: Callable[[], Any]
    sources: Path

    def run(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start `manage.py` on this database."""
        return self.start(ROOT / "manage.py", *arguments)

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start Python on this database."""
        env = os.environ | {"DATABASE_URL": self.url, "SOURCES_DIR": str(self.sources)}
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def ingest(self, paths: Iterable[Path]) -> Counter[str]:
        """Ingest each path in a process of its own, all at once → how many came to what."""
        said = [process.communicate()[0] for process in [self.run("ingest", path) for path in paths]]
        return Counter(text.split(maxsplit=1)[0] for text in said)

    def count(self, *models: str) -> list[int]:
        """How many rows each of these models has."""
        cursor = self.cursor()
        rows = [cursor.execute(f"SELECT count(*) FROM meetings_{model}") and cursor.fetchone() for model in models]  # noqa: S608 - names of this module
        return [row[0] for row in rows]


def shared_database(folder: Path) -> Shared:
    """The tests' own database on a server; a file in this folder, with its tables, where theirs is in memory."""
    values = connection.settings_dict
    if not values["HOST"]:
        file = folder / "archive.sqlite3"
        here = Shared(f"sqlite:///{file}", lambda: sqlite3.connect(file).cursor(), folder / "originals")
        assert here.run("migrate", "-v0").communicate() == ("", None)
    else:
        where = f"{quote(values['HOST'], safe='')}{values['PORT'] and ':'}{values['PORT']}"
        who = f"{quote(values['USER'])}{values['PASSWORD'] and ':'}{quote(values['PASSWORD'])}"
        here = Shared(f"postgres://{who}@{where}/{values['NAME']}", connection.cursor, folder / "originals")
    return here
