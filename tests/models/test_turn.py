"""Whoever reads in a still time sees one state of the records, and stops nobody from changing them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.here import ROOT

SCRIPT = """
import threading
from django.core.management import call_command
from django.db import connection
from meetings.models import Board
from meetings.models.turn import still, turn

def meanwhile():
    with turn():
        Board.objects.create(name="Lamps", key=f"lamps {Board.objects.count()}", slug=f"lamps-{Board.objects.count()}")
    connection.close()

call_command("migrate", verbosity=0)
seen = []
with still():
    seen.append(Board.objects.count())
    thread = threading.Thread(target=meanwhile)
    thread.start()
    thread.join()
    seen.append(Board.objects.count())
seen.append(Board.objects.count())
with turn():
    seen.append(Board.objects.count())
Board.objects.all().delete()
print(seen)
"""


def database(folder: Path) -> str:
    """The address of a database of the kind in use that another process can open too."""
    name = str(connection.settings_dict["NAME"])
    if "memory" in name:
        return f"sqlite:///{folder / 'still.sqlite3'}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


@pytest.mark.django_db
def test_what_others_write_in_a_still_time_is_seen_when_it_is_over(tmp_path: Path) -> None:
    env = os.environ | {"DATABASE_URL": database(tmp_path)}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", SCRIPT]
    ended = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (ended.stderr, ended.stdout) == ("", "[0, 0, 1, 1]\n")
