"""`manage.py export` and `manage.py import`: what they say, how they end, and one archive on two databases."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from meetings import exchange
from meetings.models import Meeting
from tests import factories as make
from tests.here import ROOT
from tests.twins import archive

HELD = "1 meeting, 2 items, 1 board, 1 member, 0 authorities"


def said(*words: str | Path) -> str:
    """What the command prints."""
    out = StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


def manage(database: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run manage.py on a database of its own."""
    env = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def lamps() -> None:
    """A meeting with two items and one member."""
    held = make.meeting()
    make.attendance(held, make.member())
    make.item(held)
    make.item(held)


@pytest.mark.django_db
def test_an_export_says_what_it_holds_and_so_does_an_import(tmp_path: Path) -> None:
    with transaction.atomic():
        lamps()
        assert said("export", tmp_path / "out") == f"Written to {tmp_path}/out: {HELD}.\n"
        transaction.set_rollback(True)
    assert said("import", tmp_path / "out") == f"Imported and published: {HELD}.\n"
    assert Meeting.objects.public().count() == 1


@pytest.mark.django_db
def test_an_export_is_written_over_only_when_asked(tmp_path: Path) -> None:
    said("export", tmp_path / "out")
    with pytest.raises(CommandError, match=r"^Nothing was exported\. .*/out is there already\."):
        said("export", tmp_path / "out")
    lamps()
    assert said("export", tmp_path / "out", "--replace") == f"Written to {tmp_path}/out: {HELD}.\n"


@pytest.mark.django_db
def test_an_import_that_is_refused_says_so_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^Nothing was imported\. .*/out is not an export: there is no manifest"):
        said("import", tmp_path / "out")


@pytest.mark.long
@pytest.mark.django_db
def test_the_export_of_one_database_is_that_of_another_which_imported_it(tmp_path: Path) -> None:
    with transaction.atomic():
        archive()
        exchange.export(tmp_path / "one")
        transaction.set_rollback(True)
    database = tmp_path / "other.sqlite3"
    ended = [
        manage(database, *words)
        for words in (
            ("migrate", "--verbosity", "0"),
            ("import", tmp_path / "one"),
            ("export", tmp_path / "two"),
            ("reindex", "--check"),
        )
    ]
    assert [(each.returncode, each.stderr) for each in ended] == [(0, "")] * 4
    files = sorted(each.name for each in (tmp_path / "one").iterdir())
    assert len(files) == 6
    assert [(tmp_path / "one" / name).read_bytes() for name in files] == [
        (tmp_path / "two" / name).read_bytes() for name in files
    ]


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("export",), 2, "the following arguments are required: FOLDER"),
        (("import",), 2, "the following arguments are required: FOLDER"),
        (("export", "out"), 1, "Run: manage.py migrate"),
        (("import", "out"), 1, "Run: manage.py migrate"),
    ],
)
def test_wrong_words_end_with_2_and_anything_else_that_is_wrong_with_1(
    tmp_path: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    ended = manage(tmp_path / "empty.sqlite3", *words)
    assert (ended.returncode, ended.stdout) == (status, "")
    assert ended.stderr.splitlines()[-1].endswith(sentence)
    assert "Traceback" not in ended.stderr
