"""What `make test` reports is what happened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.here import ROOT
from tests.run import Outcome, Run, absent, counted, production, status_of, table

pytestmark = pytest.mark.once

REPORT = """<testsuites><testsuite>
  <testcase classname="tests.test_it" name="right"/>
  <testcase classname="tests.test_it" name="also right"/>
  <testcase classname="tests.test_it" name="wrong"><failure message="no"/></testcase>
  <testcase classname="tests.test_it" name="broken"><error message="no"/></testcase>
  <testcase classname="tests.test_it" name="left out"><skipped message="no notes"/></testcase>
  <testcase classname="tests.test_it" name="left out too"><skipped message="no notes"/></testcase>
</testsuite></testsuites>"""


def run_with(scratch: Path, *required: str) -> Run:
    return Run(env=production(scratch), scratch=scratch, required=frozenset(required))


def test_tests_are_counted_and_the_reasons_of_skips_gathered(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    assert counted(1, report) == Outcome(
        passed=2,
        failed=2,
        skipped=2,
        why=("failed: tests.test_it::wrong", "failed: tests.test_it::broken", "SKIPPED: 2 x no notes"),
    )


def test_many_failures_are_named_in_part_and_counted_in_full(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    cases = "".join(f"<testcase classname='tests.test_it' name='test_{n}'><failure/></testcase>" for n in range(12))
    report.write_text(f"<testsuite>{cases}</testsuite>")
    outcome = counted(1, report)

    assert (outcome.failed, len(outcome.why), outcome.why[-1]) == (12, 11, "failed: and 2 more")


def test_tests_that_never_ran_are_a_failure(tmp_path: Path) -> None:
    assert counted(4, tmp_path / "none.xml") == Outcome(failed=1, why=("failed: pytest ended with status 4",))


def test_a_run_that_broke_off_after_tests_that_passed_is_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text("<testsuite><testcase name='right'/></testsuite>")

    assert counted(3, report) == Outcome(passed=1, failed=1, why=("failed: pytest ended with status 3",))


def test_a_missing_component_is_skipped_with_its_reason(tmp_path: Path) -> None:
    assert absent(run_with(tmp_path), "postgres", "it is not installed") == Outcome(
        skipped=1, why=("SKIPPED: it is not installed",)
    )


def test_a_missing_component_that_is_required_is_a_failure(tmp_path: Path) -> None:
    assert absent(run_with(tmp_path, "postgres"), "postgres", "it is not installed") == Outcome(
        failed=1, why=("failed: required, but it is not installed",)
    )


def test_a_component_that_nobody_knows_is_a_mistake_in_the_call() -> None:
    ended = subprocess.run(
        [sys.executable, "tests/run.py"],
        cwd=ROOT,
        env=os.environ | {"REQUIRE": "postgres,firefox"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "REQUIRE knows chromium, libreoffice, postgres; not firefox.\n"


def test_the_checks_see_an_archive_on_the_open_internet_whatever_the_developer_has(tmp_path: Path) -> None:
    ask = "import os; raise SystemExit(0 if os.environ['DEBUG'] == 'false' and os.environ['HTTPS'] == 'true' else 1)"

    assert status_of(run_with(tmp_path), sys.executable, "-c", ask) == 0


def test_the_table_says_why() -> None:
    rows = [
        ("mypy", Outcome(passed=1), 7.6),
        ("tests on PostgreSQL", Outcome(skipped=1, why=("SKIPPED: no server",)), 0.0),
        ("ruff check", Outcome(failed=1, why=("failed: exit status 1",)), 0.4),
    ]

    assert list(table(rows)) == [
        "step                    passed  failed  SKIPPED  seconds",
        "mypy                         1       0        0        8",
        "tests on PostgreSQL          0       0        1        0",
        "    SKIPPED: no server",
        "ruff check                   0       1        0        0",
        "    failed: exit status 1",
    ]
