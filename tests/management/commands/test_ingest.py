"""`manage.py ingest`: what it says, what it prints for programs, and how it ends."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from meetings.minutes.codec import from_data
from meetings.models import Meeting, Source, State
from tests.here import ROOT

NOTES = ROOT / "fixtures" / "notes"
NOTE = NOTES / "skills-enterprise-board-2016-11-24.txt"
ASKING = NOTES / "environment-flooding-board-2018-02-27.txt"
AGENDA = NOTES / "environment-flooding-board-2020-02-04-agenda.md"
NEEDS_A_DATE = NOTES / "ferry-users-group-14-may.txt"
TOLD = "minutes of Skills & Enterprise Board, 24 November 2016: 7 items, 8 decisions, 5 actions; 1 finding"


def run(*arguments: Path | str, **options: Any) -> tuple[int, list[str]]:
    """Run the command → (exit status, lines of standard output)."""
    out = io.StringIO()
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=io.StringIO(), **options)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


@pytest.mark.django_db
def test_one_line_a_file_and_a_summary_that_says_drafts_are_drafts() -> None:
    assert run(NOTE) == (
        0,
        [
            f"filed      {NOTE}: {TOLD}",
            "1 file: 1 filed.",
            "1 meeting: 1 draft.",
            "Only clerks see drafts. To show them, publish in the admin, or run again with --publish.",
        ],
    )


@pytest.mark.django_db
def test_the_same_file_again_is_unchanged_and_that_is_no_failure() -> None:
    run(NOTE)
    status, lines = run(NOTE)
    assert (status, lines[:2]) == (0, [f"unchanged  {NOTE}: {TOLD}", "1 file: 1 unchanged."])


@pytest.mark.django_db
@pytest.mark.parametrize(("many", "times"), [(1, 1), (2, 0)])
def test_after_many_files_the_database_counts_anew(monkeypatch: pytest.MonkeyPatch, many: int, times: int) -> None:
    monkeypatch.setattr("meetings.management.commands.ingest.MANY", many)
    with CaptureQueriesContext(connection) as asked:
        run(NOTE)
    assert [query["sql"] for query in asked].count("ANALYZE") == times


@pytest.mark.django_db
def test_publish_publishes_and_says_what_stands_against_the_rest() -> None:
    status, lines = run(NOTE, ASKING, publish=True)
    assert status == 0
    assert lines[1].endswith(
        "left as a draft: Say whether item 8 may be public: the text speaks of confidential matters."
    )
    assert lines[2:] == [
        "2 files: 2 filed.",
        "2 meetings: 1 draft, 1 published.",
        "Only clerks see drafts. To show them, answer what the lines above ask.",
    ]


@pytest.mark.django_db
def test_publish_later_publishes_what_was_filed_before() -> None:
    run(NOTE)
    run(NOTE, publish=True)
    assert Meeting.objects.get().state == State.PUBLISHED


@pytest.mark.django_db
def test_bad_files_are_said_in_one_sentence_each_and_never_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "nothing.txt").touch()
    status, lines = run(tmp_path / "no.txt", tmp_path, NEEDS_A_DATE, NOTE)
    assert status == 1
    assert [line.split(": ", 1)[0].replace(f"{tmp_path}/", "").replace(f"{NOTES}/", "") for line in lines[:5]] == [
        "skipped    no.txt",
        "refused    nothing.txt",
        "refused    picture.txt",
        "waiting    ferry-users-group-14-may.txt",
        "filed      skills-enterprise-board-2016-11-24.txt",
    ]
    assert lines[3].endswith(": It does not say on which date the board met.; 4 findings")
    assert lines[5] == "5 files: 1 skipped, 2 refused, 1 waiting, 1 filed."


@pytest.mark.django_db
def test_fail_fast_stops_at_the_first_that_is_not_filed() -> None:
    status, lines = run("no.txt", NOTE, fail_fast=True)
    assert (status, lines[1:]) == (
        1,
        ["1 file: 1 skipped.", "Stopped at the first that is not filed (--fail-fast): 1 file not looked at."],
    )
    assert not Source.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [(NOTE, 3), (AGENDA, 0), (NEEDS_A_DATE, 1)])
def test_strict_fails_on_findings_unless_something_worse_happened(path: Path, status: int) -> None:
    assert run(path, strict=True)[0] == status


def test_with_more_to_say_each_finding_stands_under_its_file() -> None:
    lines = run(NOTE, dry_run=True, verbosity=2)[1]
    assert lines[1].startswith("           ")
    assert lines[1].split(":")[0].strip() in (ROOT / "docs" / "findings.md").read_text()


@pytest.mark.once
def test_a_dry_run_needs_no_database_at_all(tmp_path: Path) -> None:
    env = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/none/none.sqlite3", "SOURCES_DIR": f"{tmp_path}/kept"}
    ended = manage("ingest", "--dry-run", NOTE, env=env)
    assert (ended.returncode, ended.stdout.splitlines(), ended.stderr) == (
        0,
        [f"read       {NOTE}: {TOLD}", "1 file: 1 read.", "Dry run: nothing was written."],
        "",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.once
def test_without_a_database_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    env = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    ended = manage("ingest", NOTE, env=env)
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "CommandError: The database is not ready (no such table: meetings_source). Run: manage.py migrate\n",
    )


def test_json_of_a_dry_run_has_everything_that_was_read() -> None:
    status, lines = run(NOTE, NEEDS_A_DATE, "no.txt", dry_run=True, json=True)
    documents = json.loads("\n".join(lines))["documents"]
    assert (status, [each["status"] for each in documents]) == (1, ["read", "read", "skipped"])
    note = documents[0]
    assert set(note) == {"path", "sha256", "status", "reason", "findings", "meetings", "filed"}
    told = from_data(note["meetings"][0])
    assert (told.header.board, len(told.items), told.items[0].span.start > 0) == ("Skills & Enterprise Board", 7, True)
    assert documents[2] == {
        "path": "no.txt",
        "sha256": None,
        "status": "skipped",
        "reason": "There is no such file or folder.",
        "findings": [],
        "meetings": [],
        "filed": [],
    }


@pytest.mark.django_db
def test_the_report_has_the_same_shape_and_says_where_things_were_filed(tmp_path: Path) -> None:
    run(NOTE, ASKING, publish=True, report=str(tmp_path / "report.json"))
    documents = json.loads((tmp_path / "report.json").read_text())["documents"]
    assert [each["filed"] for each in documents] == [
        [
            {
                "board": "Skills & Enterprise Board",
                "date": "2016-11-24",
                "sequence": 1,
                "state": "published",
                "left_as_draft": [],
            }
        ],
        [
            {
                "board": "Environment & Flooding Board",
                "date": "2018-02-27",
                "sequence": 1,
                "state": "draft",
                "left_as_draft": ["Say whether item 8 may be public: the text speaks of confidential matters."],
            }
        ],
    ]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["report.json"]


@pytest.mark.django_db
def test_a_report_that_cannot_be_written_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory") as error:
        run(NOTE, report=str(tmp_path / "no" / "report.json"))
    assert (error.value.returncode, Source.objects.exists()) == (2, False)


@pytest.mark.once
@pytest.mark.parametrize("arguments", [[], ["--jobs", "0", "x"], ["--jobs", "two", "x"], ["--nonsense", "x"]])
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    ended = manage("ingest", *arguments)
    assert (ended.returncode, "Traceback" in ended.stderr, ended.stdout) == (2, False, "")


@pytest.mark.long
@pytest.mark.once
@pytest.mark.django_db
def test_several_readers_file_the_same_in_the_same_order() -> None:
    alone = run(NOTES, dry_run=True)
    assert run(NOTES, dry_run=True, jobs=2) == alone
    assert run(NOTE, AGENDA, jobs=2)[1][:2] == [
        f"filed      {NOTE}: {TOLD}",
        f"filed      {AGENDA}: agenda of Environment & Flooding Board, 4 February 2020: 5 items",
    ]


@pytest.mark.once
def test_standard_input_is_a_note_too() -> None:
    ended = manage("ingest", "--dry-run", "-", stdin=NOTE.read_bytes())
    assert ended.stdout.splitlines()[0] == f"read       -: {TOLD}"


@pytest.mark.django_db
def test_the_organisation_goes_with_the_file(settings: Settings) -> None:
    settings.ARCHIVE_ORGANISATION = "Averham"
    run(NOTE)
    run(AGENDA, organisation="Brindle")
    assert list(Source.objects.order_by("pk").values_list("organisation", flat=True)) == ["Averham", "Brindle"]


@pytest.mark.django_db
def test_an_original_that_cannot_be_kept_is_said_and_leaves_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.SOURCES_DIR = tmp_path / "file"
    settings.SOURCES_DIR.write_text("in the way")
    assert run(NOTE)[1][0] == f"skipped    {NOTE}: The original could not be kept: Not a directory."
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_an_error_of_the_archives_own_is_one_line_and_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RecursionError("too\ndeep")

    monkeypatch.setattr("meetings.filing.reading.parse", broken)
    status, lines = run(NOTE, AGENDA)
    why = "The archive failed on it and kept nothing of it (RecursionError: too deep)."
    assert (status, lines[:2]) == (1, [f"skipped    {NOTE}: {why}", f"skipped    {AGENDA}: {why}"])


@pytest.mark.django_db
def test_with_traceback_an_error_of_the_archives_own_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RecursionError

    monkeypatch.setattr("meetings.filing.reading.parse", broken)
    with pytest.raises(RecursionError):
        run(NOTE, traceback=True)


@pytest.mark.django_db
def test_a_refusal_of_the_database_is_one_line() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE meetings_agendaitem RENAME TO elsewhere")
    status, lines = run(NOTE)
    assert (status, lines[0].startswith(f"skipped    {NOTE}: The database did not take it: ")) == (1, True)


@pytest.mark.once
def test_whoever_stops_reading_the_results_gets_no_traceback() -> None:
    command = f"{sys.executable} {ROOT / 'manage.py'} ingest --dry-run --json {NOTES} | head -c 10"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr) == ('{"document', "")


@pytest.mark.once
def test_help_names_every_option_and_exit_status() -> None:
    said = manage("ingest", "--help").stdout
    options = ["--publish", "--organisation", "--dry-run", "--json", "--report", "--strict", "--jobs", "--fail-fast"]
    assert [option for option in options if option not in said] == []
    assert "exit status: 0 everything is filed, or was already; 1 something is not; 2 wrong usage;" in said


def manage(
    *arguments: Path | str, env: dict[str, str] | None = None, stdin: bytes | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` as someone at a terminal would."""
    ended = subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments], input=stdin, env=env, capture_output=True, check=False
    )
    return subprocess.CompletedProcess(ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode())
